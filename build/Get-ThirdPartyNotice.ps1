#Requires -Version 7.4
<#
.SYNOPSIS
    The license texts that must travel with the assemblies of others, as one text.
#>
[CmdletBinding()]
param(
    # What Get-ShippedPackage.ps1 puts out.
    [Parameter(Mandatory)]
    [object[]] $Package
)

$ErrorActionPreference = 'Stop'

'Windows PowerShell 5.1 needs assemblies that other people made. They ship in bin/net472, unchanged:'
''
$Package | ForEach-Object { "    $($_.Id) $($_.Version) ($($_.License))" }

# Most packages share their texts word for word.
foreach ($name in 'LICENSE.TXT', 'THIRD-PARTY-NOTICES.TXT') {
    $texts = $Package | Where-Object { Test-Path (Join-Path $_.Folder $name) } | Group-Object { Get-Content -Raw (Join-Path $_.Folder $name) }
    foreach ($text in $texts) {
        ''
        '=' * 100
        "$name of $(($text.Group | ForEach-Object Id) -join ', ')"
        '=' * 100
        ''
        $text.Name.Trim() -split '\r?\n'
    }
}
