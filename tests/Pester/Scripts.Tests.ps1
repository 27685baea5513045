BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $settings = Join-Path $root PSScriptAnalyzerSettings.psd1
    $analyzes = [bool] (Get-Module PSScriptAnalyzer -ListAvailable)

    # What is built, and what somebody else wrote, is not ours to mend. The manifest is judged where it is laid out, with what it names.
    $scripts = @(Get-ChildItem $root -Recurse -File -Force -Include *.ps1, *.psm1, *.psd1 |
            Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|output|TestResults|\.git)[\\/]' -and $_.FullName -ne (Join-Path $root CallCenter.psd1) }) +
        @(Get-Item (Get-TestedManifest))

    function Skip-WithoutAnalyzer {
        if (-not $analyzes) {
            Set-ItResult -Skipped -Because 'this machine does not have PSScriptAnalyzer, which is not on NuGet'
        }
    }
}

Describe 'The scripts of the repository' {
    BeforeEach {
        Skip-WithoutAnalyzer
    }

    It 'are all looked at' {
        $names = $scripts | ForEach-Object Name
        'build.ps1', 'CallCenter.psd1', 'Rehearse.ps1', 'TestSupport.psm1', 'Scripts.Tests.ps1', 'Install-TestModule.ps1' | Where-Object { $_ -notin $names } | Should -BeNullOrEmpty
    }

    It 'are clean by the settings of the repository' {
        $found = foreach ($script in $scripts) {
            Invoke-ScriptAnalyzer -Path $script.FullName -Settings $settings
        }
        $found | ForEach-Object { "$($_.ScriptPath):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'would not be clean with an alias, nor with what only PowerShell 7 can read' {
        $bad = Join-Path $TestDrive Bad.ps1
        Set-Content $bad 'gci -Path ($args[0] ?? 1)'
        $found = Invoke-ScriptAnalyzer -Path $bad -Settings $settings
        $found.RuleName | Sort-Object -Unique | Should -Be 'PSAvoidUsingCmdletAliases', 'PSUseCompatibleSyntax'
    }
}
