using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;

namespace CallCenter.Bench;

/// <summary>
/// The server that all contestants talk to: the simulator's sockets, in a process of its own, with one answer for everything,
/// so that what is measured is the client.
/// </summary>
internal sealed class Server : IDisposable
{
    // The answer of the agents page, 1.1. The client takes no answer about another agent than it asked for.
    private const string Agent = """
        {"id":"da642253-15b1-4ca7-b701-dc9a3abfe292","loginName":"testAgent","userName":"testAgent","status":"Ok","roles":[{"id":"32ad74aa-d975-48c9-8d48-c6d963c778d5"}],"org":{"id":"88d34fe2-6ca3-4038-aab8-de5f239735ee","name":"newtest","description":"newtest","tenantId":"960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4","children":[]},"tenantId":"960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4","namespace":"n01.cc","updateTime":"2017.12.13 09:55:59","code":"5003","agentQueues":[],"useOnlineService":false}
        """;

    private readonly Process _process;

    private Server(Process process, Uri uri)
    {
        _process = process;
        Uri = uri;
    }

    public Uri Uri { get; }

    /// <summary>Starts one.</summary>
    /// <param name="latency">How many milliseconds each answer takes.</param>
    /// <param name="perSecond">How many requests a second it allows before it answers 429; 0 for any number.</param>
    /// <param name="atOnce">How many it works on at once, while the others wait; 0 for any number.</param>
    public static Server Start(int latency, int perSecond = 0, int atOnce = 0)
    {
        var start = Self.StartInfo("server", Text(latency), Text(perSecond), Text(atOnce));
        start.RedirectStandardOutput = true;
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        return new(process, new Uri(process.StandardOutput.ReadLine()!));
    }

    /// <summary>Is one, until its standard input ends.</summary>
    public static async Task BeAsync(int latency, int perSecond, int atOnce)
    {
        var gate = new Allowance(perSecond);
        var desks = atOnce == 0 ? null : new Desks(atOnce, TimeSpan.FromMilliseconds(latency));
        using var simulator = new VendorSimulator(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(desks is null ? latency : 0) })
        {
            Interceptor = request =>
            {
                if (!gate.Take())
                {
                    return HttpResponse.Json(429, ("message", "too many requests")).With("Retry-After", "1");
                }

                var answer = HttpResponse.Json(200, AnswerTo(Encoding.UTF8.GetString(request.Body)));
                answer.Delay = desks?.Take() ?? TimeSpan.Zero;
                return answer;
            },
        };
        Console.WriteLine(simulator.TenantUri);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string AnswerTo(string body) => Agent
        .Replace("5003", TextOf(body, "\"code\":\""), StringComparison.Ordinal)
        .Replace("\"loginName\":\"testAgent", "\"loginName\":\"" + TextOf(body, "\"loginName\":\""), StringComparison.Ordinal);

    // No parser: it must cost as little as an answer that is always the same.
    private static string TextOf(string body, string name)
    {
        var start = body.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return start < name.Length ? string.Empty : body[start..body.IndexOf('"', start)];
    }

    /// <summary>So many requests are worked on at once, in the order in which they come.</summary>
    private sealed class Desks(int count, TimeSpan work)
    {
        private readonly Lock _gate = new();
        private readonly TimeSpan[] _freeAt = new TimeSpan[count];
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private int _next;

        /// <summary>Takes the desk that is free first.</summary>
        /// <returns>How long the answer takes from now on, the wait for the desk included.</returns>
        public TimeSpan Take()
        {
            lock (_gate)
            {
                // All requests take as long, so the desks become free in turn.
                var now = _clock.Elapsed;
                var begins = _freeAt[_next] > now ? _freeAt[_next] : now;
                _freeAt[_next] = begins + work;
                _next = (_next + 1) % count;
                return begins + work - now;
            }
        }
    }

    /// <summary>Counts requests by the second.</summary>
    private sealed class Allowance(int perSecond)
    {
        private readonly Lock _gate = new();
        private long _second;
        private int _taken;

        public bool Take()
        {
            if (perSecond == 0)
            {
                return true;
            }

            lock (_gate)
            {
                var second = Environment.TickCount64 / 1000;
                if (second != _second)
                {
                    (_second, _taken) = (second, 0);
                }

                return ++_taken <= perSecond;
            }
        }
    }
}
