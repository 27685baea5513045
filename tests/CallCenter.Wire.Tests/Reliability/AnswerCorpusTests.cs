using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Reliability.Runner;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests.Reliability;

/// <summary>
/// Ten thousand answers that no vendor documents, from seeds. None ends in anything but a result or a
/// <see cref="CallCenterException"/> with a reason, and every tenth row, which is answered well, is done.
/// </summary>
public sealed class AnswerCorpusTests : IDisposable
{
    private const int Cases = 2000;

    private static readonly int[] Statuses = [200, 200, 200, 200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 409, 424, 425, 429, 472, 500, 503];

    private readonly VendorSimulator _simulator = new(new SimulatorOptions { AllowAgentList = true });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public void Answers_to_creating_agents()
    {
        using var client = Wire.WithToken(_simulator, Wire.Once);
        AnswerWith(1_000_000, "GET");
        Run(1_000_000, (code, context) => client.CreateAgentAsync(Wire.Agent(code), context));
    }

    [Fact]
    public void Answers_to_looking_for_agents()
    {
        AnswerWith(2_000_000, "POST");
        Run(2_000_000, async (code, context) =>
        {
            // A client that was refused once does not ask again.
            using var client = Wire.WithToken(_simulator.TenantUri, Wire.Once, "12345678" + code);
            return await client.SettleAsync(Wire.Agent(code), TimeSpan.Zero, context);
        });
    }

    [Fact]
    public void Answers_to_resetting_passwords()
    {
        using (var setUp = Wire.WithToken(_simulator))
        {
            Assert.All(Wire.Run(Wire.Codes(Cases), 8, (code, context) => setUp.CreateAgentAsync(Wire.Agent(code), context)), outcome => Assert.Null(outcome.Error));
        }

        using var client = Wire.WithToken(_simulator, Wire.Once);
        AnswerWith(3_000_000);
        Run(3_000_000, async (code, context) =>
        {
            await client.ResetPasswordAsync(code, Wire.Password, context);
            return true;
        });
    }

    [Fact]
    public void Answers_to_entering_a_queue()
    {
        using var client = Wire.Queues(_simulator.QueueUri);
        AnswerWith(4_000_000);
        Run(4_000_000, (extension, context) => client.EnterAsync("630", extension, context));
    }

    [Fact]
    public void Answers_to_leaving_all_queues()
    {
        using var client = Wire.Queues(_simulator.QueueUri);
        var count = 0;
        _simulator.Interceptor = request =>
        {
            var number = System.Threading.Interlocked.Increment(ref count);
            return number % 10 == 0 ? null : Body(5_000_000 + number);
        };
        Run(5_000_000, (extension, context) => client.ExitAllAsync(extension, context), isOrdered: false);
    }

    private static void Run<TResult>(int seed, Func<string, CallContext, Task<TResult>> work, bool isOrdered = true)
    {
        var outcomes = Wire.Run(Wire.Codes(Cases), 16, work);

        Assert.Equal(Wire.Codes(Cases), outcomes.Select(outcome => outcome.Row).Order());
        Assert.All(outcomes, outcome => Assert.True(
            outcome.Error is not { Kind: ErrorKind.InternalError }, $"seed {Seed(outcome)}: {outcome.Error} {outcome.Error?.InnerException}"));
        if (isOrdered)
        {
            Assert.All(outcomes.Where(outcome => IsLeftAlone(outcome.Row)), outcome => Assert.True(outcome.Error is null, $"seed {Seed(outcome)}: {outcome.Error}"));
        }

        int Seed(TestOutcome<string, TResult> outcome) => seed + int.Parse(outcome.Row, CultureInfo.InvariantCulture);
    }

    private static bool IsLeftAlone(string row) => row.EndsWith('0');

    private static HttpResponse Body(int seed)
    {
        var random = new Random(seed);
        var status = Statuses[random.Next(Statuses.Length)];
        var response = new HttpResponse(status, status == 204 ? [] : Bytes(random));
        return random.Next(4) == 0 ? response : response.With("Content-Type", "application/json;charset=UTF-8");
    }

    private static byte[] Bytes(Random random)
    {
        var text = random.Next(12) switch
        {
            0 => string.Empty,
            1 => "<html><body>" + Json(random, 2) + "</body></html>",
            2 => new string('[', random.Next(1, 2000)),
            3 => Json(random, 3) + Json(random, 1),
            _ => Document(random),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length + 1)];
            case 1:
                for (var flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
            case 2:
                return [.. random.Next(2) == 0 ? Encoding.UTF8.Preamble : Encoding.Unicode.Preamble, .. bytes];
            default:
                return bytes;
        }
    }

    // The fields that the vendors document, with values of any type.
    private static string Document(Random random)
    {
        string[] names =
        [
            "id", "code", "loginName", "userName", "status", "roles", "org", "agentQueues", "useOnlineService", "updateTime", "message",
            "root", "total", "data", "token", "630", "name", "\\ud800", "c\\u006fde", "",
        ];
        var members = Enumerable.Range(0, random.Next(8)).Select(_ =>
        {
            var name = names[random.Next(names.Length)];
            return $"\"{name}\":{(name == "status" && random.Next(2) == 0 ? "\"success\"" : name == "data" && random.Next(2) == 0 ? Data(random, names) : Json(random, 3))}";
        });
        return "{" + string.Join(",", members) + "}";
    }

    private static string Data(Random random, string[] names) =>
        $"{{\"{names[random.Next(names.Length)]}\":[{{\"name\":{Json(random, 1)}}},{Json(random, 2)}]}}";

    private static string Json(Random random, int depth) => random.Next(depth > 0 ? 14 : 11) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => random.Next().ToString(CultureInfo.InvariantCulture),
        3 => "-1e" + random.Next(500).ToString(CultureInfo.InvariantCulture),
        4 => new string('9', random.Next(1, 400)),
        5 => "\"\"",
        6 => "\"\\ud83d\"",
        7 => "\"sip/" + random.Next(10_000, 12_000).ToString(CultureInfo.InvariantCulture) + "\"",
        8 => "\"\\u0000\\r\\n\u202e张三\"",
        9 => "\"" + new string('长', random.Next(500)) + "\"",
        10 => "\"2026.01.31 99:99:99\"",
        11 => "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth - 1))) + "]",
        12 => "{\"id\":" + Json(random, depth - 1) + ",\"name\":" + Json(random, depth - 1) + "}",
        _ => "{\"\\udc00\":" + Json(random, depth - 1) + "}",
    };

    // Requests are told apart by the row in their body or, where they have none, in their token.
    private void AnswerWith(int seed, string? exceptMethod = null) => _simulator.Interceptor = request =>
    {
        if (request.Method == exceptMethod)
        {
            // What is created stays in doubt without a wait.
            return HttpResponse.Json(403);
        }

        var row = FaultPlan.RowOf(Encoding.UTF8.GetString(request.Body)) ?? request.Headers["Authorization"]![8..];
        if (!IsLeftAlone(row))
        {
            return Body(seed + int.Parse(row, CultureInfo.InvariantCulture));
        }

        return request.Method == "GET" ? HttpResponse.Json(200, "{\"root\":[],\"total\":0}") : null;
    };
}
