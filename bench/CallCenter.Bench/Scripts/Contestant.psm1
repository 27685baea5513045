# What the scripts of the contestants do alike.
$ErrorActionPreference = 'Stop'

<#
.SYNOPSIS
    Imports the module and opens its session to the server.
#>
function Connect-Server([uri] $Server, [string] $Module) {
    Import-Module $Module -Global
    $token = [securestring]::new()
    'bench-token'.ToCharArray().ForEach({ $token.AppendChar($_) })
    $null = Connect-CcTenant -Uri $Server -Token $token
}

<#
.SYNOPSIS
    Does the work, and prints the line that the benchmark reads: what this process took for it.
#>
function Measure-Work([int] $Rows, [scriptblock] $Work) {
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    $cpu = $process.TotalProcessorTime
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    & $Work | Out-Null
    $clock.Stop()
    $process.Refresh()
    @{ Rows = $Rows; Seconds = $clock.Elapsed.TotalSeconds; CpuSeconds = ($process.TotalProcessorTime - $cpu).TotalSeconds; PeakBytes = $process.PeakWorkingSet64 } | ConvertTo-Json -Compress
}
