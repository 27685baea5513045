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

    /// <summary>Removes all rows, and returns the one error of them all with their inputs; null where there are none.</summary>
    /// <param name="cause">The error by which the run found out that no request reaches the server.</param>
    public (CallCenterException Fault, IReadOnlyList<object> Targets)? TakeAll(CallCenterException? cause)
    {
        if (_targets.Count == 0)
        {
            return null;
        }

        var words = Messages.JoinStatements(_first);
        object[] all = [.. _targets];
        _targets.Clear();
        _first.Clear();
        return (Failure.ServerGone(cause!, all.Length, all.Length > FewRows ? Messages.FormatStopMore(words, all.Length - FewRows) : words), all);
    }
}
