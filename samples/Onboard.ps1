<#
.SYNOPSIS
    Onboards the agents of a CSV file.
.DESCRIPTION
    Creates each agent in the tenant, replaces passwords that came in the file by generated ones, and signs the extension in
    to its queues. Uses the session that Connect-CcTenant opened. Rows that fail do not keep the others from being done.

    Emits one object a row. The columns are those of the vendor's page: code, loginName, userName, queue, extension, and so on.
    The new passwords are in its Credential: hand them on from there, for example
    $result | Where-Object Credential | ForEach-Object { Set-Secret -Name $_.Code -Secret $_.Credential }
.EXAMPLE
    ./Onboard.ps1 agents.csv | Format-Table
.EXAMPLE
    ./Onboard.ps1 agents.csv | Where-Object Problem
#>
[CmdletBinding()]
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

    # A column that the file does not have is as good as a blank one, in strict mode too.
    foreach ($name in 'code', 'loginName', 'queue', 'extension') {
        if (-not $rows[$i].PSObject.Properties[$name]) {
            $rows[$i] | Add-Member -NotePropertyName $name -NotePropertyValue ''
        }
    }
}

$common = @{ ThrottleLimit = $ThrottleLimit; ErrorAction = 'SilentlyContinue' }
$agents = @($rows | New-CcAgent @common -ErrorVariable createProblems)

# A password that HR typed into a file is known to too many.
$fromFile = @($agents | Where-Object { -not $_.Credential })
$resets = @($fromFile | Reset-CcAgentPassword @common -ErrorVariable resetProblems)

# What became of each, in tables, so that a long file stays quick.
$problems = @{}; foreach ($problem in $createProblems) { $problems[$problem.TargetObject.Line] = $problem.Exception.Message }
$created = @{}; foreach ($agent in $agents) { $created[$agent.Code] = $agent }
$reset = @{}; foreach ($item in $resets) { $reset[$item.Code] = $item }
$notReset = @{}; foreach ($problem in $resetProblems) { $notReset[$problem.TargetObject.Code] = $problem.Exception.Message }

# One row for each queue of an agent, so that what happens there is surely that agent's.
$places = @(foreach ($row in $rows) {
        if (-not $problems.ContainsKey($row.Line) -and $created["$($row.code)"]) {
            foreach ($queue in $row.queue -split ';') {
                [pscustomobject]@{ Line = $row.Line; queue = $queue.Trim(); extension = $row.extension }
            }
        }
    })
$memberships = @($places | Enter-CcQueue @common -ErrorVariable queueProblems)
$entered = @{}; foreach ($membership in $memberships) { $entered["$($membership.Extension) $($membership.Queue)"] = $true }
$notEntered = @{}; foreach ($problem in $queueProblems) { $notEntered[$problem.TargetObject.Line] += @($problem.Exception.Message) }
$places = $places | Where-Object { $entered["$($_.extension) $($_.queue)"] } | Group-Object -Property Line -AsHashTable

foreach ($row in $rows) {
    $agent = if (-not $problems.ContainsKey($row.Line)) { $created["$($row.code)"] }
    [pscustomobject]@{
        Line       = $row.Line
        Code       = $row.code
        LoginName  = $row.loginName
        Created    = [bool]$agent
        Password   = if (-not $agent) { '' } elseif ($reset[$agent.Code]) { 'reset' } elseif ($agent.Credential) { 'generated' } else { 'as given' }
        Queue      = if ($places -and $places.ContainsKey($row.Line)) { $places[$row.Line].queue -join ', ' }
        Problem    = @($problems[$row.Line]; if ($agent) { $notReset[$agent.Code] }; $notEntered[$row.Line]).Where({ $_ }) -join ' '
        Credential = if ($agent -and $reset[$agent.Code]) { $reset[$agent.Code].Credential } elseif ($agent) { $agent.Credential }
    }
}
