using System;
using System.Linq;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class CellTests
{
    private const string Row = "Row 3 (agent 5003)";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\r\n")]
    [InlineData("\u3000\u00a0")]
    public void A_blank_cell_is_not_given(string? blank)
    {
        Assert.Null(Cell.Optional("Phone", blank).OrThrow(Row));
        Assert.Null(Cell.Boolean("UseOnlineService", blank).OrThrow(Row));
        Assert.Null(Cell.OneOf("Gender", blank, () => Messages.InvalidGender, ("Male", "Male")).OrThrow(Row));
        Assert.Null(Cell.Label(blank));
        Assert.Empty(Cell.List("Role", [blank, blank]).OrThrow(Row)!);

        var error = Assert.Throws<CallCenterException>(() => AgentField.Code.Read(blank).OrThrow(Row));
        Assert.Equal(ErrorKind.MissingValue, error.Kind);
        Assert.Equal("Row 3 (agent 5003): Code is missing or blank.", error.Message);
        Assert.Contains("-Code", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5003", "5003")]
    [InlineData(" 0800 ", "0800")]
    [InlineData("\u3000张三\u3000", "张三")]
    [InlineData("O'Neil 🙂", "O'Neil 🙂")]
    [InlineData("a b", "a b")]
    public void Spaces_around_a_value_go_and_all_else_stays(string cell, string value)
    {
        Assert.Equal(value, Cell.Optional("Code", cell).OrThrow(Row));
    }

    [Fact]
    public void Ten_thousand_characters_are_a_value_too()
    {
        var name = new string('名', 10_000);

        Assert.Equal(name, Cell.Optional("UserName", name).OrThrow(Row));
    }

    [Theory]
    [InlineData("50\n03")]
    [InlineData("50\t03")]
    [InlineData("5003\u00007")]
    [InlineData("50\u001b[31m03")]
    [InlineData("50\u008503")]
    public void Control_characters_inside_a_value_are_refused(string cell)
    {
        Action[] reads =
        [
            () => Cell.Optional("Code", cell).OrThrow(Row),
            () => Cell.List("Code", ["1", cell]).OrThrow(Row),
            () => Cell.Boolean("Code", cell).OrThrow(Row),
            () => Cell.OneOf("Code", cell, () => Messages.InvalidGender).OrThrow(Row),
        ];

        foreach (var read in reads)
        {
            var error = Assert.Throws<CallCenterException>(read);
            Assert.Equal(ErrorKind.ControlCharacter, error.Kind);
            Assert.Equal(
                "Row 3 (agent 5003): Code contains a line break or another invisible character.",
                error.Message);
            Assert.NotEmpty(error.Advice);
        }
    }

    [Fact]
    public void What_is_not_text_is_refused_with_its_type()
    {
        var cell = Cell.NotText("System.Uri");

        Assert.Null(Cell.Label(cell));
        foreach (Action read in new Action[]
        {
            () => Cell.Optional("Phone", cell).OrThrow(Row),
            () => Cell.List("Phone", [cell]).OrThrow(Row),
            () => Cell.Boolean("Phone", cell).OrThrow(Row),
        })
        {
            var error = Assert.Throws<CallCenterException>(read);
            Assert.Equal(ErrorKind.InvalidValue, error.Kind);
            Assert.Equal("Row 3 (agent 5003): Phone is not valid: it must be text, not System.Uri.", error.Message);
        }
    }

    [Fact]
    public void A_list_where_one_value_is_needed_is_refused_as_that()
    {
        var error = Assert.Throws<CallCenterException>(() => Cell.Optional("Phone", Cell.NotText("Object[]")).OrThrow(Row));

        Assert.Equal(ErrorKind.InvalidValue, error.Kind);
        Assert.Contains("it must be one value, not a list", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b", new[] { "a", "b" })]
    [InlineData("a；b", new[] { "a", "b" })]
    [InlineData(" a ;; b ；c;", new[] { "a", "b", "c" })]
    [InlineData("0630;630", new[] { "0630", "630" })]
    [InlineData("a,b", new[] { "a,b" })]
    [InlineData(";；;", new string[0])]
    public void A_list_is_separated_by_semicolons_of_either_width(string cell, string[] items)
    {
        Assert.Equal(items, Cell.List("Role", [cell]).OrThrow(Row));
    }

    [Fact]
    public void A_list_may_be_given_one_by_one_too()
    {
        Assert.Equal(["a", "b", "c"], Cell.List("Role", ["a", null, " b;c ", ""]).OrThrow(Row));
        Assert.Empty(Cell.List("Role", null).OrThrow(Row)!);
        Assert.Empty(Cell.List("Role", []).OrThrow(Row)!);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData("1", true)]
    [InlineData("是", true)]
    [InlineData(" false ", false)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("0", false)]
    [InlineData("否", false)]
    public void A_boolean_is_yes_or_no_in_English_Chinese_or_as_a_digit(string cell, bool value)
    {
        Assert.Equal(value, Cell.Boolean("UseOnlineService", cell).OrThrow(Row));
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("2")]
    [InlineData("trueish")]
    [InlineData("$true")]
    public void Any_other_boolean_is_refused(string cell)
    {
        var error = Assert.Throws<CallCenterException>(() => Cell.Boolean("UseOnlineService", cell).OrThrow(Row));

        Assert.Equal(ErrorKind.InvalidValue, error.Kind);
        Assert.Contains(Messages.InvalidBoolean, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_a_few_words_becomes_the_vendors_word()
    {
        Assert.Equal("Male", Cell.OneOf("Gender", " MALE ", () => Messages.InvalidGender, ("Male", "Male"), ("男", "Male")).OrThrow(Row));
        Assert.Equal("Male", Cell.OneOf("Gender", "男", () => Messages.InvalidGender, ("Male", "Male"), ("男", "Male")).OrThrow(Row));

        var error = Assert.Throws<CallCenterException>(() => Cell.OneOf("Gender", "X", () => Messages.InvalidGender, ("Male", "Male")).OrThrow(Row));
        Assert.Equal(ErrorKind.InvalidValue, error.Kind);
        Assert.Equal("Row 3 (agent 5003): Gender is not valid: it must be Male, Female, 男 or 女.", error.Message);
    }

    [Fact]
    public void A_label_fits_on_a_line()
    {
        Assert.Equal("5003", Cell.Label(" 5003 "));
        Assert.Equal("50 03 [31m", Cell.Label("50\n03\u001b[31m"));
        Assert.Equal(new string('x', 60), Cell.Label(new string('x', 60)));
        Assert.Equal(new string('x', 60) + "…", Cell.Label(new string('x', 10_000)));
    }

    [Fact]
    public void A_label_has_no_half_of_an_emoji()
    {
        var label = Cell.Label("x" + string.Concat(Enumerable.Repeat("😀", 100)))!;

        Assert.EndsWith("😀…", label, StringComparison.Ordinal);
        Assert.InRange(label.Length, 50, 61);
    }
}
