<#
.SYNOPSIS
    Onboards the agents of a CSV file.
.DESCRIPTION
    Creates each agent in the tenant, replaces passwords that came in the file by generated ones, and signs the extension in
    to its queues. Uses the session that Connect-CcTenant opened. Rows that fail do not keep the others from being done.

    Emits one object a row. The new passwords are in its Credential: hand them on from there, for example
    $result | Where-Object Credential | ForEach-Object { Set-Secret -Name $_.Code -Secret $_.Credential }
.EXAMPLE
    ./Onboard.ps1 agents.csv | Format-Table
.EXAMPLE
    ./Onboard.ps1 agents.csv -WhatIf
.EXAMPLE
    ./Onboard.ps1 agents.csv | Where-Object Problem
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The CSV file: code, loginName, userName, queue, extension, and whatever else New-CcAgent takes.
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    # The most requests in flight at once.
    [int] $ThrottleLimit = 8
)

$rows = @(Import-Csv -LiteralPath $Path -Encoding utf8)
for ($i = 0; $i -lt $rows.Count; $i++) {
    $rows[$i] | Add-Member -NotePropertyName Line -NotePropertyValue ($i + 2)
}

$common = @{ ThrottleLimit = $ThrottleLimit; ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problems' }
$problems = @()

$agents = @($rows | New-CcAgent @common)

# A password that HR typed into a file is known to too many.
$fromFile = @($agents | Where-Object { -not $_.Credential })
$resets = @($fromFile | Reset-CcAgentPassword @common)

$badLines = @($problems.TargetObject.Line)
$ready = @($rows | Where-Object { $_.Line -notin $badLines -and $_.code -in $agents.Code })
$memberships = @($ready | Enter-CcQueue @common)

# Looked up by code, so that a long file stays quick.
$created = @{}; foreach ($agent in $agents) { $created[$agent.Code] = $agent }
$reset = @{}; foreach ($item in $resets) { $reset[$item.Code] = $item }

foreach ($row in $rows) {
    # Errors of rows with several queues name the extension, all others hand back the row itself.
    $own = @($problems | Where-Object {
            $_.TargetObject.Line -eq $row.Line -or
            ($null -eq $_.TargetObject.Line -and $_.TargetObject.extension -eq $row.extension) -or
            ($_.TargetObject -is [CallCenter.CcAgent] -and $_.TargetObject.Code -eq $row.code)
        })
    $agent = if ($row.Line -notin $badLines) { $created[$row.code] }
    [pscustomobject]@{
        Line       = $row.Line
        Code       = $row.code
        LoginName  = $row.loginName
        Created    = [bool]$agent
        Password   = if (-not $agent) { '' } elseif ($reset[$row.code]) { 'reset' } elseif ($agent.Credential) { 'generated' } else { 'as given' }
        Queue      = @($memberships | Where-Object Extension -EQ $row.extension).Queue -join ', '
        Problem    = @($own.Exception.Message) -join ' '
        Credential = if ($reset[$row.code]) { $reset[$row.code].Credential } else { $agent.Credential }
    }
}
