using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter;

/// <summary>Counts what became of the lines of an import, and says it in one sentence.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<CcImportState, long> _counts = [];

    /// <summary>Counts a line.</summary>
    public void Add(CcImportState state, long lines = 1) => _counts[state] = Of(state) + lines;

    /// <summary>The sentence.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="total">How many lines it has; those that nothing is known of were not sent.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="isRun">Whether anything could have been sent.</param>
    /// <param name="isFaulty">Whether the file has a fault, in a row or in its columns.</param>
    public string Describe(string file, long total, TimeSpan duration, bool isRun, bool isFaulty)
    {
        if (total > _counts.Values.Sum())
        {
            Add(CcImportState.NotSent, total - _counts.Values.Sum());
        }

        var seconds = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds)).ToString("g", CultureInfo.CurrentCulture);
        var line = Messages.FormatImportEnded(file, total, seconds, Messages.Join(_counts.Select(count => DescribeCount(count.Key, count.Value))));
        return Next(isRun, isFaulty) is { } next ? line + " " + next : line;
    }

    private long Of(CcImportState state) => _counts.TryGetValue(state, out var count) ? count : 0;

    /// <summary>What to do next; null when nothing is left to do.</summary>
    private string? Next(bool isRun, bool isFaulty)
    {
        if (Of(CcImportState.Unknown) > 0)
        {
            return Messages.NextUnknown;
        }

        if (!isRun)
        {
            return isFaulty ? Messages.NextCorrectFile : Messages.NextSend;
        }

        return _counts.Keys.All(state => state is CcImportState.Done or CcImportState.AlreadyDone) ? null : Messages.NextRunAgain;
    }

    private static string DescribeCount(CcImportState state, long count) => state switch
    {
        CcImportState.Done => Messages.FormatImportDone(count),
        CcImportState.AlreadyDone => Messages.FormatImportAlreadyDone(count),
        CcImportState.Partial => Messages.FormatImportPartial(count),
        CcImportState.Failed => Messages.FormatImportFailed(count),
        CcImportState.Unknown => Messages.FormatImportUnknown(count),
        CcImportState.Skipped => Messages.FormatImportSkipped(count),
        _ => Messages.FormatImportNotSent(count),
    };
}
