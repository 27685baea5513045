namespace CallCenter.Core.Files;

/// <summary>What is wrong with the form of a CSV record.</summary>
public enum CsvFaultKind
{
    /// <summary>A quote opens a cell and nothing closes it, or nothing near enough to be believed.</summary>
    UnclosedQuote,

    /// <summary>Text follows the quote that closes a cell.</summary>
    TextAfterQuote,

    /// <summary>A cell is longer than any spreadsheet allows.</summary>
    CellTooLong,

    /// <summary>A record has more cells than any table of agents.</summary>
    TooManyCells,
}
