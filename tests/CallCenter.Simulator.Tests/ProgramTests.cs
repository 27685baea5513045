#if NET
using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace CallCenter.Simulator.Tests;

// On .NET Framework the simulator is no program.
public sealed class ProgramTests
{
    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--queue-port")]
    [InlineData("--tenant-port 65536")]
    [InlineData("--latency -1")]
    public async Task What_it_does_not_understand_is_answered_with_the_usage(string arguments)
    {
        using Process process = Start(arguments);

        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(arguments.Split(' ')[0], errors, StringComparison.Ordinal);
        Assert.Contains("Usage:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_printed()
    {
        using Process process = Start("--help");

        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_how_to_connect_and_serves_on_when_its_input_ends()
    {
        using Process process = Start("--queue-key secret --token-lifetime 60 --latency 1 --effect-delay 1");
        try
        {
            process.StandardInput.Close();
            string? line;
            string? tenant = null;
            do
            {
                line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
                if (line?.StartsWith("Tenant ", StringComparison.Ordinal) == true)
                {
                    tenant = line["Tenant ".Length..].Trim();
                }
            }
            while (line?.Contains("Connect-CcTenant -Uri http://127.0.0.1:", StringComparison.Ordinal) == false);

            using var client = new HttpClient();
            using HttpResponseMessage response = await client.GetAsync(new Uri(tenant!), TestContext.Current.CancellationToken);

            Assert.Equal(404, (int)response.StatusCode);
            Assert.False(process.HasExited);
        }
        finally
        {
            process.Kill();
        }
    }

    private static Process Start(string arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", $"\"{typeof(VendorSimulator).Assembly.Location}\" {arguments}")
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
#endif
