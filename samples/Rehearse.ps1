<#
.SYNOPSIS
    Rehearses a day against the simulator: onboards the agents of a CSV file in the morning and signs them out in the evening.
.EXAMPLE
    ./Rehearse.ps1
#>
[CmdletBinding()]
param(
    # The CSV file to onboard.
    [string] $Path = (Join-Path $PSScriptRoot 'agents.csv'),

    # The module: its name when it is installed, or the folder where it was built.
    [string] $Module = 'CallCenter'
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$simulator = Start-CcSimulator
try {
    $session = $simulator | Connect-CcTenant
    "Connected to a simulator of both vendors: tenant $($session.Uri), phone system $($session.QueueUri)."

    $result = @(& (Join-Path $PSScriptRoot 'Onboard.ps1') -Path $Path -ErrorAction Continue)
    $result | Format-Table Line, Code, LoginName, Created, Password, Queue -AutoSize | Out-String -Width 120

    $problems = @($result | Where-Object Problem)
    "Rows with a problem: $($problems.Count) of $($result.Count)"
    $problems | Format-List Line, Code, Problem | Out-String -Width 160

    $working = @($simulator.QueueMember | Select-Object -ExpandProperty Extension -Unique)
    $left = @($working | Exit-CcQueue -AllQueues)
    "End of the day: $($working.Count) extensions signed out of their $($left.Count) queue places; $($simulator.QueueMember.Count) are left in a queue."
    "The simulator has $($simulator.Agent.Count) agents and answered $($simulator.RequestCount) requests."
}
finally {
    $simulator | Stop-CcSimulator
}
