BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    function Get-NewPath([string] $Extension = 'csv') {
        Join-Path $TestDrive "$([guid]::NewGuid()).$Extension"
    }

    # A template with its example row replaced by that many agents, as a spreadsheet would save it, and its path.
    function Write-FilledTemplate([string] $Language, [string] $Prefix, [int] $Count) {
        $path = Get-NewPath
        $code, $login, $name = (New-CcImportTemplate $path -Language $Language).Column[0..2]
        $example = Import-Csv -LiteralPath $path -Encoding utf8
        $rows = foreach ($i in 1..$Count) {
            $row = $example.psobject.Copy()
            $row.$code = "$Prefix$i"
            $row.$login = "$Prefix.login$i"
            $row.$name = "李伟 $i"
            $row
        }
        [System.IO.File]::WriteAllLines($path, [string[]] ($rows | ConvertTo-Csv -NoTypeInformation), [System.Text.Encoding]::UTF8)
        $path
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'New-CcImportTemplate' {
    Context 'the file' {
        It 'has English headers and one example row' {
            $path = Get-NewPath
            $null = New-CcImportTemplate -Path $path -Language en-US
            $rows = @(Import-Csv -LiteralPath $path)
            $rows | Should -HaveCount 1
            $rows[0].Code, $rows[0].LoginName, $rows[0].UserName, $rows[0].Gender, $rows[0].Password | Should -Be 'EXAMPLE', 'li.wei', 'Li Wei', 'Male', ''
        }

        It 'has Chinese headers and one example row' {
            $path = Get-NewPath
            $null = New-CcImportTemplate $path -Language zh-CN
            $rows = @(Import-Csv -LiteralPath $path -Encoding utf8)
            $rows | Should -HaveCount 1
            $rows[0].工号, $rows[0].登录名, $rows[0].用户名, $rows[0].性别, $rows[0].密码 | Should -Be '示例', 'li.wei', '李伟', '男', ''
        }

        It 'has headers that New-CcAgent binds, every one of them' {
            $known = (Get-Command New-CcAgent).Parameters.Values | ForEach-Object { $_.Name; $_.Aliases }
            foreach ($language in 'en-US', 'zh-CN') {
                (New-CcImportTemplate (Get-NewPath) -Language $language).Column | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
            }
        }

        It 'speaks the language of the user interface unless told' {
            $headers = foreach ($culture in 'zh-CN', 'en-GB') {
                (Invoke-Alone -Argument (Get-NewPath), $culture {
                    param($path, $culture)
                    [cultureinfo]::CurrentUICulture = $culture
                    (New-CcImportTemplate $path).Column
                }).Output[0]
            }
            $headers | Should -Be '工号', 'Code'
        }

        It 'is written where PowerShell is, and brackets in its name are nothing special' {
            Push-Location $TestDrive
            try {
                $null = New-CcImportTemplate 'agents[1].csv'
                $null = New-CcImportTemplate -LiteralPath 'more[ab].csv'
                Test-Path -LiteralPath (Join-Path $TestDrive 'agents[1].csv') | Should -BeTrue
                Test-Path -LiteralPath (Join-Path $TestDrive 'more[ab].csv') | Should -BeTrue
            } finally {
                Pop-Location
            }
        }

        It 'is not written over another one without -Force' {
            $path = Get-NewPath
            'precious' | Set-Content -LiteralPath $path
            { New-CcImportTemplate $path } | Should -Throw -ErrorId 'FileExists,*'
            $Error[0].ErrorDetails.RecommendedAction | Should -Match '-Force'
            Get-Content -LiteralPath $path | Should -Be 'precious'
            (New-CcImportTemplate $path -Force).Count | Should -BeGreaterThan 3
            Get-Content -LiteralPath $path -Raw | Should -Not -Match 'precious'
        }

        It 'is not written into a folder that does not exist' {
            { New-CcImportTemplate (Join-Path $TestDrive missing/agents.csv) } | Should -Throw -ErrorId 'FileUnwritable,*'
        }

        It 'is not written under -WhatIf' {
            $path = Get-NewPath
            $result = Invoke-Alone -Argument $path { param($path) New-CcImportTemplate $path -WhatIf }
            $result.Output | Should -BeNullOrEmpty
            $result.Line -join "`n" | Should -Match ([regex]::Escape($path))
            $path | Should -Not -Exist
        }
    }

    Context 'the explanation' {
        It 'is one object a column, in the order of the file' {
            $path = Get-NewPath
            $columns = New-CcImportTemplate $path
            $columns | Should -BeOfType ([CallCenter.CcImportColumn])
            $columns.Column -join ',' | Should -BeExactly (Get-Content -LiteralPath $path -TotalCount 1)
            $columns.Example -join ',' | Should -BeExactly (Get-Content -LiteralPath $path)[1]
            ($columns | Where-Object Required).Column | Should -Be 'Code', 'LoginName', 'UserName'
            $columns.Path | Select-Object -Unique | Should -BeExactly $path
        }

        It 'is in the language of the file' {
            (New-CcImportTemplate (Get-NewPath) -Language zh-CN)[6].Description | Should -Match '自动生成'
            (New-CcImportTemplate (Get-NewPath) -Language en-US)[6].Description | Should -Match 'generated'
        }

        It 'fits a table of 80 columns, line for line' {
            foreach ($language in 'en-US', 'zh-CN') {
                $columns = New-CcImportTemplate (Get-NewPath) -Language $language
                $text = ($columns | Out-String -Width 80).Trim()
                $table = @($text.Substring($text.IndexOf('---')) -split '\r?\n')
                $table | Should -HaveCount ($columns.Count + 1) -Because 'each column has one line'
            }
        }

        It 'can be handed on beside the file' {
            $path = Get-NewPath
            New-CcImportTemplate (Get-NewPath) | Select-Object Column, Required, Description | Export-Csv -LiteralPath $path
            (Import-Csv -LiteralPath $path)[0].Column | Should -BeExactly 'Code'
        }
    }

    Context 'the way back' {
        It 'goes from the template over a clean check to agents' {
            foreach ($language in 'en-US', 'zh-CN') {
                $path = Write-FilledTemplate -Language $language -Prefix "T$language" -Count 3
                $check = Import-CcAgent $path -CheckOnly -ErrorAction Stop -WarningAction Stop
                $check.State | Should -Be 'NotSent', 'NotSent', 'NotSent'
                $result = @(Import-CcAgent $path -ErrorAction Stop)
                $result.State | Should -Be 'Done', 'Done', 'Done'
                foreach ($agent in $result) {
                    $sim.VerifyPassword($agent.Code, $agent.Credential) | Should -BeTrue
                    $agent.UserName | Should -Match '^李伟 \d$'
                }
            }
        }

        It 'goes through Import-Csv and New-CcAgent alike' {
            foreach ($language in 'en-US', 'zh-CN') {
                $path = Write-FilledTemplate -Language $language -Prefix "P$language" -Count 2
                $agents = @(Import-Csv -LiteralPath $path -Encoding utf8 | New-CcAgent -ErrorAction Stop)
                $agents.Code | Sort-Object | Should -Be "P${language}1", "P${language}2"
                $agents.Gender | Select-Object -Unique | Should -Be 'Male'
            }
        }

        It 'creates no agent of the example, and says what to do with its row' {
            foreach ($language in 'en-US', 'zh-CN') {
                $path = Get-NewPath
                $null = New-CcImportTemplate $path -Language $language
                $before = $sim.Agent.Count
                $result = Import-CcAgent $path -ErrorVariable faults -ErrorAction SilentlyContinue
                $result.State | Should -Be 'Skipped'
                $faults | Should -HaveCount 1
                $faults[0].FullyQualifiedErrorId | Should -Match '^ExampleRow,'
                $faults[0].ErrorDetails.RecommendedAction | Should -Match 'Delete the row'

                Import-Csv -LiteralPath $path -Encoding utf8 | New-CcAgent -ErrorVariable faults -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
                $faults | Should -HaveCount 1
                $faults[0].FullyQualifiedErrorId | Should -Match '^InvalidValue,'
                "$($faults[0])" | Should -Match 'New-CcImportTemplate'
                $sim.Agent.Count | Should -Be $before
            }
        }

        It 'creates the other agents when the example was left in' {
            $path = Get-NewPath
            $null = New-CcImportTemplate $path -Language en-US
            'T9,t9.login,Somebody' | Add-Content -LiteralPath $path
            $result = @(Import-CcAgent $path -ErrorAction SilentlyContinue)
            ($result | Where-Object State -EQ Done).Code | Should -BeExactly 'T9'
            @($result | Where-Object State -EQ Skipped) | Should -HaveCount 1
        }
    }
}
