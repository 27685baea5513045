using System;
using System.ComponentModel;
using System.Diagnostics;

namespace CallCenter.Quickstart;

/// <summary>The PowerShell on this machine's path.</summary>
/// <param name="Executable">Its name or path.</param>
/// <param name="Version">Its version.</param>
internal sealed record PowerShell(string Executable, Version Version)
{
    private const string Name = "pwsh";

    /// <summary>The oldest version that the module runs in.</summary>
    public static Version Least { get; } = new(7, 4);

    /// <summary>The PowerShell on the path, where there is one and it is not too old.</summary>
    public static PowerShell? Find()
    {
        try
        {
            var start = StartInfo(Name, "-Command", "'{0}.{1}.{2}' -f $PSVersionTable.PSVersion.Major, $PSVersionTable.PSVersion.Minor, $PSVersionTable.PSVersion.Patch");
            start.RedirectStandardOutput = true;
            using var process = Process.Start(start)!;
            var answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Version.TryParse(answer.Trim(), out var version) && version >= Least ? new PowerShell(Name, version) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs a script with this process's console, and returns its exit code.</summary>
    public int Run(string script, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(Executable, ["-File", script, .. arguments]))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static ProcessStartInfo StartInfo(string executable, params string[] arguments) =>
        new(executable, ["-NoLogo", "-NoProfile", "-NonInteractive", .. arguments]);
}
