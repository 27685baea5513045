using System.Text;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Looks for a cell that shows what a file reads like whose encoding is in doubt, and words the doubt.</summary>
internal sealed class EncodingDoubt(Encoding encoding)
{
    private string? _sample;
    private int _line;

    /// <summary>Whether there is a cell to show.</summary>
    public bool HasSample => _sample is not null;

    /// <summary>The doubt, in words.</summary>
    public string Notice => _sample is null
        ? Messages.FormatNoticeDoubtfulEncoding(encoding.WebName)
        : Messages.FormatNoticeDoubtfulEncodingSample(encoding.WebName, _sample, _line);

    /// <summary>Takes the cell when it is the first that shows anything.</summary>
    public void Look(string cell, int line)
    {
        if (_sample is null && Gb18030Tally.IsStrange(cell))
        {
            (_sample, _line) = (Cell.Label(cell), line);
        }
    }
}
