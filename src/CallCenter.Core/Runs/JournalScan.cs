using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>Reads a journal from its beginning, up to where it is torn.</summary>
/// <remarks>
/// An interrupted write leaves broken bytes at the end of the file and nowhere else. So whatever follows the
/// last complete line is a tear; a broken line with complete ones after it is not, and nobody can say what is missing there.
/// </remarks>
internal sealed class JournalScan
{
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(JournalFormat.Beginning);

    private readonly string _path;

    private JournalScan(string path) => _path = path;

    /// <summary>The header; null when the file is empty, or torn in its first line.</summary>
    public JournalRun? Header { get; private set; }

    /// <summary>Where the complete lines end.</summary>
    public long End { get; private set; }

    /// <summary>Whether the last complete line lacks its line feed, which an editor may have removed.</summary>
    public bool LacksLineFeed { get; private set; }

    /// <summary>Where the file is torn.</summary>
    public JournalTear? Tear { get; private set; }

    /// <summary>Reads a journal.</summary>
    /// <param name="path">The file, for the messages.</param>
    /// <param name="stream">Its content.</param>
    /// <param name="run">Called with each run after the first.</param>
    /// <param name="record">Called with each record.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CallCenterException">The file is no journal, is of another version, or has a broken line before complete ones.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static JournalScan Read(string path, Stream stream, Action<JournalRun> run, Action<JournalRecord> record, CancellationToken cancellationToken)
    {
        var scan = new JournalScan(path);
        scan.Read(stream, run, record, cancellationToken);
        return scan;
    }

    private void Read(Stream stream, Action<JournalRun> run, Action<JournalRecord> record, CancellationToken cancellationToken)
    {
        JournalLine? torn = null;
        foreach (var line in JournalLines.Of(stream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsBlank(line))
            {
                // An editor may have added it; it means nothing.
            }
            else if (line.Number == 1 ? TryReadFirst(line) : TryRead(line, run, record))
            {
                if (torn is { } gap)
                {
                    throw Unreadable(Messages.FormatJournalLineBroken(gap.Number));
                }
            }
            else
            {
                torn ??= line;
            }

            if (torn is null)
            {
                End = line.Start + line.Content.Length + (line.IsEnded ? 1 : 0);
                LacksLineFeed = !line.IsEnded;
            }
        }

        if (torn is { } first)
        {
            LacksLineFeed = false;
            Tear = new JournalTear(first.Number, stream.Position - first.Start);
        }
    }

    /// <summary>Whether the first line is a header; false when it is the beginning of one.</summary>
    private bool TryReadFirst(JournalLine line)
    {
        Header = Parse(line.Text, JournalFormat.ReadHeader);
        if (Header is not null)
        {
            return true;
        }

        if (Parse(line.Text, JournalFormat.ReadVersion) is { } version and not JournalFormat.Version)
        {
            throw Unreadable(version > JournalFormat.Version
                ? Messages.FormatJournalIsNewer(version, JournalFormat.Version)
                : Messages.FormatJournalIsOlder(version, JournalFormat.Version));
        }

        return !line.IsTooLong && !line.IsEnded && IsBeginning(line.Text.Span)
            ? false
            : throw Unreadable(Messages.JournalIsNone);
    }

    /// <summary>Whether it is a header whose end is missing.</summary>
    private static bool IsBeginning(ReadOnlySpan<byte> content)
    {
        // A file system may have extended the file before it wrote the content.
        while (content.Length > 0 && content[content.Length - 1] == 0)
        {
            content = content.Slice(0, content.Length - 1);
        }

        var mark = Mark.AsSpan();
        return content.StartsWith(mark) || mark.StartsWith(content);
    }

    private static bool TryRead(JournalLine line, Action<JournalRun> run, Action<JournalRecord> record)
    {
        if (line.IsTooLong)
        {
            return false;
        }

        if (Parse(line.Content, JournalFormat.ReadRecord) is { } read)
        {
            record(read);
            return true;
        }

        if (Parse(line.Content, JournalFormat.ReadRun) is { } begun)
        {
            run(begun);
            return true;
        }

        return false;
    }

    private static bool IsBlank(JournalLine line)
    {
        foreach (var character in line.Content.Span)
        {
            if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return false;
            }
        }

        return line.Number > 1 && !line.IsTooLong;
    }

    private static T? Parse<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T?> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : default;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text is not valid UTF-8.
            return default;
        }
    }

    private CallCenterException Unreadable(string why) => Failure.Session(ErrorKind.JournalUnreadable, _path, why);
}

/// <summary>Where a journal was torn: a run was killed, or the power went, in the middle of a write.</summary>
/// <remarks>What is lost was never confirmed to the run, so no request that was sent is missing from the journal.</remarks>
/// <param name="Line">The first line that cannot be read, counted from 1; all before it can.</param>
/// <param name="Bytes">How much is lost.</param>
public sealed record JournalTear(long Line, long Bytes);
