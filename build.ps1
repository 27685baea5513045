#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packs the module and makes its help, for people who have PowerShell.
.EXAMPLE
    ./build.ps1
    Builds, and lays out the module under output/CallCenter/<version>.
.EXAMPLE
    ./build.ps1 Test
    Builds, and runs all tests.
.EXAMPLE
    ./build.ps1 Docs, Build
    Makes the help from the pages under docs, and builds with it. Needs Microsoft.PowerShell.PlatyPS.
.EXAMPLE
    ./build.ps1 Package
    Builds in a way that gives the same assemblies everywhere, and makes output/package/CallCenter.<version>.nupkg.
.EXAMPLE
    ./build.ps1 Bench
    Measures how fast it is, against a loop written by hand (docs/performance.md). Takes minutes.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Package', 'Bench')]
    [string[]] $Task = 'Build',

    # Of Build and Test. What is packed or measured is always Release.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

function Get-BuiltModule {
    $version = (./build/Get-ModuleManifest.ps1 CallCenter.psd1).ModuleVersion
    [System.IO.Path]::Combine($PSScriptRoot, 'output', 'CallCenter', $version)
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            dotnet build src/CallCenter --configuration $Configuration
            "Import it with: Import-Module $(Get-BuiltModule)"
        }
        'Test' {
            dotnet test --configuration $Configuration
        }
        'Package' {
            # Not incremental: what is there may have been built with the paths of this machine in it.
            dotnet build src/CallCenter --configuration Release --no-incremental -p:ContinuousIntegrationBuild=true
            Remove-Item output/package -Recurse -ErrorAction Ignore
            ./build/New-ModulePackage.ps1 -ModulePath (Get-BuiltModule) -DestinationPath output/package
        }
        'Bench' {
            dotnet run --project bench/CallCenter.Bench --configuration Release
        }
        'Docs' {
            ./docs/Build-Help.ps1
        }
    }
}
finally {
    Pop-Location
}
