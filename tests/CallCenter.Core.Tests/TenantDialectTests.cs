using System.Linq;
using System.Net.Http;
using System.Text;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class TenantDialectTests
{
    private static readonly ApiRequest Create = new(() => "create", HttpMethod.Post, "/x");
    private static readonly ApiRequest Reset = new(() => "reset", HttpMethod.Put, "/x") { NeedsNoBody = true };

    [Theory]
    [InlineData(200, """{"id":"1"}""")]
    [InlineData(201, """{"id":"1"}""")]
    [InlineData(200, "{}")]
    public void A_create_succeeds_with_an_object(int status, string body)
    {
        Assert.Null(ErrorIn(Create, status, body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("OK")]
    public void A_create_without_an_object_is_not_JSON(string body)
    {
        Assert.Equal(ErrorKind.NotJson, ErrorIn(Create, 200, body));
        Assert.Equal(ErrorKind.NotJson, ErrorIn(Create, 201, body));
    }

    [Fact]
    public void A_reset_succeeds_with_any_2xx_that_is_no_error_and_no_web_page()
    {
        Assert.Null(ErrorIn(Reset, 204, ""));
        Assert.Null(ErrorIn(Reset, 200, """{"id":"1"}"""));
        Assert.Null(ErrorIn(Reset, 200, ""));
        Assert.Null(ErrorIn(Reset, 201, "{}"));
        Assert.Null(ErrorIn(Reset, 202, "OK"));
        Assert.Null(ErrorIn(Reset, 200, """{"success":true,"message":"done","code":"1"}"""));
        Assert.Null(ErrorIn(Reset, 200, """{"message":"done","code":"200"}"""));
        Assert.Equal(ErrorKind.NotJson, ErrorIn(Reset, 200, "<html></html>"));
        Assert.Equal(ErrorKind.UnexpectedStatus, ErrorIn(Create, 204, ""));
    }

    [Theory]
    [InlineData("""{"success":false}""")]
    [InlineData("""{"success":"False","id":"1"}""")]
    [InlineData("""{"success":false,"code":"500","message":"x"}""")]
    [InlineData("""{"message":"x","code":"500"}""")]
    public void A_success_with_an_error_in_it_is_a_refusal(string body)
    {
        foreach (var request in new[] { Create, Reset })
        {
            Assert.Equal(ErrorKind.TenantRefused, ErrorIn(request, 200, body));
            Assert.Equal(ErrorKind.TenantRefused, ErrorIn(request, 201, body));
        }
    }

    [Fact]
    public void Every_status_has_its_kind_whatever_the_body()
    {
        foreach (var status in Enumerable.Range(300, 700))
        {
            var expected = status switch
            {
                401 => ErrorKind.TokenRefused,
                403 => ErrorKind.TokenMissing,
                424 => ErrorKind.AgentNotFound,
                425 => ErrorKind.CredentialRefused,
                472 => ErrorKind.PasswordRule,
                429 or 503 => ErrorKind.ServerBusy,
                _ => ErrorKind.UnexpectedStatus,
            };
            foreach (var request in new[] { Create, Reset })
            {
                Assert.Equal((status, expected), (status, ErrorIn(request, status, "")));
                Assert.Equal((status, expected), (status, ErrorIn(request, status, """{"message":"x","code":"1"}""")));
                Assert.Equal((status, expected), (status, ErrorIn(request, status, "<html>")));
            }
        }
    }

    private static ErrorKind? ErrorIn(ApiRequest request, int status, string body) =>
        new TenantDialect().ErrorIn(request, new ApiAnswer(status, Encoding.UTF8.GetBytes(body), null, null));
}
