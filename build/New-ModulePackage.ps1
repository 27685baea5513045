#Requires -Version 7.4
<#
.SYNOPSIS
    Makes what goes to the PowerShell Gallery from the module as it was built.
.DESCRIPTION
    Adds to a copy of the layout what must travel with it, the licenses of what others made and a software bill of materials,
    and packs it. The copy stays beside the package, as CallCenter/<version>.
.OUTPUTS
    The .nupkg file.
#>
[CmdletBinding()]
param(
    # The module as the build laid it out.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # An empty folder, or one that is made.
    [Parameter(Mandatory)]
    [string] $DestinationPath,

    # Where the project is published, such as https://github.com/owner/repository. Without it the package names no address.
    [uri] $ProjectUri
)

$ErrorActionPreference = 'Stop'

if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    throw 'Packing needs Microsoft.PowerShell.PSResourceGet 1.1 or later: Install-PSResource Microsoft.PowerShell.PSResourceGet'
}

$version = (& $PSScriptRoot/Get-ModuleManifest.ps1 (Join-Path $ModulePath CallCenter.psd1)).ModuleVersion
$layout = [System.IO.Path]::Combine($DestinationPath, 'CallCenter', $version)
if (Test-Path $layout) {
    throw "$layout exists."
}

$null = New-Item -ItemType Directory $layout
Copy-Item (Join-Path $ModulePath *) $layout -Recurse
if ($ProjectUri) {
    & $PSScriptRoot/Add-ProjectUri.ps1 -Path (Join-Path $layout CallCenter.psd1) -ProjectUri $ProjectUri
}

$package = & $PSScriptRoot/Get-ShippedPackage.ps1 -ModulePath $layout -AssetsPath $PSScriptRoot/../src/CallCenter/obj/project.assets.json
& $PSScriptRoot/Get-ThirdPartyNotice.ps1 -Package $package | Set-Content (Join-Path $layout THIRD-PARTY-NOTICES.txt)
& $PSScriptRoot/New-ModuleSbom.ps1 -ModulePath $layout

Compress-PSResource -Path $layout -DestinationPath $DestinationPath -PassThru
