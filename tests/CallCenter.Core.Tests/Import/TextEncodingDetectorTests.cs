using System;
using System.IO;
using System.Linq;
using System.Text;
using CallCenter.Core.Files;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class TextEncodingDetectorTests
{
    private const string Text = "工号,登录名,用户名\r\n5001,li.wei,李伟一🙂𠮷\r\n";

    [Theory]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-16", true, "utf-16")]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("utf-16BE", true, "utf-16BE")]
    [InlineData("utf-16BE", false, "utf-16BE")]
    [InlineData("GB18030", false, "gb18030")]
    public void Encoding_is_found_and_the_text_comes_back(string name, bool withMark, string expected)
    {
        var encoding = Get(name);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
        var found = Detect(bytes);
        Assert.False(found.IsBinary);
        Assert.Equal(expected, found.Encoding.WebName, ignoreCase: true);
        using var reader = new StreamReader(new MemoryStream(bytes), found.Encoding, detectEncodingFromByteOrderMarks: false);
        Assert.Equal(Text, reader.ReadToEnd());
    }

    [Fact]
    public void Only_character_beyond_ascii_may_stand_at_the_end()
    {
        var rows = string.Concat(Enumerable.Repeat("5001,li.wei,Li Wei\n", 20_000));
        Assert.Equal("gb18030", Detect(TextEncodingDetector.Gb18030.GetBytes(rows + "张")).Encoding.WebName, ignoreCase: true);
        Assert.Equal("utf-8", Detect(Encoding.UTF8.GetBytes(rows + "张")).Encoding.WebName);
        Assert.Equal("utf-8", Detect(Encoding.UTF8.GetBytes(rows)).Encoding.WebName);
    }

    [Fact]
    public void Many_names_in_one_encoding_are_never_taken_for_the_other()
    {
        // All characters of GB 2312's first level, so that no particular word decides.
        var names = string.Join('\n', Enumerable.Range(0xB0, 40).SelectMany(lead => Enumerable.Range(0xA1, 94).Select(trail => TextEncodingDetector.Gb18030.GetString([(byte)lead, (byte)trail]))));
        Assert.Equal("gb18030", Detect(TextEncodingDetector.Gb18030.GetBytes(names)).Encoding.WebName, ignoreCase: true);
        Assert.Equal("utf-8", Detect(Encoding.UTF8.GetBytes(names)).Encoding.WebName);
    }

    [Fact]
    public void Few_damaged_bytes_do_not_make_utf8_another_encoding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Text + "王芳王芳王芳"), 0xE5, 0xBC];
        Assert.Equal("utf-8", Detect(bytes).Encoding.WebName);
    }

    [Theory]
    [InlineData(1, "li.wei,李伟")]
    [InlineData(1, "zhang.min,张敏")]
    [InlineData(3, "li.wei,李伟")]
    [InlineData(1, "chen.da.wen,陈大文,女,北京市朝阳区建国路八十八号")]
    public void One_line_in_gbk_does_not_make_a_small_utf8_file_another_encoding(int lines, string line)
    {
        var good = string.Concat(Enumerable.Range(0, 10).Select(i => $"50{i:00},u{i},王芳\n"));
        byte[] bytes = [.. Encoding.UTF8.GetBytes("code,loginName,userName\n" + good), .. TextEncodingDetector.Gb18030.GetBytes(string.Concat(Enumerable.Repeat("5099," + line + "\n", lines)))];
        Assert.Equal("utf-8", Detect(bytes).Encoding.WebName);
    }

    [Fact]
    public void One_western_line_does_not_make_a_small_utf8_file_another_encoding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("code,loginName,userName\n1,a,Müller\n2,b,Jörg\n3,c,Zoë\n"), .. Encoding.Latin1.GetBytes("4,d,Müller\n")];
        Assert.Equal("utf-8", Detect(bytes).Encoding.WebName);
    }

    [Fact]
    public void Small_gbk_file_is_gb18030_although_common_characters_look_like_utf8()
    {
        // The bytes of 女 and of 伟 are well-formed UTF-8 too, as every fourth character of GB 2312 is.
        var rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"50{i:00},u{i},李伟,女\n"));
        Assert.Equal("gb18030", Detect(TextEncodingDetector.Gb18030.GetBytes("code,loginName,userName,gender\n" + rows)).Encoding.WebName, ignoreCase: true);
        Assert.Equal("gb18030", Detect(TextEncodingDetector.Gb18030.GetBytes(rows.Replace("\n", string.Empty).Replace(",", string.Empty))).Encoding.WebName, ignoreCase: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void Gbk_names_drawn_at_random_are_gb18030_whatever_the_size_of_the_file(int rows)
    {
        for (var seed = 0; seed < 400; seed++)
        {
            // Names and addresses of GB 2312's first level. The first name is one that is certainly no UTF-8.
            var random = new Random(seed);
            string Word(int length) => TextEncodingDetector.Gb18030.GetString([.. Enumerable.Range(0, length).SelectMany(_ => new[] { (byte)random.Next(0xB0, 0xD7), (byte)random.Next(0xA1, 0xFF) })]);
            var text = "code,loginName,userName,org\n0,u,王王,\n" + string.Concat(Enumerable.Range(1, rows).Select(i => $"{i},u{i},{Word(random.Next(2, 4))},{Word(random.Next(0, 30))}\n"));
            var found = Detect(TextEncodingDetector.Gb18030.GetBytes(text)).Encoding.WebName;
            Assert.True(found.Equals("gb18030", StringComparison.OrdinalIgnoreCase), $"Seed {seed} is taken for {found}.");
        }
    }

    [Theory]
    [InlineData("谢志强", "gb18030")]
    [InlineData("谢谦", "gb18030")]
    [InlineData("女", "gb18030")]
    [InlineData("路遥", "gb18030")]
    public void Names_whose_bytes_are_both_are_read_as_words_of_a_language_are(string name, string expected) =>
        Assert.Equal(expected, Detect(TextEncodingDetector.Gb18030.GetBytes($"1,a,{name}\n")).Encoding.WebName, ignoreCase: true);

    [Theory]
    [InlineData("Иван")]
    [InlineData("Νίκος")]
    [InlineData("Abcd§1234")]
    [InlineData("1§2,«x»")]
    [InlineData("José")]
    [InlineData("Te/xt+&<é1aA")]
    public void Short_words_in_utf8_are_utf8_without_a_doubt(string word)
    {
        var found = Detect(Encoding.UTF8.GetBytes($"1,a,{word}\n"));
        Assert.Equal(("utf-8", false), (found.Encoding.WebName, found.IsDoubtful));
    }

    [Fact]
    public void Utf16_without_mark_is_found_although_a_common_character_has_its_nul_on_the_other_side()
    {
        var text = string.Concat(Enumerable.Repeat("5001,li.wei,李一\r\n", 50));
        Assert.Equal("utf-16", Detect(Encoding.Unicode.GetBytes(text)).Encoding.WebName);
        Assert.Equal("utf-16BE", Detect(Encoding.BigEndianUnicode.GetBytes(text)).Encoding.WebName);
    }

    [Fact]
    public void Forced_encoding_holds()
    {
        var found = Detect(Encoding.UTF8.GetBytes(Text), Encoding.Latin1);
        Assert.Equal("iso-8859-1", found.Encoding.WebName);
    }

    [Fact(Skip = TestRuntime.MonoGb18030, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public void Undecodable_bytes_are_marked_in_every_encoding()
    {
        Assert.Equal("a\uFFFDb", Detect([.. Encoding.UTF8.GetPreamble()]).Encoding.GetString([(byte)'a', 0xFF, (byte)'b']));
        var chinese = Detect([], TextEncodingDetector.Gb18030);
        Assert.Contains(TextEncodingDetector.Undecodable, chinese.Encoding.GetString([(byte)'a', 0xFF, (byte)'b']));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0x00 }, true, true)]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, true, true)]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 3, 0 }, true, false)]
    [InlineData(new byte[] { 0x61, 0x01, 0x62 }, false, false)]
    [InlineData(new byte[0], false, false)]
    public void Binary_files_are_known(byte[] bytes, bool isBinary, bool isWorkbook)
    {
        var found = Detect(bytes);
        Assert.Equal((isBinary, isWorkbook), (found.IsBinary, found.IsWorkbook));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE0, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE5, 0xBC })]
    [InlineData(new byte[] { 0x80 })]
    public void Not_strictly_valid_utf8_is_not_utf8(byte[] bytes) =>
        Assert.Equal("gb18030", Detect(bytes).Encoding.WebName, ignoreCase: true);

    private static DetectedText Detect(byte[] bytes, Encoding? forced = null)
    {
        var detector = new TextEncodingDetector();
        detector.Add(bytes, 0, bytes.Length);
        return detector.Detect(forced, isWhole: true);
    }

    private static Encoding Get(string name) => name == "GB18030" ? TextEncodingDetector.Gb18030 : Encoding.GetEncoding(name);
}
