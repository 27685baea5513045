using System;
using System.Collections.Generic;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class AgentRowTests
{
    private const string Subject = "Row 3 (agent 5003)";

    private static readonly AgentRow Least = new() { Code = "5003", LoginName = "testAgent", UserName = "测试" };

    public static TheoryData<string> Mandatory => new("Code", "LoginName", "UserName");

    public static TheoryData<string> Texts => new("Code", "LoginName", "UserName", "Org", "TenantId", "Namespace", "Status", "Phone", "Email");

    [Theory]
    [InlineData("EXAMPLE")]
    [InlineData("示例")]
    public void The_example_of_the_template_is_no_agent(string code)
    {
        var exception = Assert.Throws<CallCenterException>(() => (Least with { Code = code }).ToRequest(Subject));
        Assert.Equal(ErrorKind.InvalidValue, exception.Kind);
        Assert.Contains("New-CcImportTemplate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_comes_over()
    {
        var request = new AgentRow
        {
            Code = " 0503 ",
            LoginName = "testAgent",
            UserName = "测试 🙂",
            Roles = ["r1;r2", "r3"],
            Org = "o1",
            AgentQueues = ["q1；q2"],
            TenantId = "t1",
            Namespace = "n01.cc",
            Status = "Ok",
            UseOnlineService = "是",
            Gender = "女",
            Phone = "013800138000",
            Email = "a@example.com",
            Password = new Secret("Bb1357974"),
        }.ToRequest(Subject);

        Assert.Equal("0503", request.Code);
        Assert.Equal("testAgent", request.LoginName);
        Assert.Equal("测试 🙂", request.UserName);
        Assert.Equal(["r1", "r2", "r3"], request.Roles);
        Assert.Equal("o1", request.Org);
        Assert.Equal(["q1", "q2"], request.AgentQueues);
        Assert.Equal("t1", request.TenantId);
        Assert.Equal("n01.cc", request.Namespace);
        Assert.Equal("Ok", request.Status);
        Assert.True(request.UseOnlineService);
        Assert.Equal("Female", request.Gender);
        Assert.Equal("013800138000", request.Phone);
        Assert.Equal("a@example.com", request.Email);
        Assert.Equal("Bb1357974", request.Password?.Reveal());
        Assert.False(request.IsPasswordGenerated);
    }

    [Fact]
    public void Blank_cells_are_not_given()
    {
        var request = (Least with
        {
            Roles = [" ; ", null],
            AgentQueues = [],
            Org = "",
            TenantId = " ",
            Namespace = "\t",
            Status = "",
            UseOnlineService = "",
            Gender = " ",
            Phone = "",
            Email = "",
        }).ToRequest(Subject);

        Assert.Empty(request.Roles);
        Assert.Empty(request.AgentQueues);
        Assert.Equal(
            (null, null, null, null, null, null, null, null),
            (request.Org, request.TenantId, request.Namespace, request.Status, request.UseOnlineService, request.Gender, request.Phone, request.Email));
    }

    [Theory]
    [MemberData(nameof(Mandatory))]
    public void A_mandatory_field_that_is_missing_or_blank_is_named(string field)
    {
        foreach (var blank in new[] { null, "", " " })
        {
            var error = Assert.Throws<CallCenterException>(() => With(field, blank).ToRequest(Subject));

            Assert.Equal(ErrorKind.MissingValue, error.Kind);
            Assert.Equal($"{Subject}: {field} is missing or blank.", error.Message);
            Assert.Contains(field, error.Advice, StringComparison.Ordinal);
            Assert.False(error.OutcomeUnknown);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_field_of_another_type_or_with_control_characters_is_named(string field)
    {
        foreach (var bad in new[] { Cell.NotText("System.Collections.Hashtable"), "a\u0001b" })
        {
            var error = Assert.Throws<CallCenterException>(() => With(field, bad).ToRequest(Subject));

            Assert.Equal(ErrorKind.InvalidValue, error.Kind);
            Assert.StartsWith($"{Subject}: {field} cannot be used: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_with_something_else_in_it_is_named()
    {
        var role = Assert.Throws<CallCenterException>(() => (Least with { Roles = ["r1", Cell.NotText("X")] }).ToRequest(Subject));
        var queue = Assert.Throws<CallCenterException>(() => (Least with { AgentQueues = ["q\n1"] }).ToRequest(Subject));

        Assert.Equal((ErrorKind.InvalidValue, ErrorKind.InvalidValue), (role.Kind, queue.Kind));
        Assert.Contains("Role", role.Message, StringComparison.Ordinal);
        Assert.Contains("AgentQueue", queue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Male", "Male")]
    [InlineData("female", "Female")]
    [InlineData(" 男 ", "Male")]
    [InlineData("女", "Female")]
    public void The_gender_may_be_Chinese(string cell, string gender)
    {
        Assert.Equal(gender, (Least with { Gender = cell }).ToRequest(Subject).Gender);
    }

    [Theory]
    [InlineData("M")]
    [InlineData("未知")]
    [InlineData("1")]
    public void Any_other_gender_is_refused(string cell)
    {
        var error = Assert.Throws<CallCenterException>(() => (Least with { Gender = cell }).ToRequest(Subject));

        Assert.Equal(ErrorKind.InvalidValue, error.Kind);
        Assert.Contains("Gender", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("否", false)]
    public void UseOnlineService_is_read_from_text(string cell, bool value)
    {
        Assert.Equal(value, (Least with { UseOnlineService = cell }).ToRequest(Subject).UseOnlineService);
        Assert.Throws<CallCenterException>(() => (Least with { UseOnlineService = cell + "?" }).ToRequest(Subject));
    }

    [Fact]
    public void A_row_without_a_password_gets_one_of_its_own()
    {
        var seen = new HashSet<Secret>();
        for (var i = 0; i < 100; i++)
        {
            var request = Least.ToRequest(Subject);

            Assert.True(request.IsPasswordGenerated);
            Assert.True(PasswordRule.Accepts(request.Password!));
            Assert.NotEqual("Aa123456", request.Password!.Reveal());
            Assert.True(seen.Add(request.Password));
        }
    }

    [Fact]
    public void The_vendors_default_password_must_be_asked_for()
    {
        var request = (Least with { UseVendorDefaultPassword = true }).ToRequest(Subject);

        Assert.Null(request.Password);
        Assert.False(request.IsPasswordGenerated);
    }

    [Fact]
    public void A_given_password_wins_over_the_vendors_default()
    {
        var request = (Least with { UseVendorDefaultPassword = true, Password = new Secret("Bb1357974") }).ToRequest(Subject);

        Assert.Equal("Bb1357974", request.Password?.Reveal());
        Assert.False(request.IsPasswordGenerated);
    }

    [Theory]
    [InlineData("Aa34567")]
    [InlineData("Aa345678901234567")]
    [InlineData("alllower1")]
    [InlineData("")]
    public void A_password_that_breaks_the_rule_is_refused_and_not_repeated(string password)
    {
        var error = Assert.Throws<CallCenterException>(() => (Least with { Password = new Secret(password) }).ToRequest(Subject));

        Assert.Equal(ErrorKind.PasswordRule, error.Kind);
        Assert.StartsWith(Subject, error.Message, StringComparison.Ordinal);
        Assert.Contains("8 to 16", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
        if (password.Length > 0)
        {
            Assert.DoesNotContain(password, error.ToString() + error.Advice, StringComparison.Ordinal);
        }
    }

    private static AgentRow With(string field, string? value)
    {
        var row = Least with { };
        typeof(AgentRow).GetProperty(field)!.SetValue(row, value);
        return row;
    }
}
