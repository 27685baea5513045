# What users write today: a loop with Invoke-RestMethod.
param([uri] $Server, [int] $Rows, [int] $InFlight, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot Contestant.psm1)
$null = $Module, $InFlight
$address = [uri]::new($Server, '/api/operation/tenant/agents')
$work = {
    $body = @{ code = "$_"; loginName = "u$_"; userName = "User $_"; password = 'Aa12345678901234' } | ConvertTo-Json -Compress
    Invoke-RestMethod -Uri $address -Method Post -Body $body -ContentType 'application/json;charset=utf-8' -Headers @{ Authorization = 'bench-token' }
}
1..20 | ForEach-Object $work | Out-Null
Measure-Work $Rows { 1..$Rows | ForEach-Object $work }
