# This module through its cmdlet.
param([uri] $Server, [int] $Rows, [int] $InFlight, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$token = [securestring]::new()
'bench-token'.ToCharArray().ForEach({ $token.AppendChar($_) })
$null = Connect-CcTenant -Uri $Server -Token $token
$rowsOf = { param($count) 1..$count | ForEach-Object { [pscustomobject]@{ code = "$_"; loginName = "u$_"; userName = "User $_" } } }
& $rowsOf ([math]::Max(200, [int]($Rows / 5))) | New-CcAgent -ThrottleLimit $InFlight | Out-Null
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$cpu = $process.TotalProcessorTime
$clock = [System.Diagnostics.Stopwatch]::StartNew()
& $rowsOf $Rows | New-CcAgent -ThrottleLimit $InFlight | Out-Null
$clock.Stop()
$process.Refresh()
@{ Rows = $Rows; Seconds = $clock.Elapsed.TotalSeconds; CpuSeconds = ($process.TotalProcessorTime - $cpu).TotalSeconds; PeakBytes = $process.PeakWorkingSet64 } | ConvertTo-Json -Compress
