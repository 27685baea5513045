using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>The table of an agent's fields, against what is written down elsewhere.</summary>
public sealed class AgentFieldTests
{
    public static TheoryData<string> Names => new(AgentField.All.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_field_goes_from_a_row_to_the_tenant_and_back_and_into_the_journal(string name)
    {
        var field = AgentField.All.Single(one => one.Name == name);
        var isSecret = field.Kind == AgentFieldKind.Password;
        var cell = field.Kind == AgentFieldKind.Boolean ? "true" : field == AgentField.Gender ? "Female"
            : field == AgentField.Phone ? "13800000001" : field == AgentField.Email ? "a@example.com" : "Abcd1234";
        var row = new AgentRow
        {
            Password = isSecret ? new Secret(cell) : null,
            [AgentField.Code] = "1",
            [AgentField.LoginName] = "1",
            [AgentField.UserName] = "1",
        };
        if (!isSecret)
        {
            row[field] = cell;
        }

        var request = row.ToValues("Row 1", useVendorDefaultPassword: true);
        var json = AgentJson.Write(request);
        using var answer = new ApiAnswer(200, json, null, null);
        var agent = AgentJson.Read(answer.Object!.Value, new AgentValues { Code = "2", LoginName = "2", UserName = "2" }, text => text);

        Assert.Matches($"\"{field.JsonName}\":.*{cell}", Encoding.UTF8.GetString(json));
        Assert.Equal(isSecret, request.GetIdentity().All(pair => pair.Key != name));
        var property = typeof(Agent).GetProperty(name);
        if (isSecret)
        {
            Assert.Null(property);
        }
        else
        {
            var value = property!.GetValue(agent);
            Assert.Equal(cell, value is string[] list ? list.Single() : $"{value}", ignoreCase: true);
        }
    }

    [Fact]
    public void No_two_fields_share_a_name()
    {
        var names = Fields.SelectMany(field => field.Names).Concat(AgentField.All.Select(field => "JSON " + field.JsonName)).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void The_README_lists_each_column_under_each_of_its_names()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));
        var table = Regex.Match(text, "### Columns\\s+(?<table>(?:\\|.*\\n)+)").Groups["table"].Value;

        Assert.NotEmpty(table);
        Assert.All(Fields, field =>
        {
            Assert.Matches($"-{field.Name}`", table);
            Assert.All(field.Names.Skip(1), name => Assert.Matches($@"(?i)(?<!\w){name}(?!\w)", table));
        });
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    public void The_help_of_the_import_lists_each_column(string language)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", language, "Import-CcAgent.md"));

        Assert.All(AgentField.All, field => Assert.Contains($"`{field.Name}`", text, StringComparison.Ordinal));
    }

    private static IEnumerable<Field> Fields => [.. AgentField.All, .. QueueField.All];
}
