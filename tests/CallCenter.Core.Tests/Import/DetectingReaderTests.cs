using System;
using System.IO;
using System.Linq;
using System.Text;
using CallCenter.Core.Files;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class DetectingReaderTests
{
    // Longer than the beginning by which the encoding is guessed.
    private static readonly string Ascii = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i:D6},user.{i},User {i}\n"));

    private static readonly string Chinese = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i:D6},user.{i},李伟𠮷🙂{i}\n"));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("GB18030")]
    public void Decodes_as_it_reads_and_reads_once(string name)
    {
        var encoding = name == "GB18030" ? TextEncodingDetector.Gb18030 : Encoding.GetEncoding(name);
        using var file = new CountingStream(encoding.GetBytes(Chinese));
        using var reader = new DetectingReader(file.Read, null, TestContext.Current.CancellationToken);

        Assert.Equal(Chinese, ReadAll(reader));
        Assert.Equal(encoding.CodePage, reader.Finish().Encoding.CodePage);
        Assert.Equal(encoding.CodePage, reader.Guess.Encoding.CodePage);
        Assert.Equal(file.Length, file.BytesRead);
    }

    [Fact]
    public void Finish_reads_what_nobody_asked_for()
    {
        using var file = new CountingStream([.. Encoding.ASCII.GetBytes(Ascii), .. TextEncodingDetector.Gb18030.GetBytes("5099,chen,陈大文\n5100,li,李伟\n")]);
        using var reader = new DetectingReader(file.Read, null, TestContext.Current.CancellationToken);

        Assert.Equal("utf-8", reader.Guess.Encoding.WebName);
        Assert.Equal("gb18030", reader.Finish().Encoding.WebName, ignoreCase: true);
        Assert.Equal(file.Length, file.BytesRead);
    }

    [Fact]
    public void A_character_that_the_end_of_the_beginning_cuts_is_whole()
    {
        var text = "a" + new string('名', 200_000);
        using var reader = new DetectingReader(new MemoryStream(Encoding.UTF8.GetBytes(text)).Read, null, TestContext.Current.CancellationToken);

        Assert.Equal(text, ReadAll(reader));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_beginning_that_misleads_costs_a_pass_and_no_name(bool withGarbage)
    {
        // A beginning that seems to be of no text at all is the other way to be misled.
        var garbage = withGarbage ? string.Concat(Enumerable.Repeat("1,x,\u0001\u0001\n", 40_000)) : string.Empty;
        var rows = "code,loginName,userName\n" + garbage + Ascii + Ascii + Ascii + Ascii;
        using var file = TempFile.Of([.. Encoding.ASCII.GetBytes(rows), .. TextEncodingDetector.Gb18030.GetBytes("z5099,chen,陈大文\nz5100,li,李伟\n")]);
        var report = AgentFile.Check(file.Path, null, TestContext.Current.CancellationToken);

        Assert.Equal("gb18030", report.Encoding!.WebName, ignoreCase: true);
        Assert.Equal(80_002 + (withGarbage ? 40_000 : 0), report.RowCount);
        Assert.DoesNotContain(report.Faults, fault => fault.Kind == Text.ErrorKind.DamagedCharacter);
        Assert.Equal(["陈大文", "李伟"], AgentFile.ReadRows(file.Path, report).Skip(report.RowCount - 2).Select(row => row[Agents.AgentField.UserName]));
    }

    private static string ReadAll(TextReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[1_000];
        for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }

    private sealed class CountingStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, Math.Min(count, 10_007));
            BytesRead += read;
            return read;
        }
    }
}
