#Requires -Version 7.4
<#
.SYNOPSIS
    The NuGet packages whose assemblies ship in the module, as they were restored for .NET Framework.
.DESCRIPTION
    On PowerShell 7 nothing but the module's own assemblies ships.
.OUTPUTS
    An object for each package: Id, Version, License (an SPDX id), Folder.
#>
[CmdletBinding()]
param(
    # The module as the build laid it out.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # What the restore of src/CallCenter resolved.
    [Parameter(Mandatory)]
    [string] $AssetsPath
)

$ErrorActionPreference = 'Stop'

function Get-License([string] $Folder) {
    $metadata = ([xml] (Get-Content -Raw (Get-ChildItem $Folder -Filter *.nuspec))).package.metadata
    if ($metadata['license'] -and $metadata['license'].GetAttribute('type') -eq 'expression') {
        return $metadata['license'].InnerText
    }

    # Older packages give an address only, and bring the text.
    $text = Join-Path $Folder LICENSE.TXT
    if ((Test-Path $text) -and (Get-Content $text -First 1) -eq 'The MIT License (MIT)') {
        return 'MIT'
    }

    throw "The license of the package in $Folder is not known."
}

$assets = Get-Content -Raw $AssetsPath | ConvertFrom-Json -AsHashtable
$resolved = $assets.targets['net472']
if (-not $resolved) {
    throw "$AssetsPath has no target net472."
}

foreach ($key in $resolved.Keys | Sort-Object) {
    $package = $resolved[$key]
    $files = $package['runtime'].Keys | Where-Object { $_ -and (Test-Path ([System.IO.Path]::Combine($ModulePath, 'bin', 'net472', (Split-Path -Leaf $_)))) }
    if ($package.type -eq 'package' -and $files) {
        $id, $version = $key -split '/'
        $folder = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ $assets.libraries[$key].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
        [pscustomobject]@{
            Id      = $id
            Version = $version
            License = Get-License $folder
            Folder  = $folder
        }
    }
}
