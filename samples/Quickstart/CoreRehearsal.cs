using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;

namespace CallCenter.Quickstart;

/// <summary>The job of samples/Rehearse.ps1, through Core: create, replace passwords, sign in to queues, sign out again.</summary>
internal static class CoreRehearsal
{
    private const int ThrottleLimit = 8;

    /// <summary>Runs it and prints what happened to each line.</summary>
    public static async Task RunAsync(string path)
    {
        using var simulator = new VendorSimulator();
        var options = new ConnectionOptions();
        using var tenant = TenantClient.WithCredential(
            simulator.TenantUri, simulator.TokenUri, simulator.AppId, new Secret(simulator.AppSecret), TokenType.Tenant, options);
        using var phoneSystem = new QueueClient(simulator.QueueUri, webKey: null, options);
        await tenant.SignInAsync(new CallContext(default)).ConfigureAwait(false);
        Console.WriteLine($"Connected to a simulator of both vendors: tenant {simulator.TenantUri}, phone system {simulator.QueueUri}.");

        var rows = ReadRows(path);
        RefuseRepeatedCodes(rows);

        // The run works on several rows at once; a failed row is done, and the others go on.
        ForEach(rows, async (row, context) =>
        {
            var agent = row.ToAgentRequest();
            await tenant.CreateAgentAsync(agent, context).ConfigureAwait(false);
            row.Created = true;
            row.Password = agent.IsPasswordGenerated ? "generated" : "as given";
        });
        ForEach(rows.Where(row => row.Created && row.BringsPassword), async (row, context) =>
        {
            await tenant.ResetPasswordAsync(row.Code, PasswordGenerator.Generate(), context).ConfigureAwait(false);
            row.Password = "reset";
        });
        ForEach(rows.Where(row => row.Created), async (row, context) =>
        {
            foreach (var queue in row.GivenQueues())
            {
                await phoneSystem.EnterAsync(queue, row.Extension, context).ConfigureAwait(false);
                row.Queues.Add(queue);
            }
        });
        Print(rows);

        List<RehearsedRow> working = [.. rows.Where(row => row.Queues.Count > 0)];
        ForEach(working, (row, context) => phoneSystem.ExitAllAsync(row.Extension, context));
        Console.WriteLine($"End of the day: {working.Count} extensions signed out of their {working.Sum(row => row.Queues.Count)} queue places; {simulator.Queues.Values.Sum(members => members.Count)} are left in a queue.");
        Console.WriteLine($"The simulator has {simulator.Agents.Count} agents and answered {simulator.RequestCount} requests.");
    }

    private static List<RehearsedRow> ReadRows(string path)
    {
        using var text = new StreamReader(path);
        List<CsvRecord> records = [.. new CsvReader(text).Read()];
        var columns = AgentColumns.Map(records[0].Cells);
        return [.. records.Skip(1).Select(record => new RehearsedRow(record, columns))];
    }

    private static void RefuseRepeatedCodes(List<RehearsedRow> rows)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !lines.TryAdd(row.Code, row.Line)))
        {
            // The text counts rows, without the header's line.
            row.Problem = Failure.Local(ErrorKind.DuplicateRow, row.Subject, row.Code, lines[row.Code] - 1);
        }
    }

    private static void ForEach(IEnumerable<RehearsedRow> rows, Func<RehearsedRow, CallContext, Task> work)
    {
        using var run = new BulkRun<RehearsedRow, bool>(
            async (row, context) =>
            {
                await work(row, context).ConfigureAwait(false);
                return true;
            },
            row => row.Subject,
            ThrottleLimit,
            new RequestLog(withBodies: false));
        foreach (var row in rows.Where(row => row.Problem is null))
        {
            while (!run.HasRoom)
            {
                Take(run);
            }

            run.Start(row);
        }

        while (run.InFlight > 0)
        {
            Take(run);
        }
    }

    private static void Take(BulkRun<RehearsedRow, bool> run)
    {
        if (run.TryTake(out var outcome, TimeSpan.FromSeconds(1)) && outcome.Error is not null)
        {
            outcome.Row.Problem = outcome.Error;
        }
    }

    private static void Print(List<RehearsedRow> rows)
    {
        Console.WriteLine();
        Console.WriteLine("Line Code LoginName   Created Password  Queue");
        Console.WriteLine("---- ---- ---------   ------- --------  -----");
        foreach (var row in rows)
        {
            Console.WriteLine($"{row.Line,4} {row.Code,-4} {row.LoginName,-11} {row.Created,7} {row.Password,-9} {string.Join(", ", row.Queues)}");
        }

        List<RehearsedRow> problems = [.. rows.Where(row => row.Problem is not null)];
        Console.WriteLine();
        Console.WriteLine($"Rows with a problem: {problems.Count} of {rows.Count}");
        Console.WriteLine();
        foreach (var row in problems)
        {
            Console.WriteLine($"{row.Line,4} {row.Problem!.Message}");
            Console.WriteLine($"     {row.Problem.Advice}");
        }

        Console.WriteLine();
    }
}
