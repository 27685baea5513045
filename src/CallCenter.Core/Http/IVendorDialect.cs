using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>What a vendor's answers mean.</summary>
internal interface IVendorDialect
{
    /// <summary>The parameter of Connect-CcTenant that gives the server's address.</summary>
    string AddressParameter { get; }

    /// <summary>The kind of error that an answer means; null for a success. No other place decides this for the vendor.</summary>
    ErrorKind? ErrorIn(ApiRequest request, ApiAnswer answer);

    /// <summary>Whether an answer that is not a success says that what was asked for has been done already.</summary>
    bool IsAlreadyDone(ApiRequest request, ApiAnswer answer);

    /// <summary>The vendor's own explanation in an answer; null when there is none.</summary>
    string? MessageIn(ApiAnswer answer);

    /// <summary>The detail that the text of an error has a placeholder for; null when it has none.</summary>
    string? DetailOf(ErrorKind error, ApiAnswer answer);
}
