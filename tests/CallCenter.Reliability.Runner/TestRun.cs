using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Reliability.Runner;

/// <summary>A run of rows of one operation, whose work a test brings.</summary>
public sealed class TestRun<TRow, TResult>(
    Func<TRow, CallContext, Task<TResult>> work, Func<TRow, string> describe, int limit, RequestLog log, RunJournal? journal = null, bool endsAtFirstError = false) : IDisposable
    where TRow : notnull
{
    private readonly Run _run = new(limit, log, journal) { EndsAtFirstError = endsAtFirstError };
    private int _rows;

    /// <inheritdoc cref="Run.InFlight"/>
    public int InFlight => _run.InFlight;

    /// <inheritdoc cref="Run.HasRoom"/>
    public bool HasRoom => _run.HasRoom;

    /// <inheritdoc cref="Run.IsStopping"/>
    public bool IsStopping => _run.IsStopping;

    /// <inheritdoc cref="Run.Start"/>
    public void Start(TRow row)
    {
        var operation = new TestOperation(row.ToString()!, async context => await work(row, context).ConfigureAwait(false), describe(row));
        _run.Start(new RunRow(++_rows, row, [operation]));
    }

    /// <inheritdoc cref="Run.TryTake"/>
    public bool TryTake([NotNullWhen(true)] out TestOutcome<TRow, TResult>? outcome, TimeSpan wait)
    {
        if (!_run.TryTake(out var taken, wait))
        {
            outcome = null;
            return false;
        }

        var only = taken.Operations[0];
        outcome = new((TRow)taken.Row.Target, only.Result is TResult result ? result : default!, only.Error);
        return true;
    }

    /// <inheritdoc cref="Run.EndWaiting"/>
    public void EndWaiting() => _run.EndWaiting();

    /// <inheritdoc cref="Run.Stop"/>
    public void Stop(TimeSpan grace) => _run.Stop(grace);

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}

/// <summary>How a row of a test ended.</summary>
public sealed record TestOutcome<TRow, TResult>(TRow Row, TResult Result, CallCenterException? Error);
