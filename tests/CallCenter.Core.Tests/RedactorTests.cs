using System;
using System.Collections.Generic;
using System.Diagnostics;
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

    [Theory]
    [MemberData(nameof(Values))]
    [InlineData("Pa\u017F\u017Fword1A")]
    [InlineData("Deseret\U00010428Aa1")]
    public void A_field_shows_a_known_value_in_no_form(string value)
    {
        var redactor = new Redactor(new Secret("a-secret-that-lasts"));
        redactor.Remember(new Secret("a-token-to-remember"));

        foreach (var form in FormsOf(value).Concat(FormsOf("a-secret-that-lasts")).Concat(FormsOf("a-token-to-remember")).Append("A-TOKEN-to-remember"))
        {
            Assert.Equal(Mask, redactor.CleanField(form, new Secret(value)));
            Assert.Equal($"before {Mask} after", redactor.CleanField($"before {form} after", new Secret(value)));
        }

        Assert.Equal("before and after", redactor.CleanField("before and after", new Secret(value)));
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

    [Theory]
    [InlineData("%bf645db5e06e859b0b5c87a3b063e440%", "%********%")]
    [InlineData("key=%bf645db5e06e859b0b5c87a3b063e440", "key=%********")]
    [InlineData("\\\\bf645db5e06e859b0b5c87a3b063e440\\", "********\\")]
    [InlineData("&bf645db5e06e859b0b5c87a3b063e440;", "&********;")]
    public void What_looks_like_an_escape_before_a_secret_does_not_hide_it(string text, string expected)
    {
        Assert.Equal(expected, new Redactor(new Secret("bf645db5e06e859b0b5c87a3b063e440")).Clean(text));
    }

    [Fact]
    public void A_long_text_is_cut_and_shows_no_part_of_a_secret_at_its_end()
    {
        const string Value = "bf645db5e06e859b0b5c87a3b063e440";
        var redactor = new Redactor(new Secret(Value));
        foreach (var form in new[] { Value, HtmlEscape(Value, "&#x{0:X};") })
        {
            for (var inside = 0; inside <= form.Length; inside++)
            {
                var shown = redactor.Clean(new string('.', Redactor.MaxTextLength - inside) + form + new string('.', 1000));

                Assert.EndsWith("…", shown, StringComparison.Ordinal);
                Assert.InRange(shown.Length, 1, Redactor.MaxTextLength + Mask.Length + 1);
                Assert.Matches(@"^\.+(\*{8})?\.*…$", shown);
            }
        }
    }

    public static TheoryData<string, string> Attacks => new()
    {
        { "\\a\\b\\c\\d", "\\" },
        { "\\\\\\\\secret", "\\" },
        { "ab cd+ef", "%25" },
        { "ab&amp;cd", "&amp;" },
        { "P w+d/\"&=%<>'\\1aA", "\\u005c" },
        { new string('a', 4000) + "b" + new string('a', 4000), "a" },
        { "password", "\"password\":\"" },
        { "password", "\"password\"  " },
        { "password", "password=&" },
        { "abcdabcdabce", "abcdabcd" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Masking_takes_time_in_proportion_to_the_text(string secret, string repeated)
    {
        var redactor = new Redactor(new Secret(secret));
        string Text(int length) => string.Concat(Enumerable.Repeat(repeated, length / repeated.Length));
        var (less, more, most) = (Text(Redactor.MaxTextLength / 16), Text(Redactor.MaxTextLength), Text(20 * Redactor.MaxTextLength));

        // 16 times the text: in quadratic time it would be 256 times as long.
        AssertRatio(() => redactor.Clean(more), () => redactor.Clean(less), 128);

        // What is beyond the cut costs nothing.
        AssertRatio(() => redactor.Clean(most), () => redactor.Clean(more), 10);
    }

    [Fact]
    public void In_a_field_a_short_secret_may_be_there_by_chance()
    {
        var redactor = new Redactor(new Secret("6300"), new Secret("bf645db5e06e859b0b5c87a3b063e440"));

        Assert.Equal("6300", redactor.CleanField("6300"));
        Assert.Equal("queue-6300", redactor.CleanField("queue-6300"));
        Assert.Equal(Mask, redactor.CleanField("bf645db5e06e859b0b5c87a3b063e440"));
        Assert.Equal("x" + Mask, redactor.CleanField("xBb1357974", new Secret("Bb1357974")));
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
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        // Encoded once by who calls and once more by who logs it.
        yield return Uri.EscapeDataString(Uri.EscapeDataString(value));
        yield return Uri.EscapeDataString(WebUtility.UrlEncode(value));
        yield return WebUtility.HtmlEncode(value);
        yield return HtmlEscape(value, "&#{0};");
        yield return HtmlEscape(value, "&#x{0:X};");
        yield return WebUtility.HtmlEncode(WebUtility.HtmlEncode(value));
        yield return PhpEscape(WebUtility.HtmlEncode(value));
    }

    private static string HtmlEscape(string value, string form) =>
        string.Concat(value.EnumerateRunes().Select(rune => string.Format(CultureInfo.InvariantCulture, form, rune.Value)));

    // The fastest of several runs by turns, and of more where others keep the machine busy: they only ever make a run slower.
    private static void AssertRatio(Action one, Action other, double most)
    {
        var (fastest, fastestOther) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < 20 || (run < 500 && fastest > most * fastestOther); run++)
        {
            fastest = Math.Min(fastest, Microseconds(one));
            fastestOther = Math.Min(fastestOther, Microseconds(other));
        }

        Assert.InRange(fastest / fastestOther, 0, most);
    }

    private static double Microseconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMicroseconds + 1;
    }

    private static string PhpEscape(string value) => string.Concat(value.Select(character => character switch
    {
        '"' or '\\' or '/' => "\\" + character,
        < ' ' or > '~' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
        _ => character.ToString(),
    }));
}
