BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $powerShell = & ([System.IO.Path]::Combine($root, 'build', 'Get-PowerShell.ps1'))
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    # What a script prints in a process of its own, with these variables of the environment.
    function Invoke-Process([string] $Script, [hashtable] $Environment = @{}) {
        $before = @{}
        foreach ($name in $Environment.Keys) {
            $before[$name] = [System.Environment]::GetEnvironmentVariable($name)
            [System.Environment]::SetEnvironmentVariable($name, $Environment[$name])
        }

        try {
            & $powerShell -NoProfile -NonInteractive -Command $Script 2>&1 | Out-String -Width 200
        } finally {
            foreach ($name in $before.Keys) {
                [System.Environment]::SetEnvironmentVariable($name, $before[$name])
            }
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Strict mode' {
    It 'holds around an import, also where columns are missing and rows fail' {
        $path = Join-Path $TestDrive strict.csv
        'code,loginName,userName', 'S1,s1,Ann', ',s2,Bob', 'S3,s3,Cy' | Set-Content $path
        $run = Invoke-Alone -Argument $sim, $path {
            param($sim, $path)
            Set-StrictMode -Version Latest
            $null = $sim | Connect-CcTenant
            Import-CcAgent $path -ErrorAction SilentlyContinue | Sort-Object Line
        }
        $run.Fault | Should -BeNullOrEmpty
        $run.Error | Where-Object { "$_" -match 'property|variable' } | Should -BeNullOrEmpty
        $run.Output.Code | Should -Be 'S1', '', 'S3'
        $run.Output.State | Should -Be 'Done', 'Skipped', 'Done'
        @($run.Output | Where-Object Credential).Count | Should -Be 2
    }

    It 'holds around the rehearsal' {
        $run = Invoke-Alone -Argument (Join-Path $root samples), (Get-TestedManifest) {
            param($samples, $module)
            Set-StrictMode -Version Latest
            & (Join-Path $samples Rehearse.ps1) -Module $module
        }
        $run.Fault | Should -BeNullOrEmpty
        "$($run.Output)" | Should -Match 'End of the day'
    }
}

Describe 'Constrained language' {
    It 'shows plain values where a view cannot colour them' {
        $run = Invoke-Alone -Argument $sim {
            param($sim)
            $null = $sim | Connect-CcTenant -Name constrained
            $path = [System.IO.Path]::GetTempFileName()
            'code,loginName,userName', 'CL1,cl1,??' | Set-Content $path
            $summary = Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed
            Remove-Item $path, "$path.journal" -ErrorAction Ignore
            $check = Test-CcSession
            $agent = New-CcAgent CL2 cl2 Ann
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            $summary | Format-List | Out-String
            $check | Out-String
            Get-CcSession | Out-String
            $agent | Out-String
        }
        $run.Fault | Should -BeNullOrEmpty
        $run.Output[0] | Should -Match 'State\s*:\s*Skipped'
        $run.Output[1] | Should -Match '(?m)\bPassed\b'
        $run.Output[2] | Should -Match 'Open'
        $run.Output[3] | Should -Match 'generated'
    }
}

Describe 'Globalization-invariant .NET' {
    It 'imports the module, writes templates in both languages and creates agents' {
        if ($PSVersionTable.PSEdition -eq 'Desktop') {
            Set-ItResult -Skipped -Because 'Windows PowerShell has no such mode'
        }

        $template = Join-Path $TestDrive invariant
        $said = Invoke-Process -Environment @{ DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1' } -Script @"
`$ErrorActionPreference = 'Stop'
Import-Module '$(Get-TestedManifest)'
`$null = New-CcImportTemplate '$template-en.csv' -Language en-US
`$null = New-CcImportTemplate '$template-zh.csv' -Language zh-CN
`$sim = Start-CcSimulator
`$null = `$sim | Connect-CcTenant
'code;loginName;userName', '4001;li.wei;李伟' | Set-Content '$template.csv' -Encoding utf8
(Import-CcAgent '$template.csv').UserName
"[System.Globalization.CultureInfo]::CurrentCulture.Name is '`$([System.Globalization.CultureInfo]::CurrentCulture.Name)'"
Stop-CcSimulator
"@
        $said | Should -Match "Name is ''" -Because 'otherwise this tests nothing'
        $said | Should -Match '李伟|\?\?'
        @(Get-Content "$template-en.csv")[0] | Should -Match '^\W*Code,LoginName'
        @(Get-Content "$template-zh.csv" -Encoding utf8)[0] | Should -Match '工号,登录名'
    }
}

Describe 'Sessions by name' {
    BeforeAll {
        $null = $sim | Connect-CcTenant -Name 1
        $null = $sim | Connect-CcTenant -Name 'prod[eu]'
    }

    It 'finds a name of digits' {
        (New-CcAgent N1 n1 Ann -Session 1).Code | Should -Be 'N1'
        (Get-CcSession 1).Name | Should -Be '1'
    }

    It 'finds a name with brackets, as Tab completes it' {
        $completed = (TabExpansion2 'Get-CcSession prod' 18).CompletionMatches[0].CompletionText
        (& ([scriptblock]::Create("Get-CcSession $completed"))).Name | Should -BeExactly 'prod[eu]'
        (New-CcAgent N2 n2 Ann -Session 'prod[eu]').Code | Should -Be 'N2'
        (New-CcAgent N3 n3 Ann -Session 'prod`[eu`]').Code | Should -Be 'N3'
    }

    It 'says that no name was given' {
        { Get-CcSession $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'says what to do with several, and takes a list of one' {
        { New-CcAgent N4 n4 Ann -Session (Get-CcSession) } | Should -Throw -ExpectedMessage '*Specify one*'
        (New-CcAgent N4 n4 Ann -Session @(Get-CcSession 1)).Code | Should -Be 'N4'
    }

    It 'says that a session does not travel to another process' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-CcSession 1)))
        { New-CcAgent N5 n5 Ann -Session $copy } | Should -Throw -ExpectedMessage '*another process*Connect-CcTenant there*'
    }
}

Describe '-InputObject' {
    It 'reads a row as if it had been piped' {
        $row = [pscustomobject]@{ '工号' = 'I1'; loginName = 'i1'; userName = '李伟'; password = 'Given-0001'; roles = 'r1;r2'; phone = 13800000001 }
        $agent = New-CcAgent -InputObject $row
        $agent.Code, $agent.UserName, $agent.Phone | Should -Be 'I1', '李伟', '13800000001'
        $agent.Role | Should -Be 'r1', 'r2'
        $sim.VerifyPassword('I1', (ConvertTo-TestLogin x 'Given-0001')) | Should -BeTrue
        (New-CcAgent -InputObject ([pscustomobject]@{ code = 'I2'; loginName = 'i2'; userName = 'Ann'; gender = 'Male' }) -Gender Female).Gender | Should -Be 'Female'
        (Enter-CcQueue -InputObject ([pscustomobject]@{ queue = '630'; '分机' = '8001' })).Extension | Should -Be '8001'
        (Reset-CcAgentPassword -InputObject ([pscustomobject]@{ code = 'I2' })).Code | Should -Be 'I2'
    }

    It 'says that several rows are piped' {
        $null = New-CcAgent -InputObject @([pscustomobject]@{ code = 'I3' }, [pscustomobject]@{ code = 'I4' }) -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -Match 'pipe'
    }

    It 'takes the code of an agent, and not its id' {
        $agent = New-CcAgent I5 i5 Ann
        (Reset-CcAgentPassword $agent).Code | Should -BeExactly 'I5'
    }

    It 'takes whole numbers of modules that read workbooks' {
        (New-CcAgent -InputObject ([pscustomobject]@{ code = 4001.0; loginName = 4001.0; userName = 'Ann'; phone = [double] 13800000001 })).Phone | Should -BeExactly '13800000001'
        (4001.0 | Reset-CcAgentPassword).Code | Should -BeExactly '4001'
        $null = New-CcAgent 4001.5 a Ann -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -Match 'it must be text, not Double'
    }
}

Describe 'Import-Module -Prefix' {
    It 'continues a journal of the command without a prefix, and names commands as they are called' {
        $journal = Join-Path $TestDrive prefix.journal
        $null = New-CcAgent P1 p1 Ann -JournalPath $journal
        $run = Invoke-Alone -Argument $sim, (Get-TestedManifest), $journal {
            param($sim, $module, $journal)
            Remove-Module CallCenter
            Import-Module $module -Prefix My
            try { New-MyCcAgent 1 a Ann } catch { $_.ErrorDetails.RecommendedAction }
            $null = Connect-MyCcTenant -Uri $sim.Uri -TokenUri $sim.TokenUri -Credential $sim.Credential -TenantId $sim.TenantId -Namespace $sim.Namespace
            $rows = 'P1', 'P2' | ForEach-Object { [pscustomobject]@{ code = $_; loginName = $_.ToLower(); userName = 'Ann' } }
            ($rows | New-MyCcAgent -JournalPath $journal).Code
        }
        $run.Output[0] | Should -Match 'Run Connect-MyCcTenant first'
        $run.Output[1] | Should -Be 'P2'
        $run.Error | Should -BeNullOrEmpty
    }
}

Describe 'Paths' {
    BeforeAll {
        $place = Join-Path $TestDrive paths
        $null = New-Item $place -ItemType Directory
        Push-Location $place
    }

    AfterAll {
        Pop-Location
    }

    It 'are found with brackets, escaped as Tab does it, literally, and through the pipeline' {
        [System.IO.File]::WriteAllText((Join-Path $place 'agents[1].csv'), "code,loginName,userName`nB1,b1,Ann`n")
        foreach ($import in { Import-CcAgent 'agents[1].csv' }, { Import-CcAgent 'agents`[1`].csv' }, { Import-CcAgent -LiteralPath 'agents[1].csv' },
            { Get-Item -LiteralPath 'agents[1].csv' | Import-CcAgent }, { Get-ChildItem | Where-Object Name -Like '*.csv' | Import-CcAgent }) {
            Remove-Item -LiteralPath 'agents[1].csv.journal' -ErrorAction Ignore
            $rows = @(& $import -ErrorAction SilentlyContinue 2>$null)
            $rows.Code | Should -Be 'B1' -Because $import
            [System.IO.File]::Exists((Join-Path $place 'agents[1].csv.journal')) | Should -BeTrue -Because $import
        }

        (Import-CcAgent 'agents`[1`].csv' -JournalPath 'other`[1`].journal' -CheckOnly).State | Should -Be 'NotSent'
    }

    It 'of a template, a journal and a hand-over file mean what Tab found, too' {
        $null = New-CcImportTemplate 'new`[1`].csv'
        [System.IO.File]::Exists((Join-Path $place 'new[1].csv')) | Should -BeTrue
        { New-CcImportTemplate -LiteralPath 'new[1].csv' } | Should -Throw -ErrorId 'FileExists,*'
        $null = New-CcAgent B2 b2 Ann -JournalPath 'run`[1`].journal'
        (Get-CcJournal 'run`[1`].journal').Done | Should -Be 1
        [System.IO.File]::Exists((Join-Path $place 'run[1].journal')) | Should -BeTrue
        @(Get-ChildItem | Where-Object Name -Like '*`*') | Should -BeNullOrEmpty
    }

    It 'of several files are one run each' {
        'code,loginName,userName', 'M1,m1,Ann' | Set-Content m1.csv
        'code,loginName,userName', 'M2,m2,Bob' | Set-Content m2.csv
        $null = Get-Item m1.csv, m2.csv | Import-CcAgent -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -Match 'm2\.csv.*one file'
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'ForEach-Object'
    }

    It 'of a folder and of a page say what they are' {
        $null = New-Item folder.csv -ItemType Directory
        '<html><table><tr><td>code</td></tr></table></html>' | Set-Content page.xls
        $null = Import-CcAgent folder.csv -CheckOnly -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -Match 'it is a folder'
        $null = Import-CcAgent page.xls -CheckOnly -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -Match 'web page or XML.*not CSV'
    }

    It 'lets through what is in truth right with -Accept, and completes its kinds' {
        'code,loginName,userName', '0021,x1,Ann', '0022,x2,Bob', '999,x3,Cy' | Set-Content zeros.csv
        $null = Import-CcAgent zeros.csv -CheckOnly -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.RecommendedAction | Should -Match '-Accept LostLeadingZero'
        @(Import-CcAgent zeros.csv -Accept LostLeadingZero, UnlikelyValue | Where-Object State -EQ Done) | Should -HaveCount 3
        (TabExpansion2 'Import-CcAgent x -Accept Lost' 29).CompletionMatches.CompletionText | Should -Be 'LostLeadingZero'
        { Import-CcAgent zeros.csv -Accept MissingValue } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }
}
