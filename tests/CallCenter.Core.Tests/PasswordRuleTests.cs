using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class PasswordRuleTests
{
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    [Theory]
    [InlineData("Aa34567", false)]
    [InlineData("Aa345678", true)]
    [InlineData("Aa34567890123456", true)]
    [InlineData("Aa345678901234567", false)]
    [InlineData("Bb1357974", true)]
    [InlineData("", false)]
    [InlineData("aa345678", false)]
    [InlineData("AA345678", false)]
    [InlineData("Aabcdefg", false)]
    [InlineData("12345678", false)]
    [InlineData("Aa 3456!", true)]
    [InlineData("密码密码密Aa1", true)]
    // Letters and digits of other scripts are none of the rule's.
    [InlineData("Ａａ345678", false)]
    [InlineData("Aaａbcdｅ１", false)]
    [InlineData("Äa345678", false)]
    public void It_takes_8_to_16_characters_with_upper_case_lower_case_and_digit(string password, bool accepted)
    {
        Assert.Equal(accepted, PasswordRule.Accepts(new Secret(password)));
    }

    [Fact]
    public void Ten_thousand_conform_and_none_comes_twice()
    {
        var passwords = Enumerable.Range(0, 10_000).Select(_ => PasswordRule.Generate()).ToList();

        Assert.All(passwords, password => Assert.True(PasswordRule.Accepts(password)));
        Assert.Equal(10_000, passwords.Distinct().Count());
    }

    [Fact]
    public void Every_character_that_cannot_be_misread_occurs_everywhere_and_no_other()
    {
        var passwords = Enumerable.Range(0, 10_000).Select(_ => PasswordRule.Generate().Reveal()).ToList();

        for (var position = 0; position < 16; position++)
        {
            var seen = passwords.Select(password => password[position]).Distinct().Order().ToArray();
            Assert.Equal(Characters.Order().ToArray(), seen);
        }
    }

    [Fact]
    public void No_character_is_much_likelier_than_another()
    {
        var counts = Enumerable.Range(0, 10_000)
            .SelectMany(_ => PasswordRule.Generate().Reveal())
            .GroupBy(character => character)
            .ToDictionary(group => group.Key, group => group.Count());

        // 160,000 draws of 56 characters: 2857 each, with a standard deviation of 53. A tenth off is five of those and more;
        // digits come a little more often, since a draw without one is drawn again.
        Assert.All(counts, pair => Assert.InRange(pair.Value, 2857 * 0.88, 2857 * (char.IsDigit(pair.Key) ? 1.25 : 1.1)));
    }
}
