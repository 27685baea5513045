BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    if ($PSVersionTable.PSEdition -ne 'Desktop') {
        $program = Get-ChildItem (Join-Path $root bench/CallCenter.Bench/bin) -Recurse -Filter CallCenter.Bench.dll | Sort-Object LastWriteTime | Select-Object -Last 1
        $env:CALLCENTER_PWSH = & (Join-Path $root build/Get-PowerShell.ps1)
        try {
            $lines = dotnet $program.FullName check 200
            $exitCode = $LASTEXITCODE
        } finally {
            Remove-Item env:CALLCENTER_PWSH
        }
    }
}

Describe 'The benchmark' {
    BeforeEach {
        Skip-WindowsPowerShell 'ForEach-Object -Parallel'
    }

    It 'runs its contestants' {
        $exitCode | Should -Be 0
        $lines | Where-Object { $_ -notlike 'curl*' } | Should -Be @(
            'hand-written HttpClient loop: 200 rows'
            'CallCenter.Core: 200 rows'
            'CallCenter.Core with a journal: 200 rows'
            'CallCenter.Core, paced: 200 rows'
            'CallCenter.Core, watched: 200 rows'
            'New-CcAgent: 200 rows'
            'Import-CcAgent, which keeps a journal: 200 rows'
            'ForEach-Object -Parallel { Invoke-RestMethod }: 200 rows'
            'ForEach-Object { Invoke-RestMethod }: 200 rows'
        )
    }

    It 'runs curl' {
        if (-not (Get-Command curl -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'curl is not installed'
        }

        $lines | Should -Contain 'curl --parallel: 200 rows'
    }
}
