using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Import;

/// <summary>Files as people have them (tests/Files), each with what a check of it must say and the agents that it leaves.</summary>
public sealed class FieldFileTests
{
    public static TheoryData<string, string, string> Outcomes => new()
    {
        { "repeated-header", "NotAnAgent 3", "6001 Ann A, 6002 Bob B" },
        { "required-row-and-example-row", "NotAnAgent 2, ExampleRow 3", "6001 Ann A" },
        { "dash-row-and-footer", "NotAnAgent 2, UnlikelyValue 3, UnlikelyValue 6, MissingValue 6, MissingValue 6", "6002 Bob B" },
        { "gbk-one-row", "", "6001 谢志强" },
        { "gbk-with-utf8-rows-appended", "DoubtfulEncoding 12, DamagedCharacter 13", "6001 李伟, 6002 王芳, 6003 张敏, 6004 陈静, 6005 杨磊, 6006 赵娜, 6007 黄强, 6008 周丽, 6009 吴涛, 6010 徐燕" },
        { "question-mark-names", "UnlikelyValue 2, UnlikelyValue 3", "" },
        { "injection-apostrophe", "SpreadsheetDamage 2, SpreadsheetDamage 3, SpreadsheetDamage 3, SpreadsheetDamage 4, SpreadsheetDamage 4, SpreadsheetDamage 4", "" },
        { "equals-quote-guard", "SpreadsheetDamage 2, SpreadsheetDamage 2, SpreadsheetDamage 2", "" },
        { "single-quoted-rows", "UnlikelyValue 2, UnlikelyValue 2, UnlikelyValue 2, UnlikelyValue 2", "" },
        { "code-number-formats", string.Join(", ", Enumerable.Range(2, 8).Select(line => $"SpreadsheetDamage {line}")), "" },
        { "code-dates", string.Join(", ", Enumerable.Range(2, 7).Select(line => $"SpreadsheetDamage {line}")), "" },
        { "password-with-blanks", "InvalidValue 2, InvalidValue 3", "" },
        { "agents[1]", "", "7001 Ann A" },
        { "gbk-through-import-csv", "", "6001 李伟, 6002 王芳" },
        { "invisible-characters", "ControlCharacter 2, ControlCharacter 2, ControlCharacter 2", "" },
        { "role-type-name", "InvalidValue 2", "" },
        { "private-use-with-936", "", "6001 陈䶮" },
        { "utf32-bom", "", "6001 Ann A" },
        { "commented-out-row", "NotAnAgent 3", "6001 Ann A" },
        { "ctrl-z-at-end", "", "6001 Ann A" },
        { "umlaut-windows-1252", "DoubtfulEncoding 2", "" },
        { "title-row", "NoHeader 1", "" },
        { "notes-in-headers", "NoHeader 1", "" },
        { "whole-row-quoted", "NoHeader 1", "" },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void File_gives_its_faults_and_its_agents(string name, string faults, string agents)
    {
        var report = Check(name);
        Assert.Equal(faults, string.Join(", ", report.Faults.Select(fault => $"{fault.Kind} {fault.Line}")));
        Assert.Equal(agents, string.Join(", ", Requests(report).Select(agent => $"{agent.Code} {agent.UserName}")));
        Assert.All(report.Faults, fault => Assert.DoesNotContain("{", fault.Message + fault.Advice, System.StringComparison.Ordinal));
    }

    [Fact]
    public void Every_file_has_its_outcome() =>
        Assert.Equal(
            Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(),
            Outcomes.Select(row => row.Data.Item1).Order());

    [Theory]
    [InlineData("title-row", "Line 3 looks like the header")]
    [InlineData("notes-in-headers", "change it to \"工号\" alone")]
    [InlineData("whole-row-quoted", "whole line is in quotes")]
    [InlineData("repeated-header", "column names")]
    [InlineData("umlaut-windows-1252", "read as gb18030, it would be \"J黵gen M黮ler\"")]
    [InlineData("gbk-with-utf8-rows-appended", "\"鍒樻磱\" should perhaps be \"刘洋\"")]
    public void The_fault_says_what_is_wrong(string name, string words) =>
        Assert.Contains(words, string.Concat(Check(name).Faults.Select(fault => fault.Message)), System.StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("936")]
    [InlineData("gb2312")]
    [InlineData("gb18030")]
    public void A_rare_name_is_read_whatever_the_encoding_is_called(string name)
    {
        var report = Check("private-use-with-936", new AgentFileOptions { Encoding = EncodingName.Find(name) });
        Assert.Equal("陈䶮", Requests(report).Single().UserName);
    }

    [Theory]
    [InlineData("umlaut-windows-1252", "windows-1252", "Jürgen Müller")]
    [InlineData("gbk-one-row", "gb18030", "谢志强")]
    [InlineData("gbk-through-import-csv", "936", "李伟")]
    public void The_encoding_is_the_way(string name, string encoding, string userName) =>
        Assert.Equal(userName, Requests(Check(name, new AgentFileOptions { Encoding = EncodingName.Find(encoding) })).First().UserName);

    [Fact]
    public void What_is_in_truth_right_can_be_let_through()
    {
        using var file = TempFile.Of("code,loginName,userName\n0021,a,A\n0022,b,B\n999,c,C\n");
        var fault = Assert.Single(AgentFile.Check(file.Path, null, Token).Faults);
        Assert.Equal(ErrorKind.LostLeadingZero, fault.Kind);
        Assert.EndsWith("If it is correct as it is, add -Accept LostLeadingZero.", fault.Advice, System.StringComparison.Ordinal);
        var report = AgentFile.Check(file.Path, new AgentFileOptions { Accepted = [ErrorKind.LostLeadingZero] }, Token);
        Assert.Empty(report.Faults);
        Assert.Equal("999", Requests(report).Last().Code);

        using var other = TempFile.Of("code,loginName,userName\n5.003,a,Ann?\n#7,b,B\n5004,b,'B'\n");
        report = AgentFile.Check(other.Path, new AgentFileOptions { Accepted = [ErrorKind.SpreadsheetDamage, ErrorKind.UnlikelyValue, ErrorKind.NotAnAgent] }, Token);
        Assert.Equal(["DuplicateLoginName 4"], report.Faults.Select(one => $"{one.Kind} {one.Line}"));
        Assert.Equal(["5.003 Ann?", "#7 B"], Requests(report).Select(agent => $"{agent.Code} {agent.UserName}"));
    }

    [Theory]
    [InlineData("6.3E+02,8001", ErrorKind.SpreadsheetDamage, "SpreadsheetDamage queue")]
    [InlineData("630,2026/11/1", ErrorKind.SpreadsheetDamage, "SpreadsheetDamage extension")]
    [InlineData("630;#N/A,8001", ErrorKind.SpreadsheetDamage, "SpreadsheetDamage queue")]
    [InlineData("630,none", ErrorKind.UnlikelyValue, "UnlikelyValue extension")]
    [InlineData("６３０,8001", null, "InvalidValue queue")]
    [InlineData("630,8001;8002", null, "InvalidValue extension")]
    [InlineData("630,front-desk", null, "")]
    [InlineData("630;0800,0817", null, "")]
    public void Queues_and_extensions_follow_the_rule_of_the_queue_commands(string cells, ErrorKind? acceptable, string expected)
    {
        using var file = TempFile.Of("code,loginName,userName,queue,extension\n5001,a,Ann," + cells + "\n5002,b,Bea,,none\n");
        Assert.Equal(expected, string.Join(", ", AgentFile.Check(file.Path, new AgentFileOptions { HasPhoneSystem = true }, Token).Faults.Select(fault => $"{fault.Kind} {fault.Column}")));
        Assert.Empty(AgentFile.Check(file.Path, new AgentFileOptions { HasPhoneSystem = false }, Token).Faults);
        if (acceptable is { } kind)
        {
            Assert.Empty(AgentFile.Check(file.Path, new AgentFileOptions { HasPhoneSystem = true, Accepted = [kind] }, Token).Faults);
        }
    }

    [Theory]
    [InlineData("5001 5002 5003 5004-A", "UnlikeOthers 5")]
    [InlineData("5001 5002 5003 required", "UnlikeOthers 5")]
    [InlineData("A-1 A-2 A-3 A4", "UnlikeOthers 5")]
    [InlineData("5001 5002 5003 5.1", "UnlikeOthers 5")]
    [InlineData("5001 5002 5003 A5 12E4 10005 客服01", "")]
    [InlineData("998 999 1000 1001", "")]
    [InlineData("A-17 5001", "")]
    [InlineData("A-17 5001 5002 K_9", "")]
    [InlineData("A-1 B-22 VIP-333", "")]
    [InlineData("anna bob cy", "")]
    public void A_code_of_another_shape_than_most_is_a_fault_that_names_the_shape(string codes, string expected)
    {
        using var file = TempFile.Of("code,loginName,userName\n" + string.Concat(codes.Split(' ').Select((code, i) => $"{code},u{i},Ann\n")));
        var report = AgentFile.Check(file.Path, null, Token);
        Assert.Equal(expected, string.Join(", ", report.Faults.Select(fault => $"{fault.Kind} {fault.Line}")));
        Assert.All(report.Faults, fault => Assert.Matches("it has the form .+, but most have the form .+ \\(9 is a digit", fault.Message));
        Assert.Empty(AgentFile.Check(file.Path, new AgentFileOptions { Accepted = [ErrorKind.UnlikeOthers] }, Token).Faults);
    }

    [Theory]
    [InlineData("<html><body><table><tr><td>code</td></tr></table></body></html>")]
    [InlineData("\n  <?xml version=\"1.0\"?>\n<Workbook></Workbook>\n")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related\n")]
    public void A_page_saved_as_a_workbook_says_so(string text)
    {
        using var file = TempFile.Of(text);
        var fault = Assert.Single(AgentFile.Check(file.Path, null, Token).Faults);
        Assert.Equal(ErrorKind.Workbook, fault.Kind);
        Assert.Contains("web page or XML", fault.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_says_so() =>
        Assert.Contains("it is a folder", Assert.Single(AgentFile.Check(Folder, null, Token).Faults).Message, System.StringComparison.Ordinal);

    [Theory]
    [InlineData("utf-32", true)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-32BE", false)]
    public void Utf32_is_read_with_and_without_its_mark(string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        using var file = TempFile.Of([.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("工号,登录名,用户名\r\n5001,li.wei,李伟🙂\r\n")]);
        Assert.Equal("李伟🙂", Requests(AgentFile.Check(file.Path, null, Token)).Single().UserName);
    }

    [Theory]
    [InlineData("code,loginName,userName\n5001,a,Ann\u001A", "Ann")]
    [InlineData("code,loginName,userName\n5001,a,Ann\r\n\u001A", "Ann")]
    [InlineData("code,loginName,userName\n5001,a,Ann\n\u001A\0\n", "Ann")]
    public void The_end_mark_of_DOS_is_the_end(string text, string userName)
    {
        using var file = TempFile.Of(text);
        Assert.Equal(userName, Requests(AgentFile.Check(file.Path, null, Token)).Single().UserName);
    }

    [Fact]
    public void The_end_mark_amid_a_text_is_a_fault_and_hides_nothing()
    {
        using var file = TempFile.Of("code,loginName,userName\n5001,a,An\u001An\n5002,b,Bob\n");
        Assert.Equal(["ControlCharacter 2"], AgentFile.Check(file.Path, null, Token).Faults.Select(fault => $"{fault.Kind} {fault.Line}"));
    }

    [Theory]
    [InlineData("big5", "5001,a,陳大文\n5002,b,林志玲\n5003,c,黃曉明\n5004,d,王建民\n5005,e,張國榮\n")]
    [InlineData("shift_jis", "5001,a,田中太郎\n5002,b,鈴木はなこ\n")]
    [InlineData("windows-1252", "5001,a,Jürgen Müller\n5002,b,Björn Åkesson\n5003,c,Søren Kjær\n")]
    [InlineData("windows-1251", "5001,a,Иван Петров\n5002,b,Ольга Сидорова\n")]
    [InlineData("euc-kr", "5001,a,김철수\n5002,b,이영희\n")]
    public void No_name_of_another_encoding_is_taken_and_rows_of_plain_letters_are(string name, string rows)
    {
        using var file = TempFile.Of("code,loginName,userName\n" + rows + "5099,z,Zed\n", EncodingName.Find(name)!);
        Assert.Equal(["Zed"], Requests(AgentFile.Check(file.Path, null, Token)).Select(agent => agent.UserName));
    }

    private static string Folder => Path.Combine(SourceTree.Root, "tests", "Files");

    private static System.Threading.CancellationToken Token => TestContext.Current.CancellationToken;

    private static AgentFileReport Check(string name, AgentFileOptions? options = null) =>
        AgentFile.Check(Path.Combine(Folder, name + ".csv"), options, Token);

    private static IEnumerable<AgentValues> Requests(AgentFileReport report) => report.HasUsableColumns
        ? AgentFile.ReadRows(report.Path, report).Where(row => !row.IsFaulty).Select(row => row.ToValues("Line"))
        : [];
}
