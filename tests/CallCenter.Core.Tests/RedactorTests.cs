using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class RedactorTests
{
    private const string Mask = "********";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Values => new(
        "Bb1357974",
        "0123456789abcdef0123456789abcdef",
        "P w+d/\"&=%<>'\\1aA",
        "密码Aa12345",
        "Emoji\ud83d\ude00Aa1",
        "Aa1//??>>~~");

    [Theory]
    [MemberData(nameof(Values))]
    public void A_known_value_is_masked_in_every_form(string value)
    {
        var redactor = new Redactor();
        redactor.Remember(new Secret(value));

        foreach (var form in FormsOf(value))
        {
            Assert.Equal($"before {Mask} after", redactor.Clean($"before {form} after"));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_this_one_request_is_masked_in_every_form(string value)
    {
        var redactor = new Redactor();

        foreach (var form in FormsOf(value))
        {
            Assert.Equal($"<{Mask}|{Mask}>", redactor.Clean($"<{form}|{form}>", null, new Secret(value)));
            Assert.Equal($"<{form}>", redactor.Clean($"<{form}>"));
        }
    }

    [Fact]
    public void The_case_of_the_letters_does_not_matter()
    {
        var redactor = new Redactor();
        redactor.Remember(new Secret("abcdef0123"));

        Assert.Equal(Mask, redactor.Clean("ABCDEF0123"));
    }

    [Fact]
    public void All_known_values_are_masked_wherever_they_stand()
    {
        var redactor = new Redactor();
        redactor.Remember(new Secret("first-secret"));
        redactor.Remember(new Secret("second-secret"));
        redactor.Remember(new Secret("first-secret"));

        Assert.Equal($"{Mask}{Mask}, {Mask}", redactor.Clean("first-secretsecond-secret, first-secret"));
    }

    [Fact]
    public void A_value_that_contains_another_is_masked_whole()
    {
        var redactor = new Redactor();
        redactor.Remember(new Secret("Abcd1234"));
        redactor.Remember(new Secret("Abcd1234Efgh"));

        Assert.Equal(Mask, redactor.Clean("Abcd1234Efgh"));
        Assert.Equal(Mask, redactor.Clean("Abcd1234"));
        Assert.Equal(Mask, redactor.Clean("xyAbcd1234", new Secret("xyAbcd1234")));
    }

    [Theory]
    [InlineData("""{"password":"Zz98765432","code":"5009"}""", """{"password":"********","code":"5009"}""")]
    [InlineData("""{ "Token" : "abc" }""", """{ "Token" : "********" }""")]
    [InlineData("""{"appSecret":"a\"b\\","x":1}""", """{"appSecret":"********","x":1}""")]
    [InlineData("""{"authorization":"t","Authentication":"k","sessionId":"s","WEBKEY":"w","secret":"z","pwd":"p","passwd":"q"}""",
        """{"authorization":"********","Authentication":"********","sessionId":"********","WEBKEY":"********","secret":"********","pwd":"********","passwd":"********"}""")]
    [InlineData("""{"token":12345678,"x":[1]}""", """{"token":********,"x":[1]}""")]
    [InlineData("appId=demo&appSecret=s%2Bcret&type=tenant", "appId=demo&appSecret=********&type=tenant")]
    [InlineData("password=abc", "password=********")]
    [InlineData("?token=abc def", "?token=******** def")]
    public void A_value_nobody_knows_is_masked_by_its_name(string text, string expected)
    {
        Assert.Equal(expected, new Redactor().Clean(text));
    }

    [Theory]
    [InlineData("""{"code":"5009","userName":"张三","status":"Ok"}""")]
    [InlineData("""{"token":null,"password":false}""")]
    [InlineData("extension=800&queue=630")]
    [InlineData("token值有误")]
    [InlineData("密码格式不符号要求（要求格式为:8-16个字符，包括大小写字母，数字）")]
    [InlineData("")]
    public void Text_without_secrets_stays_as_it_is(string text)
    {
        var redactor = new Redactor();
        redactor.Remember(new Secret("Bb1357974"));

        Assert.Equal(text, redactor.Clean(text, new Secret("Cc1357974")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("abc")]
    public void A_value_too_short_to_be_a_secret_masks_nothing(string value)
    {
        var redactor = new Redactor();
        redactor.Remember(new Secret(value));

        Assert.Equal("abcabc aaa", redactor.Clean("abcabc aaa", new Secret(value)));
    }

    [Fact]
    public void After_many_renewals_the_newest_tokens_and_what_lasts_are_still_masked()
    {
        var redactor = new Redactor(new Secret("the-appSecret"));
        for (var i = 0; i < 10_000; i++)
        {
            redactor.Remember(new Secret("token-" + i.ToString("00000", CultureInfo.InvariantCulture)));
        }

        Assert.Equal($"{Mask} {Mask} {Mask}", redactor.Clean("token-09999 token-09990 the-appSecret"));
    }

    [Fact]
    public void Values_may_be_remembered_and_masked_on_many_threads()
    {
        var redactor = new Redactor(new Secret("the-appSecret"));
        var wrong = Enumerable.Range(0, 2000).AsParallel().Select(i =>
        {
            var token = "token-" + (i % 20).ToString("00000", CultureInfo.InvariantCulture);
            redactor.Remember(new Secret(token));
            return redactor.Clean($"{token} the-appSecret");
        }).Where(text => text != $"{Mask} {Mask}").ToList();

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> FormsOf(string value)
    {
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return WebUtility.UrlEncode(value);
        yield return JsonSerializer.Serialize(value)[1..^1];
        yield return JsonSerializer.Serialize(value, Relaxed)[1..^1];
        // As PHP writes it, which is what such appliances are made of.
        yield return PhpEscape(value);
        // A message that quotes a JSON text, and is itself in one.
        yield return PhpEscape(PhpEscape(value));
        yield return JsonSerializer.Serialize(JsonSerializer.Serialize(value)[1..^1])[1..^1];
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
    }

    private static string PhpEscape(string value) => string.Concat(value.Select(character => character switch
    {
        '"' or '\\' or '/' => "\\" + character,
        < ' ' or > '~' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
        _ => character.ToString(),
    }));
}
