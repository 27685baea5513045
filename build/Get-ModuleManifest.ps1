<#
.SYNOPSIS
    Reads a manifest as a table. Import-PowerShellDataFile does not read one that asks for the edition.
#>
[CmdletBinding()]
[OutputType([hashtable])]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

& ([scriptblock]::Create([System.IO.File]::ReadAllText((Convert-Path -LiteralPath $Path))))
