using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A fault in the form of a CSV record.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The physical line it was found in; for quotes the line where the quote opened.</param>
/// <param name="Cell">The index of the cell from which on cells may be under the wrong header.</param>
public sealed record CsvFault(ErrorKind Kind, int Line, int Cell);
