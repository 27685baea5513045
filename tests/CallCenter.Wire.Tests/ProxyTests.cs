using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Simulator;
using Xunit;

namespace CallCenter.Wire.Tests;

public sealed class ProxyTests
{
    [Fact]
    public async Task The_systems_proxy_is_not_asked_to_reach_this_machine()
    {
        // Nothing listens there. All tests of this process talk to loopback, so none of them minds.
        HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1");
        using var simulator = new VendorSimulator();
        using var tenant = TenantClient.WithToken(simulator.TenantUri, new Secret(simulator.IssueToken()), Wire.Once);

        var agent = await tenant.CreateAgentAsync(new() { Code = "5003", LoginName = "testAgent", UserName = "testAgent" }, new CallContext(default));

        Assert.Equal("5003", agent.Code);
    }
}
