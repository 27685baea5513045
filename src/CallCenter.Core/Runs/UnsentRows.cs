using System.Collections.Generic;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Rows that were not sent since their server could no longer be reached.</summary>
internal sealed class UnsentRows
{
    // Enough to see where to go on.
    private const int FewRows = 5;

    private readonly List<string> _first = [];
    private readonly List<object> _targets = [];

    public void Add(RunRow row)
    {
        _targets.Add(row.Target);
        if (_first.Count < FewRows)
        {
            _first.Add(row.Describe());
        }
    }

    /// <summary>Removes all rows, and returns their inputs, and them in words; null where there are none.</summary>
    public (IReadOnlyList<object> Targets, string Words)? TakeAll()
    {
        if (_targets.Count == 0)
        {
            return null;
        }

        var words = Messages.JoinStatements(_first);
        object[] all = [.. _targets];
        _targets.Clear();
        return (all, all.Length > FewRows ? Messages.FormatStopMore(words, all.Length - FewRows) : words);
    }
}
