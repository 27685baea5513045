using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>What a vendor's answers mean.</summary>
internal interface IVendorDialect
{
    /// <summary>The parameter of Connect-CcTenant that gives the server's address.</summary>
    string AddressParameter { get; }

    /// <summary>The kind of error that an answer is; null for a success. The one place, per vendor, that decides this.</summary>
    ErrorKind? Judge(ApiRequest request, ApiAnswer answer);

    /// <summary>Whether an answer that is no success says that what was asked for is so already.</summary>
    bool SaysDone(ApiRequest request, ApiAnswer answer);

    /// <summary>The vendor's own explanation in an answer; null when there is none.</summary>
    string? MessageIn(ApiAnswer answer);

    /// <summary>What the text of an error has a place for; null when it has none.</summary>
    string? DetailOf(ErrorKind error, ApiAnswer answer);
}
