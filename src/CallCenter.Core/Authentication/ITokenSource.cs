using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Security;

namespace CallCenter.Core.Authentication;

/// <summary>Where the tenant's token comes from.</summary>
internal interface ITokenSource
{
    /// <summary>The token to use now.</summary>
    Task<Secret> GetAsync(CallContext context);

    /// <summary>Replaces a token that the server refused. False when there is no way to get another.</summary>
    Task<bool> RenewAsync(Secret refused, CallContext context);
}
