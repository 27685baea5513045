<#
.SYNOPSIS
    Runs Pester files on the built module, in this PowerShell.
.EXAMPLE
    ./build/Invoke-PesterTest.ps1 tests/Pester/New-CcAgent.Tests.ps1
#>
[CmdletBinding()]
param(
    # The files.
    [Parameter(Mandatory, Position = 0)]
    [string[]] $Path,

    # Where to write how many tests passed, which failed, and why others were skipped, as JSON. It is there only after a run that came to its end.
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module ([System.IO.Path]::Combine($root, 'output', 'Pester', 'Pester.psd1'))
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.RenderMode = 'Plaintext'

# The tests read the messages in English, whatever language this machine speaks, and reach servers on this machine without a proxy.
[cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentUICulture = 'en-US'
$env:POWERSHELL_TELEMETRY_OPTOUT = 1
$env:POWERSHELL_UPDATECHECK = 'Off'
Remove-Item env:*_proxy

# The tests see the preferences that a user has.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

# A file that fails outside of its tests, or has none, fails as a whole. A test that neither passed nor was skipped failed.
$empty = @($run.Containers | Where-Object { $_.Result -ne 'Failed' -and -not $_.TotalCount } | ForEach-Object { "$($_.Item) has no tests." })
$empty
$totals = @{
    Passed  = $run.PassedCount
    Failed  = @(
        $run.Tests | Where-Object Result -NotIn 'Passed', 'Skipped' | ForEach-Object { "$($_.ExpandedPath), $($_.Result): $($_.ErrorRecord)" }
        $run.FailedBlocks | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
        $run.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord)" }
        $empty
        @('A file did not run.') * [Math]::Max(0, $Path.Count - $run.Containers.Count)
    )
    Skipped = @($run.Tests | Where-Object Result -EQ 'Skipped' | ForEach-Object { "$($_.ErrorRecord)" })
}
if ($ResultPath) {
    [System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $totals))
}
