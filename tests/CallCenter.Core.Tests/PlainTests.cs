using System.IO;
using CallCenter.Core.Runs;
using CallCenter.Core.Tests.Journal;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class PlainTests
{
    [Theory]
    [InlineData("张三")]
    [InlineData("👩‍💻 Ünal O’Neil می‌خواهم")]
    [InlineData("𠮷野家")]
    [InlineData("")]
    public void Names_stay_as_they_are(string name)
    {
        Assert.Equal(name, Plain.Of(name));
        Assert.Equal(name, Plain.Words(name));
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\u0007')]
    [InlineData('\n')]
    [InlineData('\u001b')]
    [InlineData('\u007f')]
    [InlineData('\u009b')]
    [InlineData('\u061c')]
    [InlineData('\u200e')]
    [InlineData('\u200f')]
    [InlineData('\u2028')]
    [InlineData('\u202a')]
    [InlineData('\u202e')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    public void What_a_terminal_obeys_is_replaced(char character)
    {
        Assert.Equal("a\ufffdb", Plain.Of($"a{character}b"));
        Assert.Equal("a b", Plain.Words($"a{character}b"));
        Assert.Equal("a b", Cell.Label($"a{character}b"));
    }

    [Fact]
    public void A_journal_that_somebody_else_wrote_shows_none_of_it()
    {
        using var folder = new JournalFolder();
        const string Evil = "\\u001b]52;c;eA==\\u0007\\nrm -rf /\\u202e";
        File.WriteAllText(folder.Journal, $$$"""
            {"journal":"CallCenter","version":2,"created":"2026-01-02T03:04:05.678Z","command":"New-CcAgent{{{Evil}}}","to":{"WellCloud{{{Evil}}}":"n01{{{Evil}}}"}}
            {"row":"1b413f04f37a3cdbb3cdbcb3d8dc06c2","op":"x{{{Evil}}}","label":"create{{{Evil}}}","state":"sending","at":"2026-01-02T03:04:05.678Z","error":"E{{{Evil}}}","message":"m{{{Evil}}}"}
            {"row":"1b413f04f37a3cdbb3cdbcb3d8dc06c2","op":"x{{{Evil}}}","label":"create{{{Evil}}}","state":"failed","at":"2026-01-02T03:04:05.678Z","error":"E{{{Evil}}}","message":"m{{{Evil}}}"}

            """.ReplaceLineEndings("\n"));

        var content = JournalReader.Read(folder.Journal);

        var row = Assert.Single(content.Rows);
        var run = Assert.Single(content.Runs);
        foreach (var text in new[] { row.Label, row.Error, row.Message, run.Command, run.Servers, run.Destinations[0].System })
        {
            Assert.DoesNotContain(text!, character => char.IsControl(character) || character == '\u202e');
            Assert.NotEmpty(text!);
        }
    }
}
