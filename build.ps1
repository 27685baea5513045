<#
.SYNOPSIS
    The one entry to all that is done with this repository. It needs the .NET 10 SDK; all else comes from NuGet.
.EXAMPLE
    ./build.ps1
    Builds, and lays out the module under output/CallCenter/<version>.
.EXAMPLE
    ./build.ps1 Rehearse
    Builds, and onboards the agents of samples/agents.csv against the simulator, with the real commands.
.EXAMPLE
    ./build.ps1 Test
    Builds, and runs all tests. With -Full the random faults and the kills run as often as docs/reliability.md says, and with
    -Desktop the tests of the .NET Framework build too, on Mono outside Windows.
.EXAMPLE
    ./build.ps1 Lint
    Checks that the sources are as dotnet format writes them.
.EXAMPLE
    ./build.ps1 Help, Build
    Makes the help from the pages under docs, and builds with it. Needs Microsoft.PowerShell.PlatyPS.
.EXAMPLE
    ./build.ps1 Package -ProjectUri https://example.com/owner/repository
    Builds in a way that gives the same assemblies everywhere, and makes output/package/CallCenter.<version>.nupkg.
.EXAMPLE
    ./build.ps1 Bench
    Measures how fast it is, against a loop written by hand (docs/performance.md). Takes minutes.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Rehearse', 'Lint', 'Help', 'Package', 'Bench')]
    [string[]] $Task = 'Build',

    # Of Build, Test and Rehearse. What is packed or measured is always Release.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Of Test: run the long tests in full.
    [switch] $Full,

    # Of Test: run the tests of the .NET Framework build as well.
    [switch] $Desktop,

    # Of Package: the address of the project, for the manifest's links.
    [uri] $ProjectUri
)

$ErrorActionPreference = 'Stop'

# Windows PowerShell cannot stop by itself where a program fails.
function Assert-ExitCode([string] $Program) {
    if ($LASTEXITCODE) {
        throw "$Program ended with exit code $LASTEXITCODE."
    }
}

$module = [System.IO.Path]::Combine($PSScriptRoot, 'output', 'CallCenter')

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            dotnet build src/CallCenter --configuration $Configuration
            Assert-ExitCode 'dotnet build'
            "Import it with: Import-Module $module"
        }
        'Test' {
            dotnet build Module.sln --configuration $Configuration
            Assert-ExitCode 'dotnet build'
            $before = $env:CALLCENTER_TEST_FULL
            $env:CALLCENTER_TEST_FULL = if ($Full) { '1' }
            try {
                ./build/Invoke-Test.ps1 -Configuration $Configuration -Desktop:$Desktop
            } finally {
                $env:CALLCENTER_TEST_FULL = $before
            }

            if ($LASTEXITCODE) {
                exit $LASTEXITCODE
            }
        }
        'Rehearse' {
            'Building the module; the first time this takes about a minute.'
            dotnet build src/CallCenter --configuration $Configuration
            Assert-ExitCode 'dotnet build'
            # A PowerShell of its own keeps no file of the module open afterwards.
            & (./build/Get-PowerShell.ps1) -NoProfile -File samples/Rehearse.ps1 -Module $module
            Assert-ExitCode 'The rehearsal'
        }
        'Lint' {
            dotnet format Module.sln --verify-no-changes
            Assert-ExitCode 'dotnet format'
        }
        'Help' {
            ./docs/Build-Help.ps1
        }
        'Package' {
            # Not incremental: what is there may have been built with the paths of this machine in it.
            dotnet build src/CallCenter --configuration Release --no-incremental -p:ContinuousIntegrationBuild=true
            Assert-ExitCode 'dotnet build'
            Remove-Item output/package -Recurse -ErrorAction Ignore
            $version = (./build/Get-ModuleManifest.ps1 CallCenter.psd1).ModuleVersion
            ./build/New-ModulePackage.ps1 -ModulePath (Join-Path $module $version) -DestinationPath output/package -ProjectUri $ProjectUri
        }
        'Bench' {
            $env:CALLCENTER_PWSH = ./build/Get-PowerShell.ps1
            dotnet run --project bench/CallCenter.Bench --configuration Release
            Assert-ExitCode 'dotnet run'
        }
    }
} finally {
    Pop-Location
}
