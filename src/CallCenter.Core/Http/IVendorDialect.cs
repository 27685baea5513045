using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>The one place, per vendor, where an answer becomes a success or a kind of error.</summary>
internal interface IVendorDialect
{
    /// <summary>The kind of error that this answer is, or null for a success.</summary>
    ErrorKind? Judge(ApiRequest request, ApiAnswer answer);
}
