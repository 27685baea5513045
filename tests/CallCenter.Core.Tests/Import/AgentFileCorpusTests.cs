using System;
using System.IO;
using System.Linq;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;
using Xunit.Sdk;

namespace CallCenter.Core.Tests.Import;

/// <summary>10,000 files made from seeds. A failure names its seed, with which the case can be repeated alone.</summary>
public class AgentFileCorpusTests
{
    private const int Cases = 2_500;

    [Fact(Skip = TestRuntime.MonoGb18030, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public void Good_tables_come_back_as_they_were_written() => ForEachSeed(100_000, (seed, file) =>
    {
        var table = new GeneratedTable(seed, withFaults: false);
        var report = Check(file, table.Bytes);
        Assert.Empty(report.Faults.Select(fault => fault.Message));
        Assert.Equal(table.Delimiter, report.Delimiter);
        CompareRows(table, file, report);
    });

    [Fact(Skip = TestRuntime.MonoGb18030, SkipWhen = nameof(TestRuntime.IsMono), SkipType = typeof(TestRuntime))]
    public void Every_planted_fault_is_found_in_its_line_and_nothing_else() => ForEachSeed(200_000, (seed, file) =>
    {
        var table = new GeneratedTable(seed, withFaults: true);
        var report = Check(file, table.Bytes);
        Assert.Equal(table.Expected, report.Faults.Select(GeneratedTable.Describe));
        CompareRows(table, file, report);
    });

    [Fact]
    public void Mutated_files_never_throw_and_clean_ones_can_be_sent() => ForEachSeed(300_000, (seed, file) =>
    {
        var random = new Random(seed);
        var bytes = new GeneratedTable(seed, withFaults: seed % 2 == 0).Bytes.ToList();
        for (var i = random.Next(1, 12); i > 0 && bytes.Count > 1; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.Insert(at, (byte)"\"\",;\t\r\n\0="[random.Next(9)]);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        CheckAnything(file, [.. bytes]);
    });

    [Fact]
    public void Random_bytes_and_texts_never_throw() => ForEachSeed(400_000, (seed, file) =>
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(3_000)];
        random.NextBytes(bytes);
        if (seed % 2 == 0)
        {
            // Little but what means something to a reader of CSV.
            const string Alphabet = "\"\"\"\",,;\t\r\n\n aé5";
            var header = random.Next(2) == 0 ? "code,loginName,userName,password\n" : string.Empty;
            bytes = [.. Encoding.UTF8.GetBytes(header), .. bytes.Select(value => (byte)Alphabet[value % Alphabet.Length])];
        }

        CheckAnything(file, bytes);
    });

    private static void CheckAnything(TempFile file, byte[] bytes)
    {
        var report = Check(file, bytes);
        var lines = bytes.Count(value => value is (byte)'\r' or (byte)'\n') + 1;
        Assert.DoesNotContain(report.Faults, fault => fault.Kind == ErrorKind.FileUnreadable);
        Assert.All(report.Faults, fault => Assert.InRange(fault.Line, 0, lines));
        if (!report.HasUsableColumns)
        {
            Assert.NotEmpty(report.Faults);
            return;
        }

        var rows = AgentFile.ReadRows(file.Path, report).ToList();
        Assert.Equal(report.RowCount, rows.Count);
        Assert.Equal(report.FaultyRowCount, rows.Count(row => row.IsFaulty));
        Assert.Equal(rows.Select(row => row.LineNumber).Distinct().Order(), rows.Select(row => row.LineNumber));
        foreach (var row in rows.Where(row => !row.IsFaulty))
        {
            row.ToValues("Line");
        }
    }

    private static void CompareRows(GeneratedTable table, TempFile file, AgentFileReport report)
    {
        Assert.Equal(table.Rows.Count, report.RowCount);
        var rows = AgentFile.ReadRows(file.Path, report).ToList();
        Assert.Equal(table.Rows.Select(row => row.Line), rows.Select(row => row.LineNumber));
        Assert.Equal(table.Rows.Select(row => row.IsFaulty), rows.Select(row => row.IsFaulty));
        foreach (var (written, read) in table.Rows.Zip(rows).Where(pair => !pair.First.IsFaulty))
        {
            var cells = written.Cells;
            Assert.Equal(cells[AgentField.Code], read[AgentField.Code]);
            Assert.Equal(cells[AgentField.LoginName], read[AgentField.LoginName]);
            Assert.Equal(cells[AgentField.UserName], read[AgentField.UserName]);
            Assert.Equal(cells[AgentField.Gender], read[AgentField.Gender]);
            Assert.Equal(cells[AgentField.Phone], read[AgentField.Phone]);
            Assert.Equal(cells[AgentField.Role], read[AgentField.Role]);
            Assert.Equal(cells[AgentField.UseOnlineService], read[AgentField.UseOnlineService]);
            Assert.Equal(cells[AgentField.Password], read.Password?.Reveal() ?? string.Empty);
            read.ToValues("Line");
        }
    }

    private static AgentFileReport Check(TempFile file, byte[] bytes)
    {
        file.Write(bytes);
        return AgentFile.Check(file.Path, null, TestContext.Current.CancellationToken);
    }

    private static void ForEachSeed(int first, Action<int, TempFile> test)
    {
        using var file = new TempFile();
        for (var seed = first; seed < first + Cases; seed++)
        {
            try
            {
                test(seed, file);
            }
            catch (Exception exception)
            {
                throw new XunitException($"Seed {seed}: {exception.Message}\nThe file, in base64: {Convert.ToBase64String(File.ReadAllBytes(file.Path))}", exception);
            }
        }
    }
}
