namespace CallCenter.Core.Import;

/// <summary>A fault in the form of a CSV record.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The physical line it was found in; for quotes the line where the quote opened.</param>
public sealed record CsvFault(CsvFaultKind Kind, int Line);
