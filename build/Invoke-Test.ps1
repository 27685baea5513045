<#
.SYNOPSIS
    Runs all tests of what was built: the xunit projects, and Pester beside them in processes of this PowerShell.
.OUTPUTS
    What the runners print, the tests that failed, the reasons of what was skipped, and as the last line the totals. The exit code is 1
    unless all tests passed or were skipped.
#>
[CmdletBinding()]
param(
    # Which build of the test projects.
    [Parameter(Mandatory)]
    [string] $Configuration,

    # Run the tests of the .NET Framework build as well.
    [switch] $Desktop
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$results = [System.IO.Path]::Combine($root, 'output', 'tests')
Remove-Item -LiteralPath $results -Recurse -ErrorAction Ignore
$null = New-Item -ItemType Directory -Path $results
# What passed is counted; what failed, and why something was skipped, is named as well.
$totals = @{ Passed = 0; Failed = [System.Collections.Generic.List[string]]::new(); Skipped = [System.Collections.Generic.List[string]]::new() }

# A file whose run was cut off has left no totals.
function Add-PesterResult($Run) {
    [System.IO.File]::ReadAllText($Run.Log)
    if (-not (Test-Path -LiteralPath $Run.Result)) {
        $totals.Failed.Add("Pester did not run to its end: exit code $($Run.Process.ExitCode).")
        [System.IO.File]::ReadAllText($Run.ErrorLog)
        return
    }

    $result = [System.IO.File]::ReadAllText($Run.Result) | ConvertFrom-Json
    $totals.Passed += $result.Passed
    $totals.Failed.AddRange([string[]] @($result.Failed))
    $totals.Skipped.AddRange([string[]] @($result.Skipped))
}

function Add-XunitResult([string] $Name) {
    $path = Join-Path $results "$Name.trx"
    $tests = @(if (Test-Path -LiteralPath $path) { ([xml] [System.IO.File]::ReadAllText($path)).TestRun.Results.UnitTestResult })
    if (-not $tests) {
        $totals.Failed.Add("$Name ran no tests.")
    }

    foreach ($test in $tests) {
        switch ($test.outcome) {
            'Passed' { $totals.Passed++ }
            'NotExecuted' { $totals.Skipped.Add("$($test.Output.ErrorInfo.Message)$($test.Output.StdOut)") }
            default { $totals.Failed.Add("$($test.testName): $($test.Output.ErrorInfo.Message)`n$($test.Output.ErrorInfo.StackTrace)") }
        }
    }
}

if ($Desktop) {
    & (Join-Path $PSScriptRoot Invoke-DesktopTest.ps1) -Configuration $Configuration -ResultFolder $results
    'CallCenter.Core.Tests.net472', 'CallCenter.Simulator.Tests.net472' | ForEach-Object { Add-XunitResult $_ }
}

# Two processes of Pester, each with every other file by size, since much of the time goes by in waiting.
$files = @(Get-ChildItem (Join-Path $root tests/Pester) -Filter *.Tests.ps1 | Sort-Object Length)
$powerShell = & (Join-Path $PSScriptRoot Get-PowerShell.ps1)
$runs = foreach ($half in 0, 1) {
    $run = @{ Log = Join-Path $results "pester-$half.log"; ErrorLog = Join-Path $results "pester-$half.errors.log"; Result = Join-Path $results "pester-$half.json" }
    $own = @(for ($i = $half; $i -lt $files.Count; $i += 2) { "'$($files[$i].FullName)'" }) -join ','
    $command = "& '$(Join-Path $PSScriptRoot Invoke-PesterTest.ps1)' -Path $own -ResultPath '$($run.Result)'"
    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
    $run.Process = Start-Process $powerShell "-NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded" -NoNewWindow -PassThru -RedirectStandardOutput $run.Log -RedirectStandardError $run.ErrorLog
    # Without it, Windows PowerShell forgets the exit code.
    $null = $run.Process.Handle
    $run
}

dotnet test (Join-Path $root Module.sln) --configuration $Configuration --no-build --nologo --results-directory $results
if ($LASTEXITCODE) {
    $xunitFailed = "dotnet test ended with exit code $LASTEXITCODE."
}

foreach ($run in $runs) {
    $run.Process.WaitForExit()
    Add-PesterResult $run
}

foreach ($project in Get-ChildItem (Join-Path $root tests) -Recurse -Filter *.Tests.csproj) {
    Add-XunitResult $project.BaseName
}

# A test host that died leaves the results of the tests before.
if ($xunitFailed -and -not $totals.Failed.Count) {
    $totals.Failed.Add($xunitFailed)
}

# What failed stands far above by now, among all else that the runners print.
$totals.Failed | ForEach-Object { "FAILED: $_" }
$totals.Skipped | Group-Object | ForEach-Object { "Skipped $($_.Count): $($_.Name)" }
"$($totals.Passed) passed, $($totals.Failed.Count) failed, $($totals.Skipped.Count) skipped"
exit [int] ($totals.Failed.Count -gt 0)
