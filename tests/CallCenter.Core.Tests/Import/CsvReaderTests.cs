using System;
using System.IO;
using System.Linq;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\nc,d", "1:a|b 2:c|d")]
    [InlineData("a,b\nc,d\n", "1:a|b 2:c|d")]
    [InlineData("a,b\r\nc,d\r\n", "1:a|b 2:c|d")]
    [InlineData("a,b\rc,d\r", "1:a|b 2:c|d")]
    [InlineData("a,b\r\rc,d", "1:a|b 3:c|d")]
    [InlineData("a,b\n\r\n  \n\nc,d", "1:a|b 5:c|d")]
    [InlineData("a,b\n,\n", "1:a|b 2:|")]
    [InlineData("a,b\nc", "1:a|b 2:c")]
    [InlineData("a,b\nc,", "1:a|b 2:c|")]
    [InlineData("a,b\nc,d,,", "1:a|b 2:c|d||")]
    [InlineData("a\n\"\"\nb", "1:a 2: 3:b")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void Records_and_their_lines(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("\"a,b\",c", "1:a,b|c")]
    [InlineData("\"a\"\"b\",c", "1:a\"b|c")]
    [InlineData("\"\"\"\",c", "1:\"|c")]
    [InlineData("\"a\nb\",c\nd,e", "1:a\nb|c 3:d|e")]
    [InlineData("\"a\r\nb\rc\",x\nd,e", "1:a\r\nb\rc|x 4:d|e")]
    [InlineData("  \"a\"  ,c", "1:a|c")]
    [InlineData("a\"b\"c,d", "1:a\"b\"c|d")]
    [InlineData("5'10\",d", "1:5'10\"|d")]
    [InlineData("  a  ,d", "1:  a  |d")]
    [InlineData("\"x,y", "1:x,y!UnclosedQuote@1")]
    public void Quotes(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("a,b,c", ',')]
    [InlineData("a;b;c", ';')]
    [InlineData("a\tb\tc", '\t')]
    [InlineData("a", ',')]
    [InlineData("\"a;b;c;d\",b", ',')]
    [InlineData("a,b\n;;;;;", ',')]
    [InlineData("\n  \na;b", ';')]
    [InlineData("\t\t\t\na;b", ';')]
    [InlineData("a;b;c,d", ';')]
    [InlineData("sep=;\na,b,c", ';')]
    [InlineData("SEP=\t\r\na,b,c", '\t')]
    [InlineData("\"sep=|\"\na,b,c", '|')]
    [InlineData("sep=x\na;b;c", ',')]
    [InlineData("sep=;x,y,z\na;b;c", ',')]
    public void Delimiter_is_found(string text, char expected) =>
        Assert.Equal(expected, new CsvReader(new StringReader(text)).Delimiter);

    [Theory]
    [InlineData("sep=;\na,x;b\nc;d", "2:a,x|b 3:c|d")]
    [InlineData("\"sep=,\"\r\na,b", "2:a|b")]
    [InlineData("\uFEFFsep=;\na;b", "2:a|b")]
    [InlineData("\uFEFF\uFEFF\"a\",b", "1:a|b")]
    [InlineData("sep=;", "")]
    public void Line_of_Excel_is_no_record(string text, string expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void Forced_delimiter_holds_whatever_the_file_says() =>
        Assert.Equal("2:a;b|c", Read("sep=;\na;b,c", ','));

    [Theory]

    // The quote is closed nowhere: the rows behind its line are read.
    [InlineData("a,b\n1,\"x\n2,y\n3,z", "1:a|b 2:1|x\n2,y\n3,z!UnclosedQuote@2 3:2|y 4:3|z")]

    // The next quote belongs to another row.
    [InlineData("a,b\n1,\"x\n2,\"y\"\n3,z", "1:a|b 2:1|x\n2,!TextAfterQuote@2 3:2|y 4:3|z")]

    // The faulty cell is not the one the record starts with.
    [InlineData("\"a\nb\",\"c\nd,e", "1:a\nb|c\nd,e!UnclosedQuote@2 3:d|e")]
    [InlineData("a,\"b\"c,d\ne,f,g", "1:a|bc|d!TextAfterQuote@1 2:e|f|g")]
    public void Fault_of_form_hides_no_other_record(string text, string expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void Unclosed_quote_does_not_swallow_a_long_file()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => i + ",row\n"));
        var records = new CsvReader(new StringReader("\"a,b\n" + rows)).Read().ToList();
        Assert.Equal(20_001, records.Count);
        Assert.Equal(new CsvFault(ErrorKind.UnclosedQuote, 1, 0), records[0].Fault);
        Assert.True(records[0].Cells[0].Length <= CsvReader.MaxCellLength);
        Assert.All(records.Skip(1), (record, index) => Assert.Equal(index + 2, record.LineNumber));
    }

    [Fact]
    public void Long_cells_and_records_are_cut_and_reported()
    {
        var records = new CsvReader(new StringReader(new string('x', 100_000) + ",b\nc,d\n" + new string(',', 2_000) + "x\ne,f")).Read().ToList();
        Assert.Equal(CsvReader.MaxCellLength, records[0].Cells[0].Length);
        Assert.Equal(ErrorKind.CellTooLong, records[0].Fault!.Kind);
        Assert.Equal("b", records[0].Cells[1]);
        Assert.Null(records[1].Fault);
        Assert.Equal(CsvReader.MaxCells, records[2].Cells.Count);
        Assert.Equal(ErrorKind.TooManyCells, records[2].Fault!.Kind);
        Assert.Equal(["e", "f"], records[3].Cells);
    }

    [Fact]
    public void Cells_that_cross_the_block_boundary_stay_whole()
    {
        for (var length = 32_760; length < 32_775; length++)
        {
            var first = new string('x', length - 20_000);
            var text = new string('y', 19_990) + "," + first + ",\"a\r\n\"\"b\"\r\nc,d,e";
            var records = new CsvReader(new StringReader(text)).Read().ToList();
            Assert.Equal([new string('y', 19_990), first, "a\r\n\"b"], records[0].Cells);
            Assert.Equal(3, records[1].LineNumber);
        }
    }

    [Fact]
    public void Missing_cells_are_blank()
    {
        var record = new CsvReader(new StringReader("a,b")).Read().Single();
        Assert.Equal(string.Empty, record[2]);
        Assert.Equal(string.Empty, record[-1]);
    }

    [Fact]
    public void Records_are_read_as_they_are_taken()
    {
        var text = new CountingReader();
        using var records = new CsvReader(text, ',').Read().GetEnumerator();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(records.MoveNext());
        }

        Assert.InRange(text.Given, 0, 64 * 1024);
    }

    private static string Read(string text, char? delimiter = null) =>
        string.Join(' ', new CsvReader(new StringReader(text), delimiter).Read().Select(record =>
            record.LineNumber + ":" + string.Join('|', record.Cells) + (record.Fault is { } fault ? $"!{fault.Kind}@{fault.Line}" : string.Empty)));

    private sealed class CountingReader : TextReader
    {
        public int Given { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            var given = Math.Min(count, 1_000);
            for (var i = 0; i < given; i++)
            {
                buffer[index + i] = "a,b\n"[(Given + i) % 4];
            }

            Given += given;
            return given;
        }
    }
}
