using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Reliability.Runner;

namespace CallCenter.Core.Tests.Journal;

internal static class JournalExtensions
{
    public static Task BeginAsync(this RunJournal journal, TestOperation operation, string label, int number) => journal.BeginAsync(operation.With(label), number);

    public static JournalState? EarlierState(this RunJournal journal, TestOperation operation) => journal.EarlierState(operation.Id);
}
