using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Reliability.Runner;

/// <summary>A run of many rows with a journal, step by step as the cmdlets do it.</summary>
public static class JournaledRun
{
    /// <summary>Runs what the journal does not know as done.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="command">The command that it is of.</param>
    /// <param name="requests">The rows.</param>
    /// <param name="idOf">What the journal knows a row by.</param>
    /// <param name="work">What is done with a row.</param>
    /// <param name="limit">The most rows in flight.</param>
    /// <returns>The outcomes of the rows that were started, and how many earlier runs had done.</returns>
    public static (List<BulkOutcome<JournaledRow<TRequest>, TResult>> Outcomes, int AlreadyDone) Run<TRequest, TResult>(
        string path,
        string command,
        IReadOnlyList<TRequest> requests,
        Func<TRequest, RowId> idOf,
        Func<JournaledRow<TRequest>, CallContext, Task<TResult>> work,
        int limit)
    {
        var outcomes = new List<BulkOutcome<JournaledRow<TRequest>, TResult>>();
        var alreadyDone = 0;
        using var journal = RunJournal.Open(path, new JournalHeader(command, "simulated"));
        var journaled = new JournaledWork<JournaledRow<TRequest>, TResult>(journal, work, (_, _) => null);
        using var run = new BulkRun<JournaledRow<TRequest>, TResult>(
            (row, context) => journaled.RunAsync(idOf(row.Request), "row " + row.Number, row.Number, row, context),
            row => "do row " + row.Number,
            limit,
            RequestLog.Unread,
            outcome => journaled.EndAsync(idOf(outcome.Row.Request), outcome));
        for (var index = 0; index < requests.Count; index++)
        {
            var earlier = journal.EarlierState(idOf(requests[index]));
            if (earlier == JournalState.Done)
            {
                alreadyDone++;
                continue;
            }

            while (!run.HasRoom)
            {
                Take();
            }

            run.Start(new(requests[index], index + 1, earlier == JournalState.Unknown));
        }

        while (run.InFlight > 0)
        {
            Take();
        }

        return journaled.Incomplete is { } fault ? throw fault : (outcomes, alreadyDone);

        void Take()
        {
            if (!run.TryTake(out var outcome, TimeSpan.FromMinutes(2)))
            {
                throw new TimeoutException("No row ended within two minutes.");
            }

            outcomes.Add(outcome);
        }
    }

    /// <summary>What an outcome makes of its row in the journal.</summary>
    /// <param name="error">The outcome's error.</param>
    public static JournalState StateOf(CallCenterException? error) => error switch
    {
        null => JournalState.Done,
        { OutcomeUnknown: true } => JournalState.Unknown,
        { Kind: ErrorKind.Stopped } => JournalState.Stopped,
        _ => JournalState.Failed,
    };
}
