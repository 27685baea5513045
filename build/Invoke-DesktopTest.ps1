<#
.SYNOPSIS
    Runs the tests of Core and of the simulator on the build for Windows PowerShell 5.1: on .NET Framework in Windows, on Mono elsewhere.
.OUTPUTS
    What the runners print. Their results are in -ResultFolder, one .net472.trx a project.
#>
[CmdletBinding()]
param(
    # Which build.
    [string] $Configuration = 'Release',

    # Where to write the results.
    [Parameter(Mandatory)]
    [string] $ResultFolder
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$onWindows = [System.Environment]::OSVersion.Platform -eq 'Win32NT'
if (-not $onWindows -and -not (Get-Command mono -CommandType Application -ErrorAction Ignore)) {
    throw 'The tests of the .NET Framework build need Mono, which is not installed. Debian and Ubuntu have it in the package mono-complete.'
}

# Side by side, since much of the time goes by in waiting.
$runs = foreach ($name in 'CallCenter.Core.Tests', 'CallCenter.Simulator.Tests') {
    $project = [System.IO.Path]::Combine($root, 'tests', $name)
    dotnet build $project --configuration $Configuration -p:Desktop=true | Out-Host
    if ($LASTEXITCODE) {
        throw "dotnet build $name -p:Desktop=true ended with exit code $LASTEXITCODE."
    }

    $program = [System.IO.Path]::Combine($project, 'bin', $Configuration, 'net472', "$name.exe")
    $arguments = "-noColor -trx `"$(Join-Path $ResultFolder "$name.net472.trx")`""
    $log = Join-Path $ResultFolder "$name.net472.log"
    $how = @{ NoNewWindow = $true; PassThru = $true; RedirectStandardOutput = $log; RedirectStandardError = "$log.errors" }
    $process = if ($onWindows) {
        Start-Process $program $arguments @how
    } else {
        Start-Process mono "`"$program`" $arguments" @how
    }

    @{ Process = $process; Log = $log }
}

# The exit codes say nothing: now and then Mono crashes when all is done.
foreach ($run in $runs) {
    $run.Process.WaitForExit()
    [System.IO.File]::ReadAllText($run.Log)
}
