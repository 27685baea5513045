using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Where the tenant's token comes from.</summary>
internal interface ITokenSource
{
    /// <summary>The token to use now.</summary>
    Task<Secret> GetAsync(CallContext context);

    /// <summary>Records that the server accepted a token.</summary>
    void Accepted(Secret token);

    /// <summary>Whether a refused token was good before or has been replaced already: then it has merely expired, and another one helps.</summary>
    bool HasExpired(Secret token);

    /// <summary>Replaces a token that the server refused. False when there is no way to get another.</summary>
    Task<bool> RenewAsync(Secret refused, CallContext context);
}
