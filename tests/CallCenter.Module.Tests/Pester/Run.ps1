<#
.SYNOPSIS
    Runs all Pester files beside this one on the built module, for dotnet test, and writes what became of each test as JSON.
#>
[CmdletBinding()]
param(
    # Where the results go.
    [Parameter(Mandatory)]
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'

function Write-Report([hashtable] $Report) {
    [System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $Report -Depth 5))
}

# Windows PowerShell runs the tests when it was asked for: CALLCENTER_PWSH.
if ($PSVersionTable.PSEdition -eq 'Core' -and $PSVersionTable.PSVersion -lt [version] '7.4') {
    Write-Report @{ SkipReason = 'PowerShell 7.4 or later is not installed' }
    return
}

$pester = Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version | Select-Object -Last 1
if (-not $pester) {
    Write-Report @{ SkipReason = 'Pester 5 is not installed for it' }
    return
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$configuration.Output.RenderMode = 'Plaintext'

# The tests read the messages in English, whatever language this machine speaks.
[cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentUICulture = 'en-US'

# The tests see the preferences that a user has.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

function Get-FileName($Container) {
    [System.IO.Path]::GetFileName($Container.Item.ToString()) -replace '\.Tests\.ps1$'
}

function Get-Message($ErrorRecord) {
    ($ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n"
}

# A skipped test says why; where in the code it did is of no use.
function Get-TestMessage($Test) {
    if ($Test.Result -eq 'Skipped') {
        "$($Test.ErrorRecord)"
    } else {
        Get-Message $Test.ErrorRecord
    }
}

$tests = foreach ($test in $run.Tests) {
    @{
        File    = Get-FileName $test.Block.Root.BlockContainer
        Name    = $test.ExpandedName
        Result  = [string] $test.Result
        Message = Get-TestMessage $test
    }
}

$faults = @(
    foreach ($container in $run.FailedContainers) {
        @{ File = Get-FileName $container; Message = Get-Message $container.ErrorRecord }
    }

    foreach ($block in $run.FailedBlocks) {
        @{ File = Get-FileName $block.Root.BlockContainer; Message = "$($block.ExpandedPath): $(Get-Message $block.ErrorRecord)" }
    }
)

Write-Report @{ Tests = @($tests); Faults = $faults }
