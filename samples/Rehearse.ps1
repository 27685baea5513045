<#
.SYNOPSIS
    Rehearses a day in the simulator: onboards the agents of a CSV file in the morning and signs them out in the evening.
.EXAMPLE
    ./Rehearse.ps1
#>
[CmdletBinding()]
param(
    # The CSV file to onboard.
    [string] $Path = (Join-Path $PSScriptRoot 'agents.csv'),

    # The module: its name if it is installed, or the folder that the build made.
    [string] $Module = 'CallCenter'
)

Import-Module $Module -ErrorAction Stop
$simulator = Start-CcSimulator
try {
    $null = $simulator | Connect-CcTenant
    $journal = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).journal"
    Import-CcAgent $Path -ResetPassword -JournalPath $journal -ErrorAction SilentlyContinue | Sort-Object Line
    $left = $simulator.QueueMember.Extension | Select-Object -Unique | Exit-CcQueue -AllQueues
    "End of the day: signed out of $(@($left).Count) queue places, $($simulator.QueueMember.Count) are left."
}
finally {
    $simulator | Stop-CcSimulator
    Remove-Item $journal -ErrorAction Ignore
}
