using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>
/// Decides from a seed which exchange suffers which fault. What happens to a row's first, second, … request depends on
/// nothing but the seed, so that a run can be replayed although rows overtake each other.
/// </summary>
internal sealed partial class FaultPlan(string kind, int seed)
{
    public const string Mixed = "mixed";

    private const string RetryAfterNow = "Content-Type: application/json\r\nRetry-After: 0\r\n";
    private const string RetryAfterSecond = "Content-Type: application/json\r\nRetry-After: 1\r\n";
    private const string Looks = "look";

    private static readonly TimeSpan BeyondTimeout = TimeSpan.FromSeconds(1.5);

    private static readonly Dictionary<string, Func<Random, Planned>> Known = new()
    {
        ["connection refused"] = _ => new(Fault.RefuseFor(TimeSpan.FromMilliseconds(20)), false),
        ["reset before forwarding"] = _ => new(Fault.ResetBeforeForwarding, true),
        ["reset after forwarding"] = _ => new(Fault.ResetAfterForwarding, true),
        ["closed without an answer"] = _ => new(Fault.CutAnswerAfter(0), true),
        ["answer cut after N bytes"] = random => new(Fault.CutAnswerAfter(random.Next(1, 90)), true),
        ["answer beyond the timeout"] = _ => new(Fault.Delay(BeyondTimeout), true),
        ["request held beyond the timeout"] = _ => new(Fault.DelayRequest(BeyondTimeout), true),
        ["dripped byte by byte"] = _ => new(Fault.Drip, false),
        ["429 before the effect"] = _ => new(Fault.Instead(Answer(429)), false),
        ["429 or 503 with Retry-After"] = random => new(
            Fault.Instead(Answer(random.Next(2) == 0 ? 429 : 503, random.Next(25) == 0 ? RetryAfterSecond : RetryAfterNow)), false),
        ["5xx before the effect"] = random => new(Fault.Instead(Answer(ServerError(random))), true),
        ["5xx after the effect"] = random =>
        {
            var answer = Answer(ServerError(random));
            return new(Fault.Rewrite(_ => answer), true);
        },
        ["Content-Length too long"] = _ => new(Fault.Rewrite(answer => WithLength(answer, answer.Body.Length + 7)), true),
        ["Content-Length too short"] = _ => new(Fault.Rewrite(answer => WithLength(answer, answer.Body.Length / 2)), true),
        ["garbage before the effect"] = random => new(Fault.Instead(Garbage(random)), true),
        ["garbage after the effect"] = random =>
        {
            var garbage = Garbage(random);
            return new(Fault.Rewrite(_ => garbage), true);
        },
        ["closed between requests"] = _ => new(Fault.CloseAfterAnswer, false),
        ["a gateway's 503 before the effect"] = _ => new(Fault.Instead(Unavailable()), false),
        ["a gateway's 503 after the effect"] = _ => new(Fault.Rewrite(_ => Unavailable()), false) { MayArriveTwice = true },
    };

    private readonly Func<Random, Planned>[] _kinds = kind == Mixed ? [.. Known.Values] : [Known[kind]];
    private readonly ConcurrentDictionary<string, List<Planned>> _exchanges = new();
    private int _injected;
    private int _faultedLooks;

    /// <summary>The kinds of faults, by name.</summary>
    public static IReadOnlyList<string> Kinds => [.. Known.Keys];

    /// <summary>How many exchanges suffered a fault.</summary>
    public int Injected => Volatile.Read(ref _injected);

    /// <summary>How many requests for the list of agents did.</summary>
    public int FaultedLooks => Volatile.Read(ref _faultedLooks);

    /// <summary>Whether connections end while a request may be on its way to them, that then never arrives.</summary>
    public bool Closes => kind is Mixed or "connection refused" or "closed between requests" or "Content-Length too short";

    /// <summary>Whether the client has to wait for its timeout.</summary>
    public bool Delays => kind == Mixed || kind.EndsWith("timeout", StringComparison.Ordinal);

    /// <summary>The row that a request is about; null when it is about none.</summary>
    public static string? RowOf(string body) => Row().Match(body) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a fault is over only after some time, so that waits must not be skipped.</summary>
    public bool TakesTime => Delays || kind == "connection refused";

    /// <summary>What happens to a request.</summary>
    public Fault For(HttpMessage request)
    {
        var row = RowOf(request.Text) ?? Looks;
        var exchanges = _exchanges.GetOrAdd(row, _ => []);
        lock (exchanges)
        {
            // One in ten; where each costs a timeout, fewer.
            var random = new Random(Mix(seed, row == Looks ? 1 : int.Parse(row, CultureInfo.InvariantCulture), exchanges.Count));
            var planned = random.NextDouble() < (Delays && kind != Mixed ? 0.03 : 0.1)
                ? _kinds[random.Next(_kinds.Length)](random)
                : new Planned(Fault.None, false);
            exchanges.Add(planned);
            if (planned.Fault != Fault.None)
            {
                Interlocked.Increment(ref _injected);
                if (row == Looks)
                {
                    Interlocked.Increment(ref _faultedLooks);
                }
            }

            return planned.Fault;
        }
    }

    /// <summary>For each request of a row that arrived, whether its fault left open if it was processed.</summary>
    public IReadOnlyList<bool> DoubtsOf(string row) => Of(row, planned => planned.LeavesDoubt);

    /// <summary>How often a row's request may reach the server: once, and once more for each fault that belies this.</summary>
    public int MostArrivalsOf(string row) => 1 + Of(row, planned => planned.MayArriveTwice).Count(may => may);

    private IReadOnlyList<bool> Of(string row, Func<Planned, bool> fact)
    {
        if (!_exchanges.TryGetValue(row, out var exchanges))
        {
            return [];
        }

        lock (exchanges)
        {
            return [.. exchanges.Select(fact)];
        }
    }

    private static int ServerError(Random random) => new[] { 500, 502, 504 }[random.Next(3)];

    // A web page, without a Retry-After.
    private static byte[] Unavailable() =>
        ScriptedAnswer.BytesOf(503, "<html><body>503 Service Temporarily Unavailable</body></html>", "Content-Type: text/html\r\nConnection: close\r\n");

    private static byte[] Answer(int status, string headers = "Content-Type: application/json\r\n") =>
        ScriptedAnswer.BytesOf(status, "{\"message\":\"injected\"}", headers + "Connection: close\r\n");

    private static byte[] WithLength(HttpMessage answer, int length) =>
        [.. Encoding.Latin1.GetBytes(Length().Replace(answer.Head, "Content-Length: " + length.ToString(CultureInfo.InvariantCulture))), .. answer.Body];

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static int Mix(int seed, int row, int exchange)
    {
        var bits = unchecked((uint)seed * 2654435761u + (uint)row * 2246822519u + (uint)exchange * 3266489917u);
        bits = (bits ^ (bits >> 15)) * 2246822519u;
        bits = (bits ^ (bits >> 13)) * 3266489917u;
        return (int)((bits ^ (bits >> 16)) & int.MaxValue);
    }

    [GeneratedRegex("(?:\"code\":\"|extension=)([0-9]+)")]
    private static partial Regex Row();

    [GeneratedRegex("Content-Length: *[0-9]+", RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    private sealed record Planned(Fault Fault, bool LeavesDoubt)
    {
        /// <summary>Whether the request reached the server although its answer says that it was not processed, so that it is sent again.</summary>
        public bool MayArriveTwice { get; init; }
    }
}
