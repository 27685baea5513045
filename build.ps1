#Requires -Version 7.4
<#
.SYNOPSIS
    Builds and tests the module, for people who have PowerShell.
.EXAMPLE
    ./build.ps1
    Builds, and lays out the module under output/CallCenter/<version>.
.EXAMPLE
    ./build.ps1 Test
    Builds, and runs all tests.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test')]
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
        'Test' { dotnet test --configuration $Configuration }
    }
}
finally {
    Pop-Location
}
