using System;
using System.Globalization;
using System.IO;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class AgentTemplateTests
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    public static TheoryData<string> Languages => new("en-US", "zh-CN");

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_field_that_an_import_reads_has_a_column_that_maps_back_to_it(string language)
    {
        var template = In(language);
        var mapped = AgentColumns.Map(AgentField.All.Select(template.HeaderOf));
        Assert.Empty(mapped.Notices);
        Assert.Empty(mapped.Missing);
        for (var i = 0; i < AgentField.All.Count; i++)
        {
            Assert.Equal(i, mapped.IndexOf(AgentField.All[i]));
        }
    }

    [Fact]
    public void Required_columns_are_those_that_an_import_misses() =>
        Assert.Equal(AgentColumns.Map([]).Missing, AgentField.All.Where(field => field.IsRequired));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_column_is_explained_in_few_enough_words_for_a_line(string language) =>
        Assert.All(AgentField.All, field => Assert.InRange(In(language).DescriptionOf(field).Length, 3, 53));

    [Fact]
    public void Chinese_words_are_Chinese_and_English_ones_are_not()
    {
        var (english, chinese) = (In("en-US"), In("zh-CN"));
        Assert.All(AgentField.All, field => Assert.True(HasChinese(chinese.DescriptionOf(field)), chinese.DescriptionOf(field)));
        Assert.All(AgentField.All, field =>
            Assert.False(HasChinese(english.HeaderOf(field) + english.ExampleOf(field) + english.DescriptionOf(field)), field.Name));
        Assert.Equal(("工号", "Code"), (chinese.HeaderOf(AgentField.All[0]), english.HeaderOf(AgentField.All[0])));
    }

    [Theory]
    [InlineData("zh-CN", "工号")]
    [InlineData("zh-TW", "工号")]
    [InlineData("zh", "工号")]
    [InlineData("en-GB", "Code")]
    [InlineData("de-DE", "Code")]
    [InlineData("", "Code")]
    public void Language_is_Chinese_or_English(string culture, string header) =>
        Assert.Equal(header, AgentTemplate.In(CultureInfo.GetCultureInfo(culture)).HeaderOf(AgentField.Code));

    [Theory]
    [MemberData(nameof(Languages))]
    public void File_has_the_mark_of_UTF8_and_is_faulty_of_its_example_alone(string language)
    {
        using var file = new TempFile();
        In(language).Write(file.Path, overwrite: false);
        Assert.Equal(Mark, File.ReadAllBytes(file.Path).Take(3));

        var report = AgentFile.Check(file.Path, null, TestContext.Current.CancellationToken);
        var fault = Assert.Single(report.Faults);
        Assert.Equal((ErrorKind.ExampleRow, 2), (fault.Kind, fault.Line));
        Assert.Empty(report.Notices);
        Assert.True(AgentFile.ReadRows(file.Path, report).Single().IsFaulty);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Example_is_a_good_row_once_its_code_is_one(string language)
    {
        using var file = new TempFile();
        var template = In(language);
        template.Write(file.Path, overwrite: false);
        File.WriteAllText(file.Path, File.ReadAllText(file.Path).Replace(template.ExampleOf(AgentField.Code), "0042", StringComparison.Ordinal));

        var report = AgentFile.Check(file.Path, null, TestContext.Current.CancellationToken);
        Assert.Empty(report.Faults);
        var request = AgentFile.ReadRows(file.Path, report).Single().ToValues("Line 2");
        Assert.Equal(("0042", "li.wei", "Male", "13800000001"), (request.Code, request.LoginName, request[AgentField.Gender], request[AgentField.Phone]));
        Assert.True(request.IsPasswordGenerated);
    }

    [Theory]
    [InlineData("EXAMPLE", true)]
    [InlineData(" example ", true)]
    [InlineData("示例", true)]
    [InlineData("example1", false)]
    [InlineData("4001", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Example_is_known_by_its_code(string? code, bool isExample) => Assert.Equal(isExample, AgentField.IsExample(code));

    [Fact]
    public void File_that_exists_is_left_alone_unless_it_may_be_overwritten()
    {
        using var file = TempFile.Of("code\n1\n");
        var exception = Assert.Throws<CallCenterException>(() => In("en-US").Write(file.Path, overwrite: false));
        Assert.Equal(ErrorKind.FileExists, exception.Kind);
        Assert.Contains("-Force", exception.Advice, StringComparison.Ordinal);
        Assert.Equal("code\n1\n", File.ReadAllText(file.Path));

        In("en-US").Write(file.Path, overwrite: true);
        Assert.StartsWith("Code,", File.ReadAllText(file.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_cannot_be_written_is_an_error_that_names_it()
    {
        var folder = Path.Combine(Path.GetTempPath(), "cc-" + Guid.NewGuid().ToString("N"));
        var exception = Assert.Throws<CallCenterException>(() => In("en-US").Write(Path.Combine(folder, "agents.csv"), overwrite: true));
        Assert.Equal(ErrorKind.FileUnwritable, exception.Kind);
        Assert.Contains(folder, exception.Message, StringComparison.Ordinal);
    }

    private static AgentTemplate In(string language) => AgentTemplate.In(CultureInfo.GetCultureInfo(language));

    private static bool HasChinese(string text) => text.Any(character => character is >= '\u4E00' and <= '\u9FFF');
}
