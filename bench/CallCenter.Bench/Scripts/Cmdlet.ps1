# This module through its cmdlet.
param([uri] $Server, [int] $Rows, [int] $InFlight, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot Contestant.psm1)
Connect-Server $Server $Module
$rowsOf = { param($count) 1..$count | ForEach-Object { [pscustomobject]@{ code = "$_"; loginName = "u$_"; userName = "User $_" } } }
& $rowsOf ([math]::Max(200, [int]($Rows / 5))) | New-CcAgent -ThrottleLimit $InFlight | Out-Null
Measure-Work $Rows { & $rowsOf $Rows | New-CcAgent -ThrottleLimit $InFlight }
