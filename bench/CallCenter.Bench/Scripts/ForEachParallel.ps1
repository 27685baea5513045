# What users write today: ForEach-Object -Parallel with Invoke-RestMethod.
param([uri] $Server, [int] $Rows, [int] $InFlight, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot Contestant.psm1)
$null = $Module
$address = [uri]::new($Server, '/api/operation/tenant/agents')
$work = {
    $body = @{ code = "$_"; loginName = "u$_"; userName = "User $_"; password = 'Aa12345678901234' } | ConvertTo-Json -Compress
    Invoke-RestMethod -Uri $using:address -Method Post -Body $body -ContentType 'application/json;charset=utf-8' -Headers @{ Authorization = 'bench-token' }
}
1..([math]::Max(50, [int]($Rows / 5))) | ForEach-Object -ThrottleLimit $InFlight -Parallel $work | Out-Null
Measure-Work $Rows { 1..$Rows | ForEach-Object -ThrottleLimit $InFlight -Parallel $work }
