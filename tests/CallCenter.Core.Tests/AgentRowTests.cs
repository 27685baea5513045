using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class AgentRowTests
{
    private const string Subject = "Row 3 (agent 5003)";

    private static AgentRow Least => new() { [AgentField.Code] = "5003", [AgentField.LoginName] = "testAgent", [AgentField.UserName] = "测试" };

    public static TheoryData<string> Mandatory => new("Code", "LoginName", "UserName");

    public static TheoryData<string> Texts => new("Code", "LoginName", "UserName", "Org", "TenantId", "Namespace", "Status", "Phone", "Email");

    [Theory]
    [InlineData("EXAMPLE")]
    [InlineData("示例")]
    public void The_example_of_the_template_is_no_agent(string code)
    {
        var exception = Assert.Throws<CallCenterException>(() => With(AgentField.Code, code).ToValues(Subject));
        Assert.Equal(ErrorKind.InvalidValue, exception.Kind);
        Assert.Contains("New-CcImportTemplate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_comes_over()
    {
        var request = new AgentRow
        {
            [AgentField.Code] = " 0503 ",
            [AgentField.LoginName] = "testAgent",
            [AgentField.UserName] = "测试 🙂",
            [AgentField.Role] = "r1;r2;r3",
            [AgentField.Org] = "o1",
            [AgentField.AgentQueue] = "q1；q2",
            [AgentField.TenantId] = "t1",
            [AgentField.Namespace] = "n01.cc",
            [AgentField.Status] = "Ok",
            [AgentField.UseOnlineService] = "是",
            [AgentField.Gender] = "女",
            [AgentField.Phone] = "013800138000",
            [AgentField.Email] = "a@example.com",
            Password = new Secret("Bb1357974"),
        }.ToValues(Subject);

        Assert.Equal("0503", request.Code);
        Assert.Equal("testAgent", request.LoginName);
        Assert.Equal("测试 🙂", request.UserName);
        Assert.Equal(["r1", "r2", "r3"], request.Roles);
        Assert.Equal("o1", request.Org);
        Assert.Equal(["q1", "q2"], request.AgentQueues);
        Assert.Equal("t1", request[AgentField.TenantId]);
        Assert.Equal("n01.cc", request.Namespace);
        Assert.Equal("Ok", request[AgentField.Status]);
        Assert.True((bool?)request[AgentField.UseOnlineService]);
        Assert.Equal("Female", request[AgentField.Gender]);
        Assert.Equal("013800138000", request[AgentField.Phone]);
        Assert.Equal("a@example.com", request[AgentField.Email]);
        Assert.Equal("Bb1357974", request.Password?.Reveal());
        Assert.False(request.IsPasswordGenerated);
    }

    [Fact]
    public void Blank_cells_are_not_given()
    {
        var row = Least;
        foreach (var (field, blank) in new[]
        {
            (AgentField.Role, " ; ;"), (AgentField.AgentQueue, ""), (AgentField.Org, ""), (AgentField.TenantId, " "), (AgentField.Namespace, "\t"),
            (AgentField.Status, ""), (AgentField.UseOnlineService, ""), (AgentField.Gender, " "), (AgentField.Phone, ""), (AgentField.Email, ""),
        })
        {
            row[field] = blank;
        }

        var request = row.ToValues(Subject);
        Assert.Empty(request.Roles);
        Assert.Empty(request.AgentQueues);
        Assert.Equal(
            (null, null, null, null, null, null, null, null),
            (request.Org, request[AgentField.TenantId], request.Namespace, request[AgentField.Status], request[AgentField.UseOnlineService], request[AgentField.Gender], request[AgentField.Phone], request[AgentField.Email]));
    }

    [Theory]
    [MemberData(nameof(Mandatory))]
    public void A_mandatory_field_that_is_missing_or_blank_is_named(string field)
    {
        foreach (var blank in new[] { null, "", " " })
        {
            var error = Assert.Throws<CallCenterException>(() => With(Field(field), blank).ToValues(Subject));

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
        var type = Assert.Throws<CallCenterException>(() => With(Field(field), Cell.NotText("System.Collections.Hashtable")).ToValues(Subject));

        Assert.Equal(ErrorKind.InvalidValue, type.Kind);
        Assert.StartsWith($"{Subject}: {field} is not valid: ", type.Message, StringComparison.Ordinal);

        var control = Assert.Throws<CallCenterException>(() => With(Field(field), "a\u0001b").ToValues(Subject));

        Assert.Equal(ErrorKind.ControlCharacter, control.Kind);
        Assert.StartsWith($"{Subject}: {field} contains ", control.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_something_else_in_it_is_named()
    {
        var role = Assert.Throws<CallCenterException>(() => With(AgentField.Role, "r1;" + Cell.NotText("X")).ToValues(Subject));
        var queue = Assert.Throws<CallCenterException>(() => With(AgentField.AgentQueue, "q\n1").ToValues(Subject));

        Assert.Equal((ErrorKind.InvalidValue, ErrorKind.ControlCharacter), (role.Kind, queue.Kind));
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
        Assert.Equal(gender, With(AgentField.Gender, cell).ToValues(Subject)[AgentField.Gender]);
    }

    [Theory]
    [InlineData("M")]
    [InlineData("未知")]
    [InlineData("1")]
    public void Any_other_gender_is_refused(string cell)
    {
        var error = Assert.Throws<CallCenterException>(() => With(AgentField.Gender, cell).ToValues(Subject));

        Assert.Equal(ErrorKind.InvalidValue, error.Kind);
        Assert.Contains("Gender", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("否", false)]
    public void UseOnlineService_is_read_from_text(string cell, bool value)
    {
        Assert.Equal(value, With(AgentField.UseOnlineService, cell).ToValues(Subject)[AgentField.UseOnlineService]);
        Assert.Throws<CallCenterException>(() => With(AgentField.UseOnlineService, cell + "?").ToValues(Subject));
    }

    [Fact]
    public void A_default_fills_a_blank_cell_and_leaves_the_row_as_it_is()
    {
        var row = With(AgentField.Namespace, " ");
        var values = row.ToValues(Subject, defaultOf: field => field == AgentField.Namespace ? "n01.cc" : null);

        Assert.Equal(("n01.cc", " "), (values.Namespace, row[AgentField.Namespace]));
        Assert.Equal("5003", values.Code);
        Assert.Equal("n02.cc", With(AgentField.Namespace, "n02.cc").ToValues(Subject, defaultOf: field => field == AgentField.Namespace ? "n01.cc" : null).Namespace);
        Assert.Null(row.ToValues(Subject, defaultOf: _ => null).Namespace);
    }

    [Fact]
    public void A_row_without_a_password_gets_one_of_its_own()
    {
        var seen = new HashSet<Secret>();
        for (var i = 0; i < 100; i++)
        {
            var request = Least.ToValues(Subject);

            Assert.True(request.IsPasswordGenerated);
            Assert.True(PasswordRule.Accepts(request.Password!));
            Assert.NotEqual("Aa123456", request.Password!.Reveal());
            Assert.True(seen.Add(request.Password));
        }
    }

    [Fact]
    public void The_vendors_default_password_must_be_asked_for()
    {
        var request = Least.ToValues(Subject, useVendorDefaultPassword: true);

        Assert.Null(request.Password);
        Assert.False(request.IsPasswordGenerated);
    }

    [Fact]
    public void A_given_password_wins_over_the_vendors_default()
    {
        var request = WithPassword("Bb1357974").ToValues(Subject, useVendorDefaultPassword: true);

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
        var error = Assert.Throws<CallCenterException>(() => WithPassword(password).ToValues(Subject));

        Assert.Equal(ErrorKind.PasswordRule, error.Kind);
        Assert.StartsWith(Subject, error.Message, StringComparison.Ordinal);
        Assert.Contains("8 to 16", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
        if (password.Length > 0)
        {
            Assert.DoesNotContain(password, error.ToString() + error.Advice, StringComparison.Ordinal);
        }
    }

    private static AgentField Field(string name) => AgentField.All.Single(field => field.Name == name);

    private static AgentRow With(AgentField field, string? value)
    {
        var row = Least;
        row[field] = value;
        return row;
    }

    private static AgentRow WithPassword(string password) => new()
    {
        Password = new Secret(password),
        [AgentField.Code] = "5003",
        [AgentField.LoginName] = "testAgent",
        [AgentField.UserName] = "测试",
    };
}
