using CallCenter.Core.Files;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class EncodingNameTests
{
    [Theory]
    [InlineData("utf8", 65001)]
    [InlineData("utf8BOM", 65001)]
    [InlineData("utf8NoBOM", 65001)]
    [InlineData("utf-8", 65001)]
    [InlineData("unicode", 1200)]
    [InlineData("utf-16", 1200)]
    [InlineData("BigEndianUnicode", 1201)]
    [InlineData("utf32", 12000)]
    [InlineData("bigendianutf32", 12001)]
    [InlineData("ascii", 20127)]
    [InlineData("936", 936)]
    [InlineData("gbk", 936)]
    [InlineData("gb2312", 936)]
    [InlineData("GB18030", 54936)]
    [InlineData("54936", 54936)]
    [InlineData("big5", 950)]
    [InlineData(" windows-1252 ", 1252)]
    [InlineData("1252", 1252)]
    [InlineData("iso-8859-1", 28591)]
    [InlineData("shift_jis", 932)]
    public void Names_and_numbers_are_found(string name, int codePage) => Assert.Equal(codePage, EncodingName.Find(name)!.CodePage);

    [Theory]
    [InlineData("ansi")]
    [InlineData("oem")]
    [InlineData("default")]
    public void Words_that_mean_the_machines_own_are_found(string name) => Assert.NotNull(EncodingName.Find(name));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99999")]
    [InlineData("99999999999")]
    [InlineData("klingon")]
    [InlineData("\0String")]
    public void Anything_else_is_not(string name) => Assert.Null(EncodingName.Find(name));
}
