using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Finds the cells of a file that look as if its encoding had been guessed wrong, for all of the file or for them.</summary>
internal sealed class EncodingDoubt(DetectedText text)
{
    private readonly bool _isChinese = text.IsGuess && text.Encoding.CodePage == TextEncodingDetector.Gb18030.CodePage;

    /// <summary>The fault of a cell; null where the encoding is not in doubt.</summary>
    public CellFault? Of(AgentField field, string cell)
    {
        if (!(text.IsDoubtful || _isChinese) || cell.All(character => character < 0x80) || !(text.IsDoubtful || IsForeign(cell)))
        {
            return null;
        }

        // A password is never shown.
        var reason = field == AgentField.Password
            ? Messages.FormatDoubtReadAs(text.Encoding.WebName)
            : (text.IsDoubtful ? null : Mojibake.Find(cell)) ?? Messages.FormatDoubtReadAsSample(text.Encoding.WebName, Cell.Label(cell));
        return new CellFault(ErrorKind.DoubtfulEncoding, field.Name, reason);
    }

    /// <summary>
    /// Whether a cell does not look like Chinese although the file does: nothing but rare hanzi, kana among hanzi, a rare hanzi at a
    /// Latin letter, or mostly rare ones whose bytes are common ones in Big5.
    /// </summary>
    private static bool IsForeign(string cell)
    {
        var (hanzi, rare, kana) = (0, 0, 0);
        for (var i = 0; i < cell.Length; i++)
        {
            kana += cell[i] is (>= '\u3041' and <= '\u30FE' and not '・') or (>= '\u3105' and <= '\u3129') ? 1 : 0;
            if (!Mojibake.IsHanzi(cell[i]))
            {
                continue;
            }

            hanzi++;
            if (Mojibake.IsRare(cell[i]))
            {
                rare++;
                if (IsLatin(cell, i - 1) || IsLatin(cell, i + 1))
                {
                    return true;
                }
            }
        }

        return (kana > 0 && hanzi > 0) || (rare > 1 && (rare == hanzi || (rare * 2 > hanzi && IsCommonBig5(cell))));
    }

    private static bool IsLatin(string text, int index) =>
        index >= 0 && index < text.Length && ((text[index] | 0x20) is >= 'a' and <= 'z' || text[index] is >= '\u00C0' and <= '\u024F');

    private static bool IsCommonBig5(string cell)
    {
        var bytes = TextEncodingDetector.Gb18030.GetBytes(cell);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            if (bytes[i] is not (>= 0xA4 and <= 0xC6) || ++i >= bytes.Length || bytes[i] is not ((>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE)))
            {
                return false;
            }
        }

        return true;
    }
}
