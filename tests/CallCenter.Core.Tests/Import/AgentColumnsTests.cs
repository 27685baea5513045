using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class AgentColumnsTests
{
    [Theory]
    [InlineData("Code", "Code", "code", "CODE", " code ", "\uFEFFcode", "工号", "座席工号", "坐席工号", "工 号", "工号*", "ｃｏｄｅ")]
    [InlineData("LoginName", "LoginName", "loginName", "login_name", "Login Name", "LOGIN-NAME", "登录名", "ＬｏｇｉｎＮａｍｅ", "login　name", "login\u200Bname")]
    [InlineData("UserName", "UserName", "userName", "用户名")]
    [InlineData("Password", "Password", "password", "密码")]
    [InlineData("Role", "Role", "roles", "座席角色")]
    [InlineData("Org", "Org", "org", "座席所在的组织结构")]
    [InlineData("AgentQueue", "AgentQueue", "agentQueues", "座席技能组")]
    [InlineData("TenantId", "TenantId", "tenantId", "租户id", "租户ID", "租户ＩＤ")]
    [InlineData("Namespace", "Namespace", "namespace", "租户域名")]
    [InlineData("Status", "Status", "status")]
    [InlineData("UseOnlineService", "UseOnlineService", "useOnlineService", "是否使用第3方集成配置")]
    [InlineData("Gender", "Gender", "gender", "性别")]
    [InlineData("Phone", "Phone", "phone", "手机号码")]
    [InlineData("Email", "Email", "email", "邮箱")]
    [InlineData("Queue", "Queue", "队列", "队列号")]
    [InlineData("Extension", "Extension", "分机", "分机号")]
    public void Names_of_a_field(string name, params string[] headers) => Assert.All(headers, header =>
    {
        var field = ((IEnumerable<Field>)[.. AgentField.All, .. QueueField.All]).Single(one => one.Name == name);
        var columns = AgentColumns.Map(["x", header]);
        Assert.Equal(1, columns.IndexOf(field));
        Assert.Equal([field], columns.Fields);
    });

    [Theory]
    [InlineData("lognName", "LoginName")]
    [InlineData("登陆名", "LoginName")]
    [InlineData("手机号", "Phone")]
    [InlineData("e-mial", "Email")]
    [InlineData("Gendre", "Gender")]
    [InlineData("姓别", "Gender")]
    public void Misspelt_header_is_noticed_with_a_suggestion(string header, string suggestion) =>
        Assert.Equal($"Column \"{header}\" is unknown and is ignored. Did you mean {suggestion}?", AgentColumns.Map([header]).Notices.Single());

    [Theory]
    [InlineData("姓名")]
    [InlineData("备注")]
    [InlineData("id")]
    [InlineData("department")]
    public void Other_header_only_goes_on_with_its_row(string header) => Assert.Empty(AgentColumns.Map([header]).Notices);

    [Fact]
    public void Suggestion_is_never_a_field_that_has_a_column() =>
        Assert.Empty(AgentColumns.Map(["email", "e_mails"]).Notices);

    [Fact]
    public void Unnamed_columns_are_noticed_and_those_at_the_end_are_none()
    {
        var columns = AgentColumns.Map(["code", " ", "队列", "", ""]);
        Assert.Equal(3, columns.Count);
        Assert.Equal(["Column 2 has no name and is ignored."], columns.Notices);
    }

    [Fact]
    public void Missing_fields_are_told() =>
        Assert.Equal([AgentField.LoginName, AgentField.UserName], AgentColumns.Map(["工号", "email"]).Missing);

    [Fact]
    public void Long_header_is_no_trouble() =>
        Assert.Empty(AgentColumns.Map([new string('x', 30_000)]).Notices);
}
