#Requires -Version 7.4
<#
.SYNOPSIS
    Writes the software bill of materials of the module, CallCenter.cdx.json, with CycloneDX's tool.
.DESCRIPTION
    It lists the packages of others that ship in bin/net472, as they were restored. On PowerShell 7 nothing of others ships.
#>
[CmdletBinding()]
param(
    # The folder with the manifest, which gets the file.
    [Parameter(Mandatory)]
    [string] $ModulePath
)

$ErrorActionPreference = 'Stop'

# The packages that only build the module. They look like the others to the tool.
$buildOnly = 'PowerShellStandard.Library', 'PolySharp', 'Microsoft.NETFramework.ReferenceAssemblies', 'Microsoft.NETFramework.ReferenceAssemblies.net472'

$manifest = & $PSScriptRoot/Get-ModuleManifest.ps1 (Join-Path $ModulePath CallCenter.psd1)
$website = $manifest.PrivateData.PSData['ProjectUri']
$reference = if ($website) {
    "<externalReferences><reference type=""website""><url>$([System.Security.SecurityElement]::Escape($website))</url></reference></externalReferences>"
}

# What the tool cannot know about the module itself.
$template = New-TemporaryFile
try {
    Set-Content $template @"
<bom xmlns="http://cyclonedx.org/schema/bom/1.6">
  <metadata>
    <component type="library" bom-ref="CallCenter">
      <name>CallCenter</name>
      <version>$($manifest.ModuleVersion)</version>
      <description>$([System.Security.SecurityElement]::Escape($manifest.Description))</description>
      <licenses><license><id>MIT</id></license></licenses>
      $reference
    </component>
  </metadata>
</bom>
"@
    $arguments = @(
        Convert-Path $PSScriptRoot/../src/CallCenter/CallCenter.csproj
        '--framework', 'net472', '--disable-package-restore', '--exclude-filter', ($buildOnly -join ',')
        '--import-metadata-path', $template, '--set-type', 'Library', '--no-serial-number'
        '--output-format', 'UnsafeJson', '--spec-version', '1.6', '--output', (Convert-Path $ModulePath), '--filename', 'CallCenter.cdx.json'
    )
    # From here, where the tool's manifest is found.
    Push-Location $PSScriptRoot
    try {
        $said = dotnet dnx --yes CycloneDX @arguments 2>&1
    } finally {
        Pop-Location
    }

    if ($LASTEXITCODE) {
        throw "CycloneDX ended with exit code ${LASTEXITCODE}: $($said -join "`n")"
    }
} finally {
    Remove-Item $template
}
