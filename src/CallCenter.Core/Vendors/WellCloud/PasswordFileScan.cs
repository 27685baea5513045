using System;
using System.IO;
using System.Text;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Finds the last whole message of a file of CMS messages.</summary>
internal sealed class PasswordFileScan
{
    private PasswordFileScan()
    {
    }

    /// <summary>Where the whole messages end.</summary>
    public long End { get; private set; }

    /// <summary>Whether the last whole message lacks its line feed.</summary>
    public bool LacksLineFeed { get; private set; }

    /// <summary>Reads all; null when the file holds something else than CMS messages, of which the last may be torn.</summary>
    public static PasswordFileScan? Read(Stream stream)
    {
        var scan = new PasswordFileScan();
        var isInside = false;
        JournalLine? last = null;
        foreach (var line in JournalLines.Of(stream))
        {
            if (last is not null || line.IsTooLong)
            {
                return null;
            }

            var text = TextOf(line);
            if (text == (isInside ? CmsMessage.End : string.Empty))
            {
                isInside = false;
                scan.End = line.Start + line.Content.Length + (line.IsEnded ? 1 : 0);
                scan.LacksLineFeed = !line.IsEnded;
            }
            else if (text == CmsMessage.Begin)
            {
                // Also inside a message: one that was torn before others were added is past mending.
                isInside = true;
            }
            else if (!isInside || !IsBase64(text))
            {
                last = line;
            }
        }

        return last is not { } broken || IsTear(broken, isInside) ? scan : null;
    }

    /// <summary>Whether what stands there is the beginning of a line that belongs there, or what a file system adds before it writes.</summary>
    private static bool IsTear(JournalLine line, bool isInside)
    {
        var text = TextOf(line).TrimEnd('\0');
        return !line.IsEnded && ((isInside ? CmsMessage.End : CmsMessage.Begin).StartsWith(text, StringComparison.Ordinal) || (isInside && IsBase64(text)));
    }

    private static bool IsBase64(string text)
    {
        foreach (var character in text)
        {
            if (character is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '='))
            {
                return false;
            }
        }

        return true;
    }

    private static string TextOf(JournalLine line) => Encoding.UTF8.GetString(line.Text.ToArray()).Trim(' ', '\t', '\r');
}
