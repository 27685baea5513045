using System.Linq;
using System.Text;
using CallCenter.Core.Http;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class ApiAnswerTests
{
    [Theory]
    [InlineData("""{"status":"success"}""")]
    [InlineData("  \r\n{\"status\":\"success\"}\r\n ")]
    [InlineData("\ufeff{\"status\":\"success\"}")]
    [InlineData("""{"status":"success",}""")]
    [InlineData("""{"status":"success", "data":{"630":[{"name":"sip/876",},],},}""")]
    [InlineData("{ // the status\n \"status\":\"success\" /* it went well */ }")]
    [InlineData("// before\n{\"status\":\"success\"}// after")]
    [InlineData("""{"status":"wrong","status":"success"}""")]
    public void Lenient_JSON_is_read(string body)
    {
        Assert.Equal("success", StatusIn(Encoding.UTF8.GetBytes(body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ufeff")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{\"status\":\"success\"}]")]
    [InlineData("\"success\"")]
    [InlineData("200")]
    [InlineData("success")]
    [InlineData("status=success")]
    [InlineData("<!DOCTYPE html><html></html>")]
    [InlineData("{\"status\":\"success\"")]
    [InlineData("{\"status\":\"success\"}}")]
    [InlineData("{'status':'success'}")]
    public void Anything_but_an_object_is_none(string body)
    {
        using var answer = new ApiAnswer(200, Encoding.UTF8.GetBytes(body), null, null);

        Assert.Null(answer.Object);
    }

    [Fact]
    public void Garbage_is_no_object()
    {
        byte[][] bodies = [[0], [0xEF, 0xBB], [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], [0x1F, 0x8B, 8, 0], [.. Enumerable.Repeat((byte)'{', 100_000)]];

        foreach (var body in bodies)
        {
            using var answer = new ApiAnswer(200, body, null, null);
            Assert.Null(answer.Object);
        }
    }

    [Fact]
    public void An_answer_in_the_wrong_character_set_still_has_its_other_fields()
    {
        // 座席 as GBK has it, which is no UTF-8.
        byte[] body = [.. "{\"message\":\""u8, 0xD7, 0xF9, 0xCF, 0xAF, .. "\",\"status\":\"success\"}"u8];
        using var answer = new ApiAnswer(200, body, null, null);

        Assert.Equal("success", answer.Object!.Value.Text("status"));
        Assert.NotNull(answer.Object!.Value.Text("message"));
    }

    [Fact]
    public void Half_an_emoji_leaves_the_other_fields_readable()
    {
        Assert.Equal("success", StatusIn("""{"message":"\ud83d","status":"success"}"""u8.ToArray()));
        using var answer = new ApiAnswer(200, """{"message":"\ud83d"}"""u8.ToArray(), null, null);
        Assert.Null(answer.Object!.Value.Text("message"));
    }

    [Fact]
    public void Empty_means_no_bytes()
    {
        using var empty = new ApiAnswer(204, [], null, null);
        using var blank = new ApiAnswer(200, [32], null, null);
        using var words = new ApiAnswer(500, Encoding.UTF8.GetBytes("错误"), null, null);
        Assert.True(empty.IsEmpty);
        Assert.False(blank.IsEmpty);
        Assert.Equal("错误", words.Text);
    }

    private static string? StatusIn(byte[] body)
    {
        using var answer = new ApiAnswer(200, body, null, null);
        return answer.Object?.Text("status");
    }
}
