using System.Threading.Tasks;
using CallCenter.Core.Http;

namespace CallCenter.Core.Runs;

/// <summary>What a journal is told of the requests of one row, which are sent one after the other.</summary>
internal sealed class SendRecord(RunJournal journal, RowId id, string label, int number) : ISendRecord
{
    private Task? _begun;
    private int _requests;

    /// <summary>A row that needs several requests is begun with the first; where that failed, none of the others is sent either.</summary>
    public Task BeginAsync()
    {
        _requests++;
        return _begun ??= journal.BeginAsync(id, label, number);
    }

    /// <summary>What the requests before it did is not taken back with it.</summary>
    public Task TakeBackAsync()
    {
        if (--_requests > 0)
        {
            return Task.CompletedTask;
        }

        _begun = null;
        return journal.EndAsync(id, JournalState.Stopped);
    }
}
