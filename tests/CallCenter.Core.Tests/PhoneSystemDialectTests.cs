using System.Linq;
using System.Net.Http;
using System.Text;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class PhoneSystemDialectTests
{
    [Theory]
    [InlineData("""{"status":"success","message":"login extension success"}""", null)]
    [InlineData("""{"status":"SUCCESS"}""", null)]
    [InlineData("""{ /* ok */ "status":"success", }""", null)]
    [InlineData("""{"status":"error","message":"Queue not found"}""", ErrorKind.QueueRefused)]
    [InlineData("""{"status":"error"}""", ErrorKind.QueueRefused)]
    [InlineData("""{"status":"failed"}""", ErrorKind.QueueRefused)]
    [InlineData("""{"status":""}""", ErrorKind.QueueRefused)]
    [InlineData("""{"status":0}""", ErrorKind.QueueRefused)]
    [InlineData("""{"message":"login extension success"}""", ErrorKind.NotJson)]
    [InlineData("""{"status":null}""", ErrorKind.NotJson)]
    [InlineData("""{"status":{}}""", ErrorKind.NotJson)]
    [InlineData("{}", ErrorKind.NotJson)]
    [InlineData("[]", ErrorKind.NotJson)]
    [InlineData("", ErrorKind.NotJson)]
    [InlineData("<html>", ErrorKind.NotJson)]
    [InlineData("success", ErrorKind.NotJson)]
    public void Under_200_the_body_decides(string body, ErrorKind? expected)
    {
        Assert.Equal(expected, ErrorIn(200, body));
        Assert.Equal(expected, ErrorIn(201, body));
    }

    [Fact]
    public void A_404_is_the_phone_systems_own_only_in_its_own_words()
    {
        Assert.Equal(ErrorKind.InterfaceNotFound, ErrorIn(404, """{"status":"error","message":"Interface not found"}"""));
        Assert.Equal(ErrorKind.UnexpectedStatus, ErrorIn(404, """{"error":"no such page"}"""));
        Assert.Equal(ErrorKind.UnexpectedStatus, ErrorIn(404, "<html>404</html>"));
        Assert.Equal(ErrorKind.UnexpectedStatus, ErrorIn(404, ""));
    }

    [Fact]
    public void Every_other_status_has_its_kind_whatever_the_body()
    {
        foreach (var status in Enumerable.Range(202, 798).Except([404]))
        {
            var expected = status switch
            {
                401 or 403 => ErrorKind.QueueKeyRefused,
                429 or 503 => ErrorKind.ServerBusy,
                _ => ErrorKind.UnexpectedStatus,
            };
            foreach (var body in new[] { "", """{"status":"success"}""", """{"status":"error","message":"x"}""", "<html>" })
            {
                Assert.Equal((status, expected), (status, ErrorIn(status, body)));
            }
        }
    }

    [Fact]
    public void A_bare_list_is_a_success_where_one_is_asked_for()
    {
        Assert.Null(ErrorIn(200, "[]", new(() => "list", HttpMethod.Get, "/x") { MayBeList = true }));
        Assert.Null(ErrorIn(200, """{"status":"success","data":[]}""", new(() => "list", HttpMethod.Get, "/x") { MayBeList = true }));
        Assert.Equal(ErrorKind.NotJson, ErrorIn(200, "{}", new(() => "list", HttpMethod.Get, "/x") { MayBeList = true }));
    }

    [Fact]
    public void A_404_to_a_list_is_about_no_extension()
    {
        Assert.Equal(
            ErrorKind.UnexpectedStatus,
            ErrorIn(404, """{"status":"error","message":"Not found"}""", new(() => "list", HttpMethod.Get, "/x") { ChangesNothing = true }));
    }

    private static ErrorKind? ErrorIn(int status, string body, ApiRequest? request = null) =>
        new PhoneSystemDialect().ErrorIn(
            request ?? new ApiRequest(() => "sign in", HttpMethod.Post, "/x"),
            new ApiAnswer(status, Encoding.UTF8.GetBytes(body), null, null));
}
