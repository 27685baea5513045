using CallCenter.Reliability.Runner;
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>Every text there is in Simplified Chinese, and which language is chosen.</summary>
public sealed class TranslationTests
{
    private static readonly Regex Place = new(@"\{[0-9]\}");
    private static readonly Regex ChineseCharacter = new(@"\p{IsCJKUnifiedIdeographs}");
    private static readonly Regex Typed = new(@"(?<![A-Za-z0-9])-[A-Z][A-Za-z]+|\b[A-Z][a-z]+-Cc[A-Za-z]+", RegexOptions.CultureInvariant);
    private static readonly Regex Literal = new("\"(?:[^\"\\\\]|\\\\.)*\"", RegexOptions.CultureInvariant);
    private static readonly Regex Words = new(@"\b[A-Za-z]{2,} [a-z]{2,}", RegexOptions.CultureInvariant);

    // Comments, and faults of a programmer, which no user can bring about.
    private static readonly Regex NotForUsers = new("^\\s*//|SuppressMessage|new (InvalidOperation|Argument|Format)Exception\\(", RegexOptions.CultureInvariant);

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private static readonly Dictionary<string, string> English = Load("Messages.resx");

    private static readonly Dictionary<string, string> Translated = Load("Messages.zh-CN.resx");

    [Fact]
    public void Every_text_is_translated_and_no_translation_is_left_over()
    {
        Assert.NotEmpty(English);
        Assert.Empty(English.Keys.Except(Translated.Keys));
        Assert.Empty(Translated.Keys.Except(English.Keys));
    }

    [Fact]
    public void Every_translation_has_the_places_of_its_text()
    {
        Assert.All(English, text => Assert.Equal(PlacesOf(text.Value), PlacesOf(Translated[text.Key])));
    }

    [Fact]
    public void Every_text_with_words_is_in_Chinese()
    {
        var worded = English.Where(text => Place.Replace(text.Value, string.Empty).Any(char.IsLetter)).Select(text => text.Key).ToList();
        Assert.True(worded.Count > 200, "Hardly any text has words: " + worded.Count);
        Assert.All(worded, name => Assert.Matches(ChineseCharacter, Translated[name]));
    }

    [Fact]
    public void What_is_typed_is_not_translated()
    {
        Assert.All(English, text => Assert.Equal(TypedIn(text.Value), TypedIn(Translated[text.Key])));
    }

    [Theory]
    [InlineData("zh-CN", "没有会话。")]
    [InlineData("en-US", "There is no session.")]
    [InlineData("de-DE", "There is no session.")]
    [InlineData("", "There is no session.")]
    public void The_culture_of_the_user_interface_chooses(string culture, string message)
    {
        InCulture(CultureInfo.GetCultureInfo(culture), () =>
        {
            var fault = Failure.Session(ErrorKind.NotConnected);
            Assert.Equal(message, fault.Message);
            Assert.Equal("NotConnected", fault.Id);
        });
    }

    [Fact]
    public void A_run_speaks_the_language_of_the_thread_that_made_it_on_whatever_thread_it_works()
    {
        TestRun<int, bool>? run = null;
        InCulture(Chinese, () => run = new(
            async (_, _) =>
            {
                // A thread of the pool as .NET Framework has it, where the culture does not follow.
                await Task.Yield();
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
                throw Failure.Local(ErrorKind.MissingValue, "x", "Code");
            },
            row => "row " + row,
            1,
            new RequestLog(withBodies: false)));
        using (run)
        {
            run!.Start(1);
            Assert.True(run.TryTake(out var outcome, TimeSpan.FromSeconds(30)));
            Assert.Equal("x：Code 缺失或为空。", outcome.Error!.Message);
        }
    }

    [Fact]
    public async Task A_language_is_kept_for_no_more_than_the_work_that_keeps_it()
    {
        await KeepAsync();
        Assert.Equal("Confirm", Messages.ConfirmCaption);

        static async Task KeepAsync()
        {
            Messages.Keep(Chinese);
            await Task.Yield();
            Assert.Equal("确认", Messages.ConfirmCaption);
        }
    }

    [Fact]
    public void No_sentence_for_the_user_stands_in_the_sources()
    {
        var literals = (
            from file in SourceTree.CSharpFiles
            where !file.Contains("CallCenter.Simulator", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where !NotForUsers.IsMatch(line)
            from Match literal in Literal.Matches(line)
            select (File: Path.GetFileName(file), Text: literal.Value)).ToList();
        Assert.True(literals.Count > 300, "The search found hardly any literal: " + literals.Count);
        Assert.DoesNotContain(literals, literal => Words.IsMatch(literal.Text));
        Assert.Matches(Words, "the token");
    }

    private static void InCulture(CultureInfo culture, Action action)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            action();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Dictionary<string, string> Load(string file) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "src", "CallCenter.Core", "Text", file))
            .Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> PlacesOf(string text) =>
        Place.Matches(text).Cast<Match>().Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The commands and parameters that a text names.</summary>
    private static IEnumerable<string> TypedIn(string text) =>
        Typed.Matches(text).Cast<Match>().Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
}
