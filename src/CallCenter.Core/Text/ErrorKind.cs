namespace CallCenter.Core.Text;

/// <summary>
/// What went wrong, as one stable word. The cmdlets use it as the error id, so a name here is never changed.
/// </summary>
public enum ErrorKind
{
    /// <summary>A value that the command needs was not given, or was blank.</summary>
    MissingValue,

    /// <summary>A value has a form that the vendor does not take.</summary>
    InvalidValue,

    /// <summary>The password breaks the vendor's rule; found before sending, or answered as 472 (agents page, 2.5).</summary>
    PasswordRule,

    /// <summary>A row repeats the key of an earlier row of the same run.</summary>
    DuplicateRow,

    /// <summary>Parameters were given that do not go together, or one that is needed was not.</summary>
    InvalidParameter,

    /// <summary>There is no session.</summary>
    NotConnected,

    /// <summary>There is no open session of that name.</summary>
    SessionNotFound,

    /// <summary>The simulator could not have the port it was to listen on.</summary>
    PortInUse,

    /// <summary>The session was closed.</summary>
    SessionClosed,

    /// <summary>The session has no tenant, and the command needs one.</summary>
    NoTenant,

    /// <summary>The session has no phone system, and the command needs one.</summary>
    NoPhoneSystem,

    /// <summary>A secret would have travelled in plain text to another machine.</summary>
    UnencryptedRefused,

    /// <summary>401: the token is wrong or has expired (agents page, 2.5).</summary>
    TokenRefused,

    /// <summary>403: no token arrived (agents page, 2.5).</summary>
    TokenMissing,

    /// <summary>424: no agent has that code (agents page, 2.5).</summary>
    AgentNotFound,

    /// <summary>425: the appId or the appSecret is wrong (token page).</summary>
    CredentialRefused,

    /// <summary>401 or 403 of the phone system: its daily key was not accepted (authentication page).</summary>
    QueueKeyRefused,

    /// <summary>The phone system answered HTTP 200 with <c>"status":"error"</c>.</summary>
    QueueRefused,

    /// <summary>404 of the phone system: it knows no such extension.</summary>
    InterfaceNotFound,

    /// <summary>The phone system lists no queue of that number.</summary>
    QueueNotFound,

    /// <summary>The phone system lists no extension of that number.</summary>
    ExtensionNotFound,

    /// <summary>The extension is signed in to none of the queues that were asked for.</summary>
    MemberNotFound,

    /// <summary>A member's extension still had a call when the time to wait for its end was over.</summary>
    NotIdle,

    /// <summary>A member was not signed out, and its pause could not be taken back.</summary>
    StillPaused,

    /// <summary>The tenant does not let this token list the agents, which the vendor documents for its console only.</summary>
    ListRefused,

    /// <summary>The tenant's list has fewer agents than it says there are.</summary>
    ListIncomplete,

    /// <summary>429 or 503, and still so after the last try.</summary>
    ServerBusy,

    /// <summary>Any other status.</summary>
    UnexpectedStatus,

    /// <summary>A success status whose body is not the JSON that the vendor documents.</summary>
    NotJson,

    /// <summary>No answer within the time allowed.</summary>
    Timeout,

    /// <summary>No connection could be made: the name does not resolve, or nothing listens there.</summary>
    Unreachable,

    /// <summary>No encrypted connection could be made.</summary>
    TlsFailure,

    /// <summary>The connection broke before the whole answer was read.</summary>
    ConnectionLost,

    /// <summary>The run was stopped before this was done.</summary>
    Stopped,

    /// <summary>A file is missing, or something keeps it from being read.</summary>
    FileUnreadable,

    /// <summary>A file is not what it was when it was checked.</summary>
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

    /// <summary>A quote opens a cell and nothing closes it, or nothing near enough to be believed.</summary>
    UnclosedQuote,

    /// <summary>Text follows the quote that closes a cell.</summary>
    TextAfterQuote,

    /// <summary>A cell is longer than any spreadsheet allows.</summary>
    CellTooLong,

    /// <summary>A row has cells that no column belongs to.</summary>
    TooManyCells,

    /// <summary>A row of a file is the example of the template.</summary>
    ExampleRow,

    /// <summary>An earlier row of the file has this code.</summary>
    DuplicateCode,

    /// <summary>An earlier row of the file has this login name.</summary>
    DuplicateLoginName,

    /// <summary>A cell of a file contains a line break or another character that cannot be seen.</summary>
    ControlCharacter,

    /// <summary>A cell of a file contains bytes that are no character in the file's encoding.</summary>
    DamagedCharacter,

    /// <summary>A spreadsheet seems to have made something else of a cell.</summary>
    SpreadsheetDamage,

    /// <summary>A code in a file seems to have lost its leading zeros.</summary>
    LostLeadingZero,

    /// <summary>A file that was to be made exists already.</summary>
    FileExists,

    /// <summary>A file cannot be written.</summary>
    FileUnwritable,

    /// <summary>A fault in this module.</summary>
    InternalError,

    /// <summary>Another run has the journal open.</summary>
    JournalInUse,

    /// <summary>The journal is of another command or of another server.</summary>
    JournalMismatch,

    /// <summary>The file is no journal, or one that this version cannot read; it was left as it is.</summary>
    JournalUnreadable,

    /// <summary>The journal could not be written, so nothing that depends on it may go on.</summary>
    JournalFailed,
}
