using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>The Pester suite, each of its tests as one of this project's. Without PowerShell and Pester they are skipped.</summary>
public class PesterTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Tests() =>
        from file in PesterFile.All
        from test in file.Tests
        select new TheoryDataRow<string, string>(file.Name, test) { Label = file.Name + ": " + test };

    public static IEnumerable<TheoryDataRow<string>> Files() =>
        PesterFile.All.Select(file => new TheoryDataRow<string>(file.Name) { Label = file.Name });

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Pester(string file, string test)
    {
        var run = await RunOrSkipAsync();
        var outcomes = run.Tests.Where(outcome => outcome.File == file && outcome.Name == test).ToList();
        if (outcomes.Count == 0)
        {
            Assert.Fail("Pester did not run this test. " + FaultsOf(run, file));
        }

        // A test skips itself where a tool is missing, and says which.
        Assert.SkipWhen(outcomes.All(outcome => outcome.Result == "Skipped"), outcomes[0].Message ?? string.Empty);

        // A test whose file or block failed has no message of its own.
        var bad = outcomes.FirstOrDefault(outcome => outcome.Result != "Passed");
        Assert.True(bad is null, $"{bad?.Result}: {(string.IsNullOrEmpty(bad?.Message) ? FaultsOf(run, file) : bad.Message)}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_file_runs_to_its_end(string file)
    {
        var run = await RunOrSkipAsync();
        var faults = FaultsOf(run, file);
        Assert.True(faults.Length == 0, faults);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task No_test_of_the_file_runs_unseen(string file)
    {
        var run = await RunOrSkipAsync();
        var known = PesterFile.All.Single(known => known.Name == file).Tests;
        Assert.Empty(run.Tests.Where(outcome => outcome.File == file).Select(outcome => outcome.Name).Except(known));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_names_in_the_file_are_literals_and_unique(string file)
    {
        var known = PesterFile.All.Single(known => known.Name == file);
        Assert.NotEmpty(known.Tests);
        Assert.Empty(known.Unreadable);
        Assert.Empty(known.Tests.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public async Task No_file_runs_unseen()
    {
        var run = await RunOrSkipAsync();
        Assert.Empty(run.Tests.Select(outcome => outcome.File).Concat(run.Faults.Select(fault => fault.File)).Except(PesterFile.All.Select(file => file.Name)));
    }

    private static string FaultsOf(PesterRun run, string file) =>
        string.Join(Environment.NewLine, run.Faults.Where(fault => fault.File == file).Select(fault => fault.Message));

    private static async Task<PesterRun> RunOrSkipAsync()
    {
        var run = await PesterRun.Once;
        Assert.SkipWhen(run.SkipReason is not null, run.SkipReason ?? string.Empty);
        Assert.True(run.Fault is null, run.Fault);
        return run;
    }
}
