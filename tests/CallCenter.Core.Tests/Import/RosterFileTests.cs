using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests.Import;

public sealed class RosterFileTests
{
    [Theory]
    [InlineData("queue,extension,shift\n0630,8001,早班\n\n631,8002;8003,晚班\n", "utf-8")]
    [InlineData("﻿queue;extension;shift\r\n0630;8001;早班\r\n631;\"8002;8003\";晚班", "utf-16")]
    [InlineData("sep=;\nshift;队列;分机号\n早班;0630;8001\n晚班;631;\"8002;8003\"\n", "gb18030")]
    [InlineData("#TYPE CallCenter.CcQueueMember\n\"Queue\",\"Extension\",\"shift\"\n\"0630\",\"8001\",\"早班\"\n\"631\",\"8002;8003\",\"晚班\"\n", "utf-8")]
    public void It_is_read_as_files_come(string text, string encoding)
    {
        using var file = TempFile.Of(EncodingName.Find(encoding)!.GetBytes(text));

        var lines = Read(file.Path);

        Assert.All(lines, line => Assert.Null(line.Fault));
        Assert.Equal(["queue=0630 extension=8001 shift=早班", "queue=631 extension=8002;8003 shift=晚班"], lines.Select(Text));
    }

    [Fact]
    public void The_encoding_can_be_given()
    {
        using var file = TempFile.Of(EncodingName.Find("big5")!.GetBytes("queue,extension,shift\n630,8001,早班\n"));

        Assert.Equal("queue=630 extension=8001 shift=早班", Text(Read(file.Path, EncodingName.Find("big5")).Single()));
    }

    [Theory]
    [InlineData("", ErrorKind.MissingColumn)]
    [InlineData("queue,name\n630,Li", ErrorKind.MissingColumn)]
    [InlineData("queue,extension,队列\n630,8001,631", ErrorKind.DuplicateColumn)]
    [InlineData("queue,extension,queue\n630,8001,631", ErrorKind.DuplicateColumn)]
    [InlineData("queue,extension\n", ErrorKind.NoRows)]
    [InlineData("queue,\"extension\n630,8001", ErrorKind.UnclosedQuote)]
    [InlineData("PK\u0003\u0004 and so on", ErrorKind.Workbook)]
    public void A_file_that_is_no_roster_says_why(string text, ErrorKind kind)
    {
        using var file = TempFile.Of(Encoding.UTF8.GetBytes(text));

        Assert.Equal(kind, Assert.Throws<CallCenterException>(() => Read(file.Path)).Kind);
    }

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        Assert.Equal(ErrorKind.FileUnreadable, Assert.Throws<CallCenterException>(() => Read(System.IO.Path.Combine(AppContext.BaseDirectory, "nowhere.csv"))).Kind);
    }

    [Fact]
    public void A_line_with_a_fault_of_form_says_so_and_the_others_are_read()
    {
        byte[] damaged = [.. Encoding.UTF8.GetBytes("queue,extension,名\n630,80"), 0xFF, .. Encoding.UTF8.GetBytes("01,李娜\n630,8002,王\n630,8003,x,y\n630,\"8004\"x,李\n631,8005,赵\n")];
        using var file = TempFile.Of(damaged);

        Assert.Equal(
            [(2, ErrorKind.DamagedCharacter), (3, null), (4, ErrorKind.TooManyCells), (5, ErrorKind.TextAfterQuote), (6, (ErrorKind?)null)],
            Read(file.Path).Select(line => (line.Line, line.Fault?.Kind)));
    }

    private static IReadOnlyList<RosterLine> Read(string path, Encoding? encoding = null) => RosterFile.Read(path, encoding, TestContext.Current.CancellationToken);

    private static string Text(RosterLine line) => string.Join(' ', line.Cells.Select(cell => cell.Key + "=" + cell.Value));
}
