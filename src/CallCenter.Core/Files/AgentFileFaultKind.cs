namespace CallCenter.Core.Files;

/// <summary>What is wrong with a file of agents, as one stable word. A name here is never changed.</summary>
public enum AgentFileFaultKind
{
    /// <summary>The file is missing, or something keeps it from being read.</summary>
    FileUnreadable,

    /// <summary>The file changed while it was read.</summary>
    FileChanged,

    /// <summary>The file is an Excel workbook, not CSV.</summary>
    Workbook,

    /// <summary>The file is not text.</summary>
    NotText,

    /// <summary>The first line names no known column, or there is no line.</summary>
    NoHeader,

    /// <summary>There is no row behind the header.</summary>
    NoRows,

    /// <summary>A column that every agent needs is missing.</summary>
    MissingColumn,

    /// <summary>Two columns mean the same field.</summary>
    DuplicateColumn,

    /// <summary>A quote opens a cell and nothing closes it.</summary>
    UnclosedQuote,

    /// <summary>Text follows the quote that closes a cell.</summary>
    TextAfterQuote,

    /// <summary>A cell is longer than any spreadsheet allows.</summary>
    CellTooLong,

    /// <summary>A row has cells that no column belongs to.</summary>
    TooManyCells,

    /// <summary>A cell that every agent needs is blank.</summary>
    MissingValue,

    /// <summary>A cell says something that its column does not know.</summary>
    InvalidValue,

    /// <summary>The password breaks the vendor's rule.</summary>
    PasswordRule,

    /// <summary>The row is the example of the template.</summary>
    ExampleRow,

    /// <summary>An earlier row has this code.</summary>
    DuplicateCode,

    /// <summary>An earlier row has this login name.</summary>
    DuplicateLoginName,

    /// <summary>A cell contains a line break or another character that cannot be seen.</summary>
    ControlCharacter,

    /// <summary>A cell contains bytes that are no character in the file's encoding.</summary>
    DamagedCharacter,

    /// <summary>A spreadsheet seems to have made something else of the cell.</summary>
    SpreadsheetDamage,

    /// <summary>The code seems to have lost its leading zeros.</summary>
    LostLeadingZero,
}
