using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class SecretTests
{
    private const string Value = "Bb1357974";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static Secret One => new(Value);

    [Fact]
    public void It_is_printed_as_a_mask()
    {
        Assert.Equal("********", One.ToString());
        Assert.Equal("********", string.Format(CultureInfo.InvariantCulture, "{0}", One));
        Assert.Equal("********", $"{One}");
        Assert.Equal("********", "" + One);
    }

    [Fact]
    public void It_is_serialized_without_its_value()
    {
        Assert.Equal("{}", JsonSerializer.Serialize(One));
        Assert.DoesNotContain(Value, JsonSerializer.Serialize<object>(new { Password = One, List = new[] { One } }), System.StringComparison.Ordinal);
        Assert.DoesNotContain(Value, JsonSerializer.Serialize(new Dictionary<string, Secret> { ["x"] = One }, Web), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_hold_one_neither_print_nor_serialize_it()
    {
        object[] records =
        [
            new AgentValues { Code = "5003", LoginName = "testAgent", UserName = "testAgent", Password = One },
            new AgentRow { Password = One, [AgentField.Code] = "5003" },
        ];

        foreach (var record in records)
        {
            // The record itself is there, so the absence of the value says something.
            Assert.Contains("5003", record.ToString(), System.StringComparison.Ordinal);
            Assert.Contains("5003", JsonSerializer.Serialize(record), System.StringComparison.Ordinal);
            Assert.DoesNotContain(Value, record.ToString(), System.StringComparison.Ordinal);
            Assert.DoesNotContain(Value, JsonSerializer.Serialize(record), System.StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_has_no_public_property_or_field()
    {
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.Empty(typeof(Secret).GetFields());
    }

    [Theory]
    [InlineData("")]
    [InlineData(Value)]
    [InlineData("密码Aa1\ud83d\ude00 \"\\")]
    public void It_goes_to_a_SecureString_and_back(string value)
    {
        var secure = new Secret(value).ToSecureString();

        Assert.True(secure.IsReadOnly());
        Assert.Equal(value, new NetworkCredential("", secure).Password);
        Assert.Equal(value, Secret.From(secure).Reveal());
    }

    [Fact]
    public void Two_of_the_same_value_are_equal_to_the_letter()
    {
        Assert.Equal(One, new Secret(Value));
        Assert.Equal(One.GetHashCode(), new Secret(Value).GetHashCode());
        Assert.NotEqual(One, new Secret("bb1357974"));
        Assert.False(One.Equals((object)Value));
        Assert.False(One.Equals(null));
    }
}
