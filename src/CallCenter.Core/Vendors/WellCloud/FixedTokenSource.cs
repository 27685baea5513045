using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>A token that the user brought. There is no way to renew it.</summary>
internal sealed class FixedTokenSource : ITokenSource
{
    private readonly Task<Secret> _token;

    public FixedTokenSource(Secret token)
    {
        _token = Task.FromResult(token);
    }

    public Task<Secret> GetAsync(CallContext context) => _token;

    public void Accepted(Secret token)
    {
    }

    public bool HasExpired(Secret token) => false;

    public Task<bool> RenewAsync(Secret refused, CallContext context) => Task.FromResult(false);
}
