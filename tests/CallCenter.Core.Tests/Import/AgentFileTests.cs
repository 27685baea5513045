using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class AgentFileTests
{
    private const string Header = "code,loginName,userName,gender,phone,email,password,useOnlineService,roles\n";
    private const string Good = "5001,li.wei,李伟,Male,13800000001,li.wei@n01.cc,Abcd1234,true,1;2\n";

    [Fact]
    public void Good_file_is_clean_and_its_rows_come_back()
    {
        using var file = TempFile.Of(Header + Good + ",,,,,,,,\n5002,wang.fang,\"王,芳🙂\",女,,,,否,\n");
        var report = Check(file);
        Assert.Empty(report.Faults);
        Assert.Equal(2, report.RowCount);
        Assert.Equal("utf-8", report.Encoding!.WebName);
        Assert.Equal(',', report.Delimiter);
        Assert.Empty(report.Notices);

        var rows = AgentFile.ReadRows(file.Path, report).ToList();
        Assert.Equal([2, 4], rows.Select(row => row.LineNumber));
        Assert.All(rows, row => Assert.False(row.IsFaulty));
        var first = rows[0].ToValues("Line 2");
        Assert.Equal(("5001", "li.wei", "李伟", "Male", "Abcd1234"), (first.Code, first.LoginName, first.UserName, first[AgentField.Gender], first.Password!.Reveal()));
        Assert.Equal(["1", "2"], first.Roles);
        Assert.True((bool?)first[AgentField.UseOnlineService]);
        var second = rows[1].ToValues("Line 4");
        Assert.Equal(("王,芳🙂", "Female", null), (second.UserName, second[AgentField.Gender], second[AgentField.Phone]));
        Assert.False((bool?)second[AgentField.UseOnlineService]);
        Assert.True(second.IsPasswordGenerated);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("GB18030")]
    public void Chinese_file_of_every_encoding_and_delimiter(string name)
    {
        var encoding = name == "GB18030" ? TextEncodingDetector.Gb18030 : Encoding.GetEncoding(name);
        foreach (var delimiter in new[] { ',', ';', '\t' })
        {
            using var file = TempFile.Of("工号,登录名,用户名\r\n0501,li.wei,李伟𠮷🙂\r\n".Replace(',', delimiter), encoding);
            var report = Check(file);
            Assert.Empty(report.Faults);
            Assert.Equal(delimiter, report.Delimiter);
            Assert.Equal("李伟𠮷🙂", AgentFile.ReadRows(file.Path, report).Single()[AgentField.UserName]);
        }
    }

    [Theory]
    [InlineData("", 0, "NoHeader")]
    [InlineData("\n\n", 0, "NoHeader")]
    [InlineData("5001,li.wei,李伟\n", 1, "NoHeader")]
    [InlineData("code,loginName,userName\n", 0, "NoRows")]
    [InlineData("code,loginName,userName\n,,\n", 0, "NoRows")]
    [InlineData("code,email\n5001,a@b\n", 1, "MissingColumn", "MissingColumn")]
    [InlineData("code,loginName,userName,工号\n5001,a,b,c\n", 1, "DuplicateColumn")]
    [InlineData("\n\ncode,loginName,\"userName\n5001,a,b\n", 3, "UnclosedQuote")]
    public void File_without_usable_columns_or_rows(string text, int line, params string[] kinds)
    {
        using var file = TempFile.Of(text);
        var report = Check(file);
        Assert.Equal(kinds, report.Faults.Select(fault => fault.Kind.ToString()));
        Assert.All(report.Faults, fault => Assert.Equal(line, fault.Line));
        if (!report.HasUsableColumns)
        {
            Assert.Throws<InvalidOperationException>(() => AgentFile.ReadRows(file.Path, report));
        }
    }

    [Fact]
    public void Missing_column_is_found_with_the_faults_of_the_others()
    {
        using var file = TempFile.Of("code,登陆名,userName\n5001,a,\n");
        var report = Check(file);
        Assert.Equal(["MissingColumn 1", "MissingValue 2"], report.Faults.Select(Short));
        Assert.Equal("Line 1: the column LoginName is missing. Perhaps the column \"登陆名\" is meant.", report.Faults[0].Message);
    }

    [Theory]
    [InlineData("code", "", "MissingValue")]
    [InlineData("code", "   ", "MissingValue")]
    [InlineData("loginName", "", "MissingValue")]
    [InlineData("userName", "", "MissingValue")]
    [InlineData("userName", "李\n伟", "ControlCharacter")]
    [InlineData("userName", "李\u0007", "ControlCharacter")]
    [InlineData("code", "50\u200B01", "ControlCharacter")]
    [InlineData("password", "Abcd\t1234", "ControlCharacter")]
    [InlineData("userName", "李\uFFFD", "DamagedCharacter")]
    [InlineData("password", "Abc1234", "PasswordRule")]
    [InlineData("password", "Abcd1234567890123", "PasswordRule")]
    [InlineData("password", "abcd1234", "PasswordRule")]
    [InlineData("password", "ABCD1234", "PasswordRule")]
    [InlineData("password", "Abcdefgh", "PasswordRule")]
    [InlineData("gender", "X", "InvalidValue")]
    [InlineData("useOnlineService", "perhaps", "InvalidValue")]
    [InlineData("code", "5E+03", "SpreadsheetDamage")]
    [InlineData("code", "5.003E3", "SpreadsheetDamage")]
    [InlineData("code", "5.003e+03", "SpreadsheetDamage")]
    [InlineData("code", "5003.0", "SpreadsheetDamage")]
    [InlineData("code", "5,003", "SpreadsheetDamage")]
    [InlineData("code", "#N/A", "SpreadsheetDamage")]
    [InlineData("code", "#REF!", "SpreadsheetDamage")]
    [InlineData("code", "########", "SpreadsheetDamage")]
    [InlineData("code", "3-May", "SpreadsheetDamage")]
    [InlineData("code", "May-03", "SpreadsheetDamage")]
    [InlineData("code", "5月3日", "SpreadsheetDamage")]
    [InlineData("code", "2003/5/1", "SpreadsheetDamage")]
    [InlineData("code", "2024/5/1 0:00", "SpreadsheetDamage")]
    [InlineData("code", "2024-05-01", "SpreadsheetDamage")]
    [InlineData("code", "2024-5-1", "SpreadsheetDamage")]
    [InlineData("code", "2024-05-01 00:00:00", "SpreadsheetDamage")]
    [InlineData("code", "2024.05.01", "SpreadsheetDamage")]
    [InlineData("code", "01.05.2024", "SpreadsheetDamage")]
    [InlineData("code", "1-5-2024", "SpreadsheetDamage")]
    [InlineData("code", "2024年5月1日", "SpreadsheetDamage")]
    [InlineData("code", "2024年5月", "SpreadsheetDamage")]
    [InlineData("code", "7 015", "SpreadsheetDamage")]
    [InlineData("code", "7\u00A0015", "SpreadsheetDamage")]
    [InlineData("code", "7\u202F015", "SpreadsheetDamage")]
    [InlineData("code", "70 15", "SpreadsheetDamage")]
    [InlineData("code", "７０１６", "InvalidValue")]
    [InlineData("code", "Ａ17", "InvalidValue")]
    [InlineData("phone", "１３800000001", "InvalidValue")]
    [InlineData("code", "=\"0501\"", "SpreadsheetDamage")]
    [InlineData("code", "'0501", "SpreadsheetDamage")]
    [InlineData("phone", "1.38E+10", "SpreadsheetDamage")]
    [InlineData("phone", "13800000001.00", "SpreadsheetDamage")]
    [InlineData("email", "#VALUE!", "SpreadsheetDamage")]
    [InlineData("userName", "#NAME?", "SpreadsheetDamage")]
    public void Faulty_cell(string column, string cell, string kind)
    {
        using var file = TempFile.Of(Header + Good + Row("5002", column, cell));
        var fault = Assert.Single(Check(file).Faults);
        Assert.Equal((kind, 3, column), (fault.Kind.ToString(), fault.Line, fault.Column));
        Assert.StartsWith(column == "code" && string.IsNullOrWhiteSpace(cell) ? "Line 3: " : "Line 3 (agent ", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Advice);
        Assert.DoesNotContain("{", fault.Message + fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code", "A-17")]
    [InlineData("code", "A-2024-05")]
    [InlineData("code", "A-2024-05-01")]
    [InlineData("code", "2024-05")]
    [InlineData("code", "8001-05-01")]
    [InlineData("code", "2024-13-01")]
    [InlineData("code", "2024-05-01-7")]
    [InlineData("code", "10.1.17.4")]
    [InlineData("code", "20240501")]
    [InlineData("code", "A 17")]
    [InlineData("phone", "138 0000 0001")]
    [InlineData("phone", "62 345 678")]
    [InlineData("userName", "２号")]
    [InlineData("code", "12E4")]
    [InlineData("code", "1.2")]
    [InlineData("code", "5E03")]
    [InlineData("code", "A/1")]
    [InlineData("code", "0x1F")]
    [InlineData("code", "Mayer")]
    [InlineData("phone", "+86 138-0000-0001")]
    [InlineData("phone", "010/62345678")]
    [InlineData("userName", "3-May")]
    [InlineData("userName", "👨‍👩‍👧")]
    [InlineData("userName", "5E+03")]
    [InlineData("password", "")]
    [InlineData("password", "Abcd 123")]
    [InlineData("gender", "FEMALE")]
    [InlineData("gender", "男")]
    [InlineData("useOnlineService", "是")]
    [InlineData("useOnlineService", "0")]
    public void Good_cell(string column, string cell)
    {
        using var file = TempFile.Of(Header + Good + Row("5002", column, cell));
        Assert.Empty(Check(file).Faults);
    }

    [Fact]
    public void One_damaged_line_is_its_rows_fault_and_leaves_the_other_names_as_they_are()
    {
        var good = string.Concat(Enumerable.Range(0, 10).Select(i => $"50{i:00},u{i},李雷\n"));
        using var file = TempFile.Of([.. Encoding.UTF8.GetBytes("code,loginName,userName\n" + good), .. TextEncodingDetector.Gb18030.GetBytes("5099,chen.da.wen,陈大文\n")]);
        var report = Check(file);
        Assert.Equal(["DamagedCharacter 12"], report.Faults.Select(Short));
        Assert.All(AgentFile.ReadRows(file.Path, report).Where(row => !row.IsFaulty), row => Assert.Equal("李雷", row[AgentField.UserName]));
    }

    [Theory]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject\r\n\"code\",\"loginName\",\"userName\"\r\n\"1\",\"a\",\"b\"\r\n")]
    [InlineData("\uFEFF#TYPE Selected.System.Management.Automation.PSCustomObject\ncode;loginName;userName\n1;a;b\n")]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject,,\rcode,loginName,userName\r1,a,b\r")]
    [InlineData("\"#TYPE System.Management.Automation.PSCustomObject\"\ncode\tloginName\tuserName\n1\ta\tb\n")]
    [InlineData("#type x;y\r\ncode,loginName,userName\r\n1,a,b\r\n")]
    public void Type_line_of_export_csv_is_skipped_and_counted(string text)
    {
        using var file = TempFile.Of(text);
        var report = Check(file);
        Assert.Empty(report.Faults.Select(fault => fault.Message));
        Assert.Equal(3, AgentFile.ReadRows(file.Path, report).Single().LineNumber);
    }

    [Theory]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject")]
    [InlineData("#TYPE x\n")]
    public void Type_line_alone_is_an_empty_file(string text)
    {
        using var file = TempFile.Of(text);
        Assert.Equal(["NoHeader 0"], Check(file).Faults.Select(Short));
    }

    [Fact]
    public void Column_may_be_called_type()
    {
        using var file = TempFile.Of("#type,code,loginName,userName\nx,1,a,b\n");
        Assert.Equal("1", AgentFile.ReadRows(file.Path, Check(file)).Single()[AgentField.Code]);
    }

    [Theory]
    [InlineData("windows-1252", "5002,mueller,Müller\n", "M黮ler")]
    [InlineData("windows-1252", "5001,li,Li\n5002,jose,José\n5003,zoe,Zoë Ürün\n", "Jos")]
    [InlineData("big5", "5002,chen,陳大文\n", "it would be \"")]
    [InlineData("big5", "5002,chen,陳大文\n5003,lin,林志玲\n5004,huang,黃曉明\n5005,wang,王建民\n", "it would be \"")]
    [InlineData("shift_jis", "5002,tanaka,田中太郎\n5003,suzuki,鈴木はなこ\n", "it would be \"")]
    public void Other_encoding_that_is_taken_for_gb18030_is_a_fault_with_a_sample(string name, string rows, string sample)
    {
        Assert.SkipWhen(TestRuntime.IsMono && sample == "Jos", TestRuntime.MonoGb18030);
        using var file = TempFile.Of("code,loginName,userName\n" + rows, EncodingName.Find(name)!);
        var report = Check(file);
        Assert.Equal("gb18030", report.Encoding!.WebName, ignoreCase: true);
        var named = AgentFile.ReadRows(file.Path, report).Where(row => row[AgentField.UserName]!.Any(character => character >= 0x80)).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, row => Assert.True(row.IsFaulty));
        Assert.All(report.Faults, fault => Assert.Equal(ErrorKind.DoubtfulEncoding, fault.Kind));
        Assert.Contains(sample, string.Concat(report.Faults.Select(fault => fault.Message)), StringComparison.Ordinal);
        Assert.All(report.Faults, fault => Assert.Contains("GB18030", fault.Message, StringComparison.OrdinalIgnoreCase));
        Assert.All(report.Faults, fault => Assert.Contains("-Encoding", fault.Advice, StringComparison.Ordinal));
        Assert.All(report.Faults, fault => Assert.DoesNotContain("{", fault.Message + fault.Advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("工号,登录名,用户名\n5001,li.wei,李伟\n")]
    [InlineData("code,loginName,userName\n5001,li.zhe,李喆\n")]
    [InlineData("code,loginName,userName\n5001,zhu,朱镕基\n5002,li.yue,李玥\n5003,wang,王堃\n5004,chen,陈昇\n5005,a,欧阳·阿依古丽\n5006,b,（测试）１\n")]
    [InlineData("工号,登录名,用户名\n5001,li.wei,李伟𠮷🙂\n")]
    public void Chinese_file_in_gb18030_has_no_notice_and_no_fault(string text)
    {
        using var file = TempFile.Of(text, TextEncodingDetector.Gb18030);
        Assert.Empty(Check(file).Notices);
        Assert.Empty(Check(file).Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void Fault_of_the_encoding_shows_no_password()
    {
        using var file = TempFile.Of("code,password,loginName,userName\n1,Pässwört1,a,b\n", Encoding.Latin1);
        var fault = Assert.Single(Check(file).Faults);
        Assert.Equal((ErrorKind.DoubtfulEncoding, "password"), (fault.Kind, fault.Column));
        Assert.DoesNotContain("rt1", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1252", "Müller")]
    [InlineData("big5", "陳大文")]
    public void Given_encoding_is_used_and_nothing_is_said_of_it(string name, string userName)
    {
        var encoding = EncodingName.Find(name)!;
        using var file = TempFile.Of($"code,loginName,userName\n5002,a,{userName}\n", encoding);
        var report = AgentFile.Check(file.Path, new AgentFileOptions { Encoding = encoding }, TestContext.Current.CancellationToken);
        Assert.Empty(report.Faults);
        Assert.Empty(report.Notices);
        Assert.Equal(userName, AgentFile.ReadRows(file.Path, report).Single()[AgentField.UserName]);
    }

    [Fact]
    public void Long_names_are_not_the_readers_business()
    {
        using var file = TempFile.Of(Header + Row("5002", "userName", new string('名', 10_000)));
        Assert.Empty(Check(file).Faults);
    }

    [Fact]
    public void Duplicates_name_the_first_line()
    {
        using var file = TempFile.Of("code,loginName,userName\n5001,a,x\n5002,b,x\n 5001 ,c,x\n5003,a ,x\n5001,a,x\n");
        Assert.Equal(
            [
                "Line 4 (agent 5001): the code already appears in line 2.",
                "Line 5 (agent 5003): the login name already appears in line 2.",
                "Line 6 (agent 5001): the code already appears in line 2.",
                "Line 6 (agent 5001): the login name already appears in line 2.",
            ],
            Check(file).Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void Lost_zeros_are_found_where_the_other_codes_have_them()
    {
        using var file = TempFile.Of("code,loginName,userName\n0801,a,x\n802,b,x\n0803,c,x\n1804,d,x\n7,e,x\nA5,f,x\n10005,g,x\n0804,h,x\n");
        var report = Check(file);
        Assert.Equal(["LostLeadingZero 3", "LostLeadingZero 6"], report.Faults.Select(Short));
        Assert.Equal("Line 3 (agent 802): code should probably be 0802: most codes in the file have 4 digits, some with leading zeros.", report.Faults[0].Message);
        Assert.Equal([3, 6], AgentFile.ReadRows(file.Path, report).Where(row => row.IsFaulty).Select(row => row.LineNumber));
    }

    [Theory]
    [InlineData("5001 5002 503")]
    [InlineData("0801 802 803 804")]
    [InlineData("0801 0802 012 10001")]
    public void Shorter_codes_alone_are_not_suspicious(string codes)
    {
        using var file = TempFile.Of("code,loginName,userName\n" + string.Concat(codes.Split(' ').Select(code => $"{code},u{code},x\n")));
        Assert.Empty(Check(file).Faults);
    }

    [Fact]
    public void All_faults_are_reported_at_once_and_by_line()
    {
        using var file = TempFile.Of(Header
            + "0501,a,x,X,1.38E+10,,short,maybe,\n"
            + "0502,,,,,,,,\n"
            + "0503,c,x,,,,,,,,more\n"
            + "0504,\"d,x,,,,,,\n"
            + "505,\"e\"e,x,,,,,,\n"
            + "0505,f,\"x\ny\",,,,,,\n"
            + "506,g,x,,,,,,\n"
            + "0503,c,x,,,,,,\n");
        var report = Check(file);
        Assert.Equal(
            [
                "InvalidValue 2", "SpreadsheetDamage 2", "PasswordRule 2", "InvalidValue 2",
                "MissingValue 3", "MissingValue 3", "TooManyCells 4", "TextAfterQuote 5", "TextAfterQuote 6", "LostLeadingZero 6", "ControlCharacter 7",
                "LostLeadingZero 9", "DuplicateCode 10",
            ],
            report.Faults.Select(Short));
        Assert.Equal(8, report.RowCount);
        Assert.Equal(8, report.FaultyRowCount);
    }

    [Fact]
    public void Beyond_the_maximum_faults_are_counted()
    {
        using var file = TempFile.Of("code,loginName,userName\n" + string.Concat(Enumerable.Range(0, 1_500).Select(i => $"{i + 10000},u{i},\n")));
        var report = Check(file);
        Assert.Equal((1_000, 500, 1_500), (report.Faults.Count, report.FurtherFaultCount, report.FaultyRowCount));
        report = AgentFile.Check(file.Path, new AgentFileOptions { MaximumFaults = 3 }, Token);
        Assert.Equal((3, 1_497), (report.Faults.Count, report.FurtherFaultCount));
        Assert.All(AgentFile.ReadRows(file.Path, report), row => Assert.True(row.IsFaulty));
    }

    [Fact]
    public void Up_to_the_maximum_the_first_of_several_odd_codes_are_listed()
    {
        string[] codes = ["1-B", "1.B", "2-B", "2.B", .. Enumerable.Range(1000, 20).Select(number => $"{number}")];
        using var file = TempFile.Of("code,loginName,userName\n" + string.Concat(codes.Select((code, i) => $"{code},u{i},Li Wei\n")));
        var report = AgentFile.Check(file.Path, new AgentFileOptions { MaximumFaults = 2 }, Token);
        Assert.Equal(["UnlikeOthers 2", "UnlikeOthers 3"], report.Faults.Select(Short));
        Assert.Equal((2, 4), (report.FurtherFaultCount, report.FaultyRowCount));
    }

    [Fact]
    public void Undecodable_bytes_are_faults_of_their_rows()
    {
        using var file = TempFile.Of([.. Encoding.UTF8.GetBytes("工号,登录名,用户名\n5001,a,李伟\n5002,b,王"), 0xE8, 0x8A, .. Encoding.UTF8.GetBytes("\n5003,c,张\n")]);
        Assert.Equal(["DamagedCharacter 3"], Check(file).Faults.Select(Short));

        using var cut = TempFile.Of(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("code,loginName,userName\n5001,a,x\n5002,b,y").SkipLast(1)).ToArray());
        Assert.Equal(["DamagedCharacter 3"], Check(cut).Faults.Select(Short));

        using var cutUtf8 = TempFile.Of([.. Encoding.UTF8.GetBytes("工号,登录名,用户名\n5001,a,李伟\n5002,b,王"), 0xE8, 0x8A]);
        Assert.Equal(["DamagedCharacter 3"], Check(cutUtf8).Faults.Select(Short));
    }

    [Fact]
    public void Forced_encoding_and_delimiter_are_used_for_the_rows_too()
    {
        using var file = TempFile.Of("code;loginName;userName\n5001;a;Müller\n", Encoding.Latin1);
        var report = AgentFile.Check(file.Path, new AgentFileOptions { Encoding = Encoding.Latin1, Delimiter = ';' }, Token);
        Assert.Empty(report.Faults);
        Assert.Equal("Müller", AgentFile.ReadRows(file.Path, report).Single()[AgentField.UserName]);
    }

    [Fact]
    public void Binary_files_are_refused()
    {
        using var workbook = TempFile.Of([0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0]);
        Assert.Equal(["Workbook 0"], Check(workbook).Faults.Select(Short));
        using var binary = TempFile.Of([.. Enumerable.Range(0, 4_000).Select(i => (byte)(i * 7))]);
        Assert.Equal(["NotText 0"], Check(binary).Faults.Select(Short));
    }

    [Fact]
    public void File_that_cannot_be_read_is_a_fault()
    {
        foreach (var path in new[] { Path.Combine(Path.GetTempPath(), "none", "such.csv"), Path.GetTempPath(), string.Empty, "a\0b" })
        {
            var fault = Assert.Single(AgentFile.Check(path, null, Token).Faults);
            Assert.Equal(ErrorKind.FileUnreadable, fault.Kind);
        }
    }

    [Fact]
    public void Locked_file_is_a_fault()
    {
        using var file = TempFile.Of(Header + Good);
        using (new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(["FileUnreadable 0"], Check(file).Faults.Select(Short));
        }

        Assert.Empty(Check(file).Faults);
    }

    [Fact]
    public void File_that_a_spreadsheet_has_open_is_read()
    {
        using var file = TempFile.Of(Header + Good);
        using (new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            Assert.Empty(Check(file).Faults);
        }
    }

    [Fact]
    public void Rows_of_a_changed_or_deleted_file_are_refused()
    {
        using var file = TempFile.Of(Header + Good);
        var report = Check(file);
        var written = File.GetLastWriteTimeUtc(file.Path);
        file.Write(Encoding.UTF8.GetBytes(Header + Good.Replace("5001", "5009", StringComparison.Ordinal)));
        File.SetLastWriteTimeUtc(file.Path, written.AddSeconds(2));
        Assert.Equal(ErrorKind.FileChanged, Assert.Throws<CallCenterException>(() => AgentFile.ReadRows(file.Path, report).First()).Kind);

        file.Write(Encoding.UTF8.GetBytes(Header + Good + Good));
        File.SetLastWriteTimeUtc(file.Path, written);
        Assert.Equal(ErrorKind.FileChanged, Assert.Throws<CallCenterException>(() => AgentFile.ReadRows(file.Path, report).First()).Kind);

        File.Delete(file.Path);
        var error = Assert.Throws<CallCenterException>(() => AgentFile.ReadRows(file.Path, report).First());
        Assert.Equal(ErrorKind.FileUnreadable, error.Kind);
        Assert.DoesNotContain("{", error.Message + error.Advice, StringComparison.Ordinal);
    }

    // A new text of the same length at the same time: no stamp tells. The rows behind the block that is read already are new.
    [Theory]
    [InlineData("x", "y")]
    [InlineData("code,loginName,userName", "loginName,code,userName")]
    public void A_row_is_handed_out_only_as_it_was_checked(string old, string changed)
    {
        using var file = TempFile.Of("code,loginName,userName\n" + string.Concat(Enumerable.Range(10_000, 20_000).Select(i => $"{i},u{i},x\n")));
        var report = Check(file);
        var written = File.GetLastWriteTimeUtc(file.Path);
        var rows = new List<AgentRow>();
        var error = Assert.Throws<CallCenterException>(() =>
        {
            if (old.Length > 1)
            {
                Save();
            }

            foreach (var row in AgentFile.ReadRows(file.Path, report))
            {
                rows.Add(row);
                if (rows.Count == 10 && old.Length == 1)
                {
                    Save();
                }
            }
        });

        Assert.Equal(ErrorKind.FileChanged, error.Kind);
        Assert.InRange(rows.Count, old.Length > 1 ? 0 : 10, 19_000);
        Assert.All(rows, row => Assert.Equal("x", row[AgentField.UserName]));

        void Save()
        {
            File.WriteAllText(file.Path, File.ReadAllText(file.Path).Replace(old, changed, StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(file.Path, written);
        }
    }

    [Fact]
    public void A_file_that_another_takes_the_place_of_is_noticed() => AssertNoticed(path =>
    {
        File.WriteAllText(path + ".new", "code,loginName,userName\n1,u,x\n");
        File.Move(path + ".new", path, overwrite: true);
    });

    [Fact]
    public void Change_in_the_middle_of_the_run_is_noticed() => AssertNoticed(path => File.AppendAllText(path, "1,u,x\n"));

    [Fact]
    public void Check_can_be_cancelled()
    {
        using var file = TempFile.Of(Header + Good);
        Assert.Throws<OperationCanceledException>(() => AgentFile.Check(file.Path, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Passwords_are_in_no_text()
    {
        const string Secret = "Hunter2hunter2";
        string[] files =
        [
            // No header: the first line is a row.
            $"5001,li.wei,x,{Secret}\n",
            Header + $"5001,a,x,X,1E+5,,{Secret}{Secret},maybe,\n",
            Header + $"5001,a,x,,,,{Secret}\t,,\n5002,b,x,,,,\"{Secret}\n5003,c,x,,,,\"{Secret}\"z,,\n",

            // A comma too many puts the password under other headers.
            "code,loginName,userName,useOnlineService,gender\n" + $"5001,{Secret},x,{Secret},{Secret}\n5002,{Secret},x,{Secret},{Secret}\n5003,a,b,c,d,{Secret}\n",
        ];
        foreach (var text in files.Append($"loginName,password,code,userName\nli,wei,{Secret},5001,x\n\"li\"x,a,{Secret},5002,x\n"))
        {
            using var file = TempFile.Of(text);
            var report = Check(file);
            Assert.NotEmpty(report.Faults);
            Assert.All(report.Faults, fault => Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.All(report.Notices, notice => Assert.DoesNotContain(Secret, notice, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(Secret, report.ToString(), StringComparison.Ordinal);
        }

        using var good = TempFile.Of("code,loginName,userName,password\n" + $"5001,a,x,{Secret}\n");
        var row = AgentFile.ReadRows(good.Path, Check(good)).Single();
        Assert.Equal(Secret, row.Password!.Reveal());
        Assert.DoesNotContain(Secret, row.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_has_its_texts()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>().Where(kind => kind is (>= ErrorKind.FileUnreadable and < ErrorKind.FileExists) or ErrorKind.MissingValue or ErrorKind.InvalidValue or ErrorKind.PasswordRule))
        {
            var fault = Failure.InFile(kind, 3, "5001", "first", "second");
            Assert.StartsWith("Line 3 (agent 5001): ", fault.Message, StringComparison.Ordinal);
            Assert.NotEmpty(fault.Advice);
            Assert.DoesNotContain("{", fault.Message + fault.Advice, StringComparison.Ordinal);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void AssertNoticed(Action<string> change)
    {
        using var file = TempFile.Of("code,loginName,userName\n" + string.Concat(Enumerable.Range(10_000, 5_000).Select(i => $"{i},u{i},x\n")));
        var report = Check(file);
        var taken = 0;
        var error = Assert.Throws<CallCenterException>(() =>
        {
            foreach (var row in AgentFile.ReadRows(file.Path, report))
            {
                taken++;
                if (taken == 150)
                {
                    change(file.Path);
                }
            }
        });
        Assert.Equal((ErrorKind.FileChanged, 199), (error.Kind, taken));
    }

    private static AgentFileReport Check(TempFile file) => AgentFile.Check(file.Path, null, Token);

    private static string Short(AgentFileFault fault) => $"{fault.Kind} {fault.Line}";

    private static string Row(string code, string column, string cell)
    {
        var cells = new Dictionary<string, string> { ["code"] = code, ["loginName"] = "u" + code, ["userName"] = "x", [column] = cell };
        return string.Join(',', Header.TrimEnd().Split(',').Select(name => "\"" + cells.GetValueOrDefault(name, string.Empty).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\n";
    }
}
