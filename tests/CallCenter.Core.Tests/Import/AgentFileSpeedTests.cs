using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CallCenter.Core.Files;
using Xunit;

namespace CallCenter.Core.Tests.Import;

/// <summary>Prints how fast a large file is checked and read, and in how much memory. Nothing is asserted about the machine.</summary>
public class AgentFileSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Figures_of_a_large_file()
    {
        const int Rows = 100_000;
        var text = new StringBuilder("工号,登录名,用户名,性别,手机号码,邮箱,密码\r\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(i.ToString("D6", null)).Append(",agent.").Append(i).Append(",李伟明,男,13800000001,\"agent.").Append(i).Append("@n01.cc\",Abcd1234\r\n");
        }

        using var file = TempFile.Of(text.ToString());
        text.Clear().Capacity = 0;
        var megabytes = new FileInfo(file.Path).Length / 1e6;

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        using var timer = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);
        var watch = Stopwatch.StartNew();
        var report = AgentFile.Check(file.Path, null, TestContext.Current.CancellationToken);
        var check = watch.Elapsed.TotalSeconds;
        var checkPeak = (peak - before) / 1e6;
        Assert.Empty(report.Faults);

        before = GC.GetTotalMemory(forceFullCollection: true);
        peak = before;
        watch.Restart();
        Assert.Equal(Rows, AgentFile.ReadRows(file.Path, report).Count());
        output.WriteLine($"{megabytes:F1} MB, {Rows} rows. Check: {megabytes / check:F0} MB/s, peak {checkPeak:F1} MB managed. Rows: {megabytes / watch.Elapsed.TotalSeconds:F0} MB/s, peak {(peak - before) / 1e6:F1} MB managed.");
    }
}
