#Requires -Version 7.4
<#
.SYNOPSIS
    Builds and tests the module and makes its help, for people who have PowerShell.
.EXAMPLE
    ./build.ps1
    Builds, and lays out the module under output/CallCenter/<version>.
.EXAMPLE
    ./build.ps1 Test
    Builds, and runs all tests.
.EXAMPLE
    ./build.ps1 Docs, Build
    Makes the help from the pages under docs, and builds with it. Needs Microsoft.PowerShell.PlatyPS.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Docs', 'Test')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            dotnet build src/CallCenter --configuration $Configuration
            $module = Get-ChildItem output/CallCenter -Directory | Sort-Object LastWriteTime | Select-Object -Last 1
            "Import it with: Import-Module $PSScriptRoot/output/CallCenter   (version $($module.Name))"
        }
        'Docs' { & ./docs/Build-Help.ps1 }
        'Test' { dotnet test --configuration $Configuration }
    }
}
finally {
    Pop-Location
}
