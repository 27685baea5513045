namespace CallCenter.Core.Text;

/// <summary>
/// What went wrong, as one stable word. The cmdlets use it as the error id, so a name here is never changed.
/// </summary>
public enum ErrorKind
{
    // Rows and parameters.
    /// <summary>A value that the command needs was not given, or was blank.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonMissingValue), nameof(Messages.AdviceMissingValue), InFile = nameof(Messages.FaultMissingValue), AdviceInFile = nameof(Messages.FaultAdviceMissingValue))]
    MissingValue,
    /// <summary>A value has a form that the vendor does not take.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonInvalidValue), nameof(Messages.AdviceInvalidValue), InFile = nameof(Messages.FaultInvalidValue), AdviceInFile = nameof(Messages.FaultAdviceInvalidValue))]
    InvalidValue,
    /// <summary>The password breaks the vendor's rule; found before sending, or answered as 472 (agents page, 2.5).</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonPasswordRule), nameof(Messages.AdvicePasswordRule), InFile = nameof(Messages.FaultPasswordRule), AdviceInFile = nameof(Messages.FaultAdvicePasswordRule))]
    PasswordRule,
    /// <summary>A row repeats the key of an earlier row of the same run.</summary>
    [ErrorFacts("ResourceExists", nameof(Messages.ReasonDuplicateRow), nameof(Messages.AdviceDuplicateRow))]
    DuplicateRow,
    /// <summary>Parameters were given that do not go together, or one that is needed was not.</summary>
    [ErrorFacts("InvalidArgument", nameof(Messages.ReasonInvalidParameter), nameof(Messages.AdviceInvalidParameter))]
    InvalidParameter,

    // Sessions.
    /// <summary>There is no session.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonNotConnected), nameof(Messages.AdviceNotConnected))]
    NotConnected,
    /// <summary>There is no open session of that name.</summary>
    [ErrorFacts("ObjectNotFound", nameof(Messages.ReasonSessionNotFound), nameof(Messages.AdviceSessionNotFound))]
    SessionNotFound,
    /// <summary>The simulator could not have the port it was to listen on.</summary>
    [ErrorFacts("ResourceUnavailable", nameof(Messages.ReasonPortInUse), nameof(Messages.AdvicePortInUse))]
    PortInUse,
    /// <summary>The session was only described, under -WhatIf.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonSessionNotOpen), nameof(Messages.AdviceSessionNotOpen))]
    SessionNotOpen,
    /// <summary>The session was closed.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonSessionClosed), nameof(Messages.AdviceSessionClosed))]
    SessionClosed,
    /// <summary>The session has no tenant, and the command needs one.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonNoTenant), nameof(Messages.AdviceNoTenant))]
    NoTenant,
    /// <summary>The session has no phone system, and the command needs one.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonNoPhoneSystem), nameof(Messages.AdviceNoPhoneSystem))]
    NoPhoneSystem,
    /// <summary>A secret would have travelled in plain text to another machine.</summary>
    [ErrorFacts("SecurityError", nameof(Messages.ReasonUnencryptedRefused), nameof(Messages.AdviceUnencryptedRefused))]
    UnencryptedRefused,

    // Answers of the tenant.
    /// <summary>401: the token is wrong or has expired (agents page, 2.5).</summary>
    [ErrorFacts("AuthenticationError", nameof(Messages.ReasonTokenRefused), nameof(Messages.AdviceTokenRefused), IsWorthRepeating = true)]
    TokenRefused,
    /// <summary>403: no token arrived (agents page, 2.5).</summary>
    [ErrorFacts("AuthenticationError", nameof(Messages.ReasonTokenMissing), nameof(Messages.AdviceTokenMissing), IsWorthRepeating = true)]
    TokenMissing,
    /// <summary>424: no agent has that code (agents page, 2.5).</summary>
    [ErrorFacts("ObjectNotFound", nameof(Messages.ReasonAgentNotFound), nameof(Messages.AdviceAgentNotFound))]
    AgentNotFound,
    /// <summary>425: the appId or the appSecret is wrong (token page).</summary>
    [ErrorFacts("AuthenticationError", nameof(Messages.ReasonCredentialRefused), nameof(Messages.AdviceCredentialRefused), IsWorthRepeating = true)]
    CredentialRefused,
    /// <summary>The address given is not the API's: it redirects, or its port wants https.</summary>
    [ErrorFacts("InvalidArgument", nameof(Messages.ReasonWrongAddress), nameof(Messages.AdviceWrongAddress))]
    WrongAddress,
    /// <summary>The tenant answered 200 with an error in the form of its errors.</summary>
    [ErrorFacts("InvalidOperation", nameof(Messages.ReasonTenantRefused), nameof(Messages.AdviceTenantRefused))]
    TenantRefused,

    // Answers of the phone system.
    /// <summary>401 or 403 of the phone system: its daily key was not accepted (authentication page).</summary>
    [ErrorFacts("AuthenticationError", nameof(Messages.ReasonQueueKeyRefused), nameof(Messages.AdviceQueueKeyRefused), IsWorthRepeating = true)]
    QueueKeyRefused,
    /// <summary>401 or 403 of the phone system, whose clock is too far from ours for a key of its date.</summary>
    [ErrorFacts("AuthenticationError", nameof(Messages.ReasonQueueClockWrong), nameof(Messages.AdviceQueueClockWrong), IsWorthRepeating = true)]
    QueueClockWrong,
    /// <summary>The phone system answered HTTP 200 with <c>"status":"error"</c>.</summary>
    [ErrorFacts("InvalidOperation", nameof(Messages.ReasonQueueRefused), nameof(Messages.AdviceQueueRefused))]
    QueueRefused,
    /// <summary>404 of the phone system: it knows no such extension.</summary>
    [ErrorFacts("ObjectNotFound", nameof(Messages.ReasonInterfaceNotFound), nameof(Messages.AdviceInterfaceNotFound))]
    InterfaceNotFound,
    /// <summary>The phone system lists no queue of that number.</summary>
    [ErrorFacts("ObjectNotFound", nameof(Messages.ReasonQueueNotFound), nameof(Messages.AdviceQueueNotFound))]
    QueueNotFound,
    /// <summary>The phone system lists no extension of that number.</summary>
    [ErrorFacts("ObjectNotFound", nameof(Messages.ReasonExtensionNotFound), nameof(Messages.AdviceExtensionNotFound))]
    ExtensionNotFound,
    /// <summary>The extension is signed in to none of the queues that were asked for.</summary>
    [ErrorFacts("ObjectNotFound", nameof(Messages.ReasonMemberNotFound), nameof(Messages.AdviceMemberNotFound))]
    MemberNotFound,
    /// <summary>A member's extension still had a call when the time to wait for its end was over.</summary>
    [ErrorFacts("ResourceBusy", nameof(Messages.ReasonNotIdle), nameof(Messages.AdviceNotIdle), IsWorthRepeating = true)]
    NotIdle,
    /// <summary>A member was not signed out, and its pause could not be taken back.</summary>
    [ErrorFacts("InvalidOperation", nameof(Messages.ReasonStillPaused), nameof(Messages.AdviceStillPaused))]
    StillPaused,

    // Rosters.
    /// <summary>A member is no longer as it was when a change was compared.</summary>
    [ErrorFacts("InvalidOperation", nameof(Messages.ReasonStale), nameof(Messages.AdviceStale))]
    Stale,
    /// <summary>A change was compared on another phone system.</summary>
    [ErrorFacts("InvalidOperation", nameof(Messages.ReasonOtherAppliance), nameof(Messages.AdviceOtherAppliance))]
    OtherAppliance,
    /// <summary>A member has a penalty, which it may lose when it signs in again.</summary>
    [ErrorFacts("InvalidOperation", nameof(Messages.ReasonHasPenalty), nameof(Messages.AdviceHasPenalty))]
    HasPenalty,
    /// <summary>A sign-out would leave a queue with fewer members than are to stay.</summary>
    [ErrorFacts("LimitsExceeded", nameof(Messages.ReasonTooFewMembers), nameof(Messages.AdviceTooFewMembers))]
    TooFewMembers,
    /// <summary>More changes would be made than are allowed.</summary>
    [ErrorFacts("LimitsExceeded", nameof(Messages.ReasonTooManyChanges), nameof(Messages.AdviceTooManyChanges))]
    TooManyChanges,
    /// <summary>Rows of a roster cannot be used, so it does not tell who is to be signed out.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonRosterIncomplete), nameof(Messages.AdviceRosterIncomplete))]
    RosterIncomplete,
    /// <summary>The phone system said success, and its list of queues does not show it.</summary>
    [ErrorFacts("InvalidResult", nameof(Messages.ReasonNotVerified), nameof(Messages.AdviceNotVerified))]
    NotVerified,

    // The list of agents.
    /// <summary>The tenant does not let this token list the agents, which the vendor documents for its console only.</summary>
    [ErrorFacts("PermissionDenied", nameof(Messages.ReasonListRefused), nameof(Messages.AdviceListRefused))]
    ListRefused,
    /// <summary>The tenant's list has fewer agents than it says there are.</summary>
    [ErrorFacts("ProtocolError", nameof(Messages.ReasonListIncomplete), nameof(Messages.AdviceListIncomplete))]
    ListIncomplete,

    // Requests.
    /// <summary>429 or 503, and still so after the last try.</summary>
    [ErrorFacts("ResourceBusy", nameof(Messages.ReasonServerBusy), nameof(Messages.AdviceServerBusy), IsWorthRepeating = true)]
    ServerBusy,
    /// <summary>Any other status.</summary>
    [ErrorFacts("ProtocolError", nameof(Messages.ReasonUnexpectedStatus), nameof(Messages.AdviceUnexpectedStatus))]
    UnexpectedStatus,
    /// <summary>A success status whose body is not the JSON that the vendor documents.</summary>
    [ErrorFacts("ProtocolError", nameof(Messages.ReasonNotJson), nameof(Messages.AdviceNotJson), IsWorthRepeating = true)]
    NotJson,
    /// <summary>No answer within the time allowed.</summary>
    [ErrorFacts("OperationTimeout", nameof(Messages.ReasonTimeout), nameof(Messages.AdviceTimeout), IsWorthRepeating = true)]
    Timeout,
    /// <summary>No connection could be made: the name does not resolve, or nothing listens there.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonUnreachable), nameof(Messages.AdviceUnreachable), IsWorthRepeating = true)]
    Unreachable,
    /// <summary>407: the proxy lets nothing through without credentials, or not with those that it was given.</summary>
    [ErrorFacts("AuthenticationError", nameof(Messages.ReasonProxyRefused), nameof(Messages.AdviceProxyRefused), IsWorthRepeating = true)]
    ProxyRefused,
    /// <summary>No encrypted connection could be made.</summary>
    [ErrorFacts("SecurityError", nameof(Messages.ReasonTlsFailure), nameof(Messages.AdviceTlsFailure), IsWorthRepeating = true)]
    TlsFailure,
    /// <summary>The connection broke before the whole answer was read.</summary>
    [ErrorFacts("ConnectionError", nameof(Messages.ReasonConnectionLost), nameof(Messages.AdviceConnectionLost), IsWorthRepeating = true)]
    ConnectionLost,
    /// <summary>The run was stopped before this was done.</summary>
    [ErrorFacts("OperationStopped", nameof(Messages.ReasonStopped), nameof(Messages.AdviceStopped))]
    Stopped,

    // Files.
    /// <summary>A file is missing, or something keeps it from being read.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonFileUnreadable), nameof(Messages.AdviceFileUnreadable))]
    FileUnreadable,
    /// <summary>A file is not what it was when it was checked.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonFileChanged), nameof(Messages.AdviceFileChanged))]
    FileChanged,
    /// <summary>The file is what a spreadsheet opens, such as a workbook or a page saved as one, and not CSV.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonWorkbook), nameof(Messages.AdviceWorkbook))]
    Workbook,
    /// <summary>The file is not text.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonNotText), nameof(Messages.AdviceNotText))]
    NotText,
    /// <summary>The first line names no known column, or there is no line.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonNoHeader), nameof(Messages.AdviceNoHeader))]
    NoHeader,
    /// <summary>There is no row behind the header.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonNoRows), nameof(Messages.AdviceNoRows))]
    NoRows,
    /// <summary>A column that every agent needs is missing.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonMissingColumn), nameof(Messages.AdviceMissingColumn))]
    MissingColumn,
    /// <summary>Two columns mean the same field.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonDuplicateColumn), nameof(Messages.AdviceDuplicateColumn))]
    DuplicateColumn,
    /// <summary>A quote opens a cell and nothing closes it, or nothing near enough to be believed.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonUnclosedQuote), nameof(Messages.AdviceUnclosedQuote))]
    UnclosedQuote,
    /// <summary>Text follows the quote that closes a cell.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonTextAfterQuote), nameof(Messages.AdviceTextAfterQuote))]
    TextAfterQuote,
    /// <summary>A cell is longer than any spreadsheet allows.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonCellTooLong), nameof(Messages.AdviceCellTooLong))]
    CellTooLong,
    /// <summary>A row has cells that no column belongs to.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonTooManyCells), nameof(Messages.AdviceTooManyCells))]
    TooManyCells,

    // Rows and cells of a file.
    /// <summary>A row of a file is the example of the template.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonExampleRow), nameof(Messages.AdviceExampleRow))]
    ExampleRow,
    /// <summary>An earlier row of the file has this code.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonDuplicateCode), nameof(Messages.AdviceDuplicateCode))]
    DuplicateCode,
    /// <summary>An earlier row of the file has this login name.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonDuplicateLoginName), nameof(Messages.AdviceDuplicateLoginName))]
    DuplicateLoginName,
    /// <summary>A value contains a line break or another character that cannot be seen.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonControlCharacter), nameof(Messages.AdviceControlCharacter))]
    ControlCharacter,
    /// <summary>A value contains what is no character of a text: bytes that could not be read, or a private character.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonDamagedCharacter), nameof(Messages.AdviceDamagedCharacter), InFile = nameof(Messages.FaultDamagedCharacter), AdviceInFile = nameof(Messages.FaultAdviceDamagedCharacter))]
    DamagedCharacter,
    /// <summary>A spreadsheet seems to have made something else of a value.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonSpreadsheetDamage), nameof(Messages.AdviceSpreadsheetDamage))]
    SpreadsheetDamage,
    /// <summary>A number, or a code in a file, seems to have lost its leading zeros.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonLostLeadingZero), nameof(Messages.AdviceLostLeadingZero), AdviceInFile = nameof(Messages.FaultAdviceLostLeadingZero))]
    LostLeadingZero,
    /// <summary>A value that cannot be what its field is for, such as a code with a currency or a name of question marks.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonUnlikelyValue), nameof(Messages.AdviceUnlikelyValue))]
    UnlikelyValue,
    /// <summary>A code in a file has another shape than most of the file's.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonUnlikeOthers), nameof(Messages.AdviceUnlikeOthers))]
    UnlikeOthers,
    /// <summary>A cell looks like text that was read in the wrong encoding.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonDoubtfulEncoding), nameof(Messages.AdviceDoubtfulEncoding), InFile = nameof(Messages.FaultDoubtfulEncoding), AdviceInFile = nameof(Messages.FaultAdviceDoubtfulEncoding))]
    DoubtfulEncoding,
    /// <summary>A row is no agent: names of columns, a line of dashes, a note, or commented out.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonNotAnAgent), nameof(Messages.AdviceNotAnAgent))]
    NotAnAgent,

    // Files that are written.
    /// <summary>A file that was to be made exists already.</summary>
    [ErrorFacts("ResourceExists", nameof(Messages.ReasonFileExists), nameof(Messages.AdviceFileExists))]
    FileExists,
    /// <summary>A file cannot be written.</summary>
    [ErrorFacts("WriteError", nameof(Messages.ReasonFileUnwritable), nameof(Messages.AdviceFileUnwritable))]
    FileUnwritable,

    // This module.
    /// <summary>A fault in this module.</summary>
    [ErrorFacts("NotSpecified", nameof(Messages.ReasonInternalError), nameof(Messages.AdviceInternalError))]
    InternalError,

    // Journals.
    /// <summary>Another run has the journal open.</summary>
    [ErrorFacts("ResourceBusy", nameof(Messages.ReasonJournalInUse), nameof(Messages.AdviceJournalInUse))]
    JournalInUse,
    /// <summary>The journal is of another command or of another server.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonJournalMismatch), nameof(Messages.AdviceJournalMismatch))]
    JournalMismatch,
    /// <summary>The file is no journal, or one that this version cannot read; it was left as it is.</summary>
    [ErrorFacts("InvalidData", nameof(Messages.ReasonJournalUnreadable), nameof(Messages.AdviceJournalUnreadable))]
    JournalUnreadable,
    /// <summary>The journal could not be written, so nothing that depends on it may go on.</summary>
    [ErrorFacts("WriteError", nameof(Messages.ReasonJournalFailed), nameof(Messages.AdviceJournalFailed))]
    JournalFailed,
}
