using System.Text;

namespace CallCenter.Core.Files;

/// <summary>How the bytes of a file are to be read.</summary>
/// <param name="Encoding">The encoding; what it cannot decode becomes U+FFFD.</param>
/// <param name="IsBinary">Whether the file is no text in any encoding.</param>
/// <param name="IsWorkbook">Whether it is an Excel workbook.</param>
/// <param name="IsDoubtful">Whether it was taken for GB18030 for want of anything better, and does not look like Chinese text.</param>
public sealed record DetectedText(Encoding Encoding, bool IsBinary, bool IsWorkbook, bool IsDoubtful);
