#Requires -Version 7.4
<#
.SYNOPSIS
    The software bill of materials of the module, as CycloneDX 1.6 JSON: every file that ships, with its SHA-256.
.DESCRIPTION
    It has no time and no serial number in it, so that the same files give the same text.
#>
[CmdletBinding()]
param(
    # The folder whose files ship.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # What Get-ShippedPackage.ps1 puts out.
    [Parameter(Mandatory)]
    [object[]] $Package
)

$ErrorActionPreference = 'Stop'

$manifest = & $PSScriptRoot/Get-ModuleManifest.ps1 (Join-Path $ModulePath CallCenter.psd1)
$purls = @{}
$Package | ForEach-Object { $purls[$_.Id] = "pkg:nuget/$($_.Id)@$($_.Version)" }

function Get-FileComponent([string] $Name) {
    [ordered]@{
        type      = 'file'
        'bom-ref' = $Name
        name      = $Name
        hashes    = @([ordered]@{ alg = 'SHA-256'; content = (Get-FileHash (Join-Path $ModulePath $Name)).Hash.ToLowerInvariant() })
    }
}

function Get-LicenseEntry([string] $Id) {
    , @(@{ license = @{ id = $Id } })
}

$foreign = foreach ($one in $Package) {
    [ordered]@{
        type       = 'library'
        'bom-ref'  = $purls[$one.Id]
        name       = $one.Id
        version    = $one.Version
        licenses   = Get-LicenseEntry $one.License
        purl       = $purls[$one.Id]
        components = @($one.File | ForEach-Object { Get-FileComponent $_ })
    }
}

$root = (Resolve-Path $ModulePath).Path
$names = Get-ChildItem $root -File -Recurse | ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') }
[string[]] $own = $names | Where-Object { $_ -notin $Package.File }
[array]::Sort($own, [System.StringComparer]::Ordinal)

$component = [ordered]@{
    type        = 'library'
    'bom-ref'   = 'CallCenter'
    name        = 'CallCenter'
    version     = $manifest.ModuleVersion
    description = $manifest.Description
    licenses    = Get-LicenseEntry MIT
    components  = @($own | ForEach-Object { Get-FileComponent $_ })
}
$website = $manifest.PrivateData.PSData['ProjectUri']
if ($website) {
    $component.externalReferences = @([ordered]@{ type = 'website'; url = $website })
}

[ordered]@{
    bomFormat    = 'CycloneDX'
    specVersion  = '1.6'
    version      = 1
    metadata     = [ordered]@{ component = $component }
    components   = @($foreign)
    dependencies = @(
        [ordered]@{ ref = 'CallCenter'; dependsOn = @($Package | ForEach-Object { $purls[$_.Id] }) }
        $Package | ForEach-Object { [ordered]@{ ref = $purls[$_.Id]; dependsOn = @($_.DependsOn | ForEach-Object { $purls[$_] }) } }
    )
} | ConvertTo-Json -Depth 10
