using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class PasswordRuleTests
{
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
}
