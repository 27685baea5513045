BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant
}

AfterAll {
    Clear-Rehearsal
}

Describe 'What rows may be made of' {
    It 'hands a DataRow back without its password' {
        $table = [System.Data.DataTable]::new()
        'code', 'loginName', 'userName', 'password' | ForEach-Object { [void]$table.Columns.Add($_) }
        [void]$table.Rows.Add('R1', '', 'u', 'Bb1357974')

        $table.Rows | New-CcAgent -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed | Should -HaveCount 1
        $failed[0].TargetObject.code | Should -BeExactly 'R1'
        $failed[0].TargetObject | Should -BeOfType [System.Management.Automation.PSCustomObject]
        ($failed[0].TargetObject | Format-List * -Force | Out-String) | Should -Not -Match 'Bb1357974'
        ($failed[0].TargetObject | ConvertTo-Json -Depth 4) | Should -Not -Match 'Bb1357974'
    }

    It 'takes a null of a database as a blank cell' {
        $table = [System.Data.DataTable]::new()
        'code', 'loginName', 'userName', 'phone', 'password' | ForEach-Object { [void]$table.Columns.Add($_) }
        [void]$table.Rows.Add('R2', 'r2', 'u', [System.DBNull]::Value, [System.DBNull]::Value)

        $agent = $table.Rows | New-CcAgent

        $agent.Code | Should -BeExactly 'R2'
        $agent.Credential | Should -Not -BeNullOrEmpty
        $sim.VerifyPassword('R2', $agent.Credential) | Should -BeTrue
    }

    It 'hands a hashtable back without its password' {
        @{ code = 'R3'; loginName = 'r3'; userName = 'u'; password = 'Bb1357974' } |
            New-CcAgent -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed | Should -HaveCount 1
        ($failed[0].TargetObject | ConvertTo-Json -Depth 4) | Should -Not -Match 'Bb1357974'
    }

    It 'takes a code of any integer type' {
        $null = New-CcAgent 4001 r4 u
        ([uint32]4001 | Reset-CcAgentPassword).Code | Should -BeExactly '4001'
        ([long]4001 | Reset-CcAgentPassword).Code | Should -BeExactly '4001'
    }

    It 'refuses a typed code or number that turns the direction of writing, and does not repeat it' {
        $turned = "50$([char] 0x202E)10"
        foreach ($typed in { New-CcAgent $turned l u }, { New-CcAgent 5010 $turned u }, { Reset-CcAgentPassword $turned },
            { Enter-CcQueue 630 $turned }, { Enter-CcQueue $turned 800 }, { Exit-CcQueue -AllQueues -Extension $turned },
            { Suspend-CcQueueMember 630 $turned }, { Resume-CcQueueMember 630 $turned },
            { Get-CcQueue $turned }, { Get-CcQueueMember $turned }, { Get-CcExtension $turned }) {
            $before = $sim.RequestCount
            $shown = & $typed -ErrorAction SilentlyContinue 2>&1
            $shown.FullyQualifiedErrorId | Should -BeLike 'ControlCharacter,*' -Because "$typed"
            "$shown" + $shown.ErrorDetails.RecommendedAction | Should -Not -Match ([char] 0x202E)
            if ("$typed" -notmatch 'Get-') { $sim.RequestCount | Should -Be $before }
        }
    }

    It 'names the login in the credential of a reset where the row has one' {
        $agent = New-CcAgent R5 r5.login u
        ($agent | Reset-CcAgentPassword).Credential.UserName | Should -BeExactly 'r5.login'
        ('R5' | Reset-CcAgentPassword).Credential.UserName | Should -BeExactly 'R5'
    }

    It 'binds all the names of the page of the vendor' {
        $row = [pscustomobject]@{ '工号' = 'R6'; '登录名' = 'r6'; '用户名' = 'u'; '座席所在的组织结构' = '11111111-2222-3333-4444-555555555555'; '是否使用第3方集成配置' = '是' }
        $agent = $row | New-CcAgent
        $agent.Org | Should -BeExactly '11111111-2222-3333-4444-555555555555'
        $agent.UseOnlineService | Should -BeTrue
    }

    It 'finds zeros that were lost in a list on a later line of a script' {
        $script = Join-Path $TestDrive 'zeros.ps1'
        @'
Enter-CcQueue -Queue 630 `
    -Extension 8001,
        0802
'@ | Set-Content -LiteralPath $script
        { & $script } | Should -Throw '*0802*'
        $sim.QueueMember.Extension | Should -Not -Contain '802'
    }

    It 'does not take a zero elsewhere on the line for a lost one' {
        $null = @(0, 01), (Enter-CcQueue -Queue 630, 631 -Extension 8001)
        $sim.QueueMember.Extension | Should -Contain '8001'
    }

    It 'forgets a session that another runspace has closed' {
        Skip-WindowsPowerShell 'ForEach-Object -Parallel'
        $session = $sim | Connect-CcTenant -Name travelling
        $module = (Get-Module CallCenter).Path
        1 | ForEach-Object -Parallel { Import-Module $using:module; Disconnect-CcTenant -Session $using:session }
        (Get-CcSession).Name | Should -Not -Contain 'travelling'
        { New-CcAgent R7 r7 u } | Should -Throw -ErrorId 'NotConnected,*'
        (New-CcAgent R7 r7 u -Session (Get-CcSession).Name).Code | Should -BeExactly 'R7'
    }
}

Describe 'A password that a row shows in another way' {
    BeforeAll {
        $null = $sim | Connect-CcTenant

        # What a command emits, and the rows that its errors hand back, in each form that shows what is within.
        function Get-Shown([object[]] $Record) {
            foreach ($one in $Record | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { "$_"; "$($_.CategoryInfo)"; $_.TargetObject } else { $_ } }) {
                $one | Format-List * -Force | Out-String -Width 1000
                $one | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue
                [System.Management.Automation.PSSerializer]::Serialize($one, 5)
            }
        }

        # One row that fails, and one that the command can do.
        function Get-Pair([scriptblock] $Row) {
            $number = "$(Get-Random -Minimum 100000 -Maximum 999999)"
            & $Row @{ code = ''; loginName = "l$number"; userName = 'Li Wei'; queue = ''; extension = '801'; mail = 'li@example.com' }
            & $Row @{ code = $number; loginName = "l$number"; userName = 'Li Wei'; queue = '630'; extension = $number; mail = 'wu@example.com' }
        }
    }

    Context 'to <_>' -ForEach 'New-CcAgent', 'Reset-CcAgentPassword', 'Enter-CcQueue', 'Exit-CcQueue', 'Suspend-CcQueueMember', 'Resume-CcQueueMember', 'Compare-CcQueue', 'Sync-CcQueue' {
        BeforeAll {
            $command = $_
            $options = if ($command -eq 'Reset-CcAgentPassword') { @{ PassThru = $true } } else { @{} }
        }

        It 'is in no result and no error: a column by another name' {
            foreach ($name in 'pass_word', 'Pass Word', 'ｐａｓｓｗｏｒｄ', '密 码', '密碼', 'pass', 'pw', 'token', 'webkey', '密钥',
                'Passcode', 'Kennwort', 'Passwörter', 'PIN', 'Agent PIN', 'PIN码', 'api_key_1', 'Private Key', '秘钥', '私钥') {
                $records = Get-Pair { param($row) [pscustomobject]($row + @{ $name = 'Plain-Word-1' }) } | & $command @options 2>&1
                $records.TargetObject.mail | Should -Contain 'li@example.com'
                Get-Shown $records | Should -Not -Match 'Plain-Word' -Because $name
            }
        }

        It 'is not seen in a column whose name only looks alike' {
            foreach ($name in 'shipping', 'Pinboard', 'tokenUri', 'compass', 'monkey', '密钥有效期') {
                $records = Get-Pair { param($row) [pscustomobject]($row + @{ $name = 'Plain-Word-1' }) } | & $command @options 2>&1
                @(Get-Shown $records) -match 'Plain-Word' | Should -Not -BeNullOrEmpty -Because $name
            }
        }

        It 'is in no result and no error: an object, a hashtable or a list in a cell' {
            foreach ($cell in [pscustomobject]@{ password = 'Plain-Word-1' }, @{ user = @{ pwd = 'Plain-Word-1' } }, @(1, @{ password = 'Plain-Word-1' }),
                [System.Net.NetworkCredential]::new('li', 'Plain-Word-1')) {
                $records = Get-Pair { param($row) [pscustomobject]($row + @{ account = $cell }) } | & $command @options 2>&1
                $records.TargetObject.mail | Should -Contain 'li@example.com'
                Get-Shown $records | Should -Not -Match 'Plain-Word'
            }
        }

        It 'is in no result and no error: a DataRow, which has all its values as a list too' {
            $table = [System.Data.DataTable]::new()
            $names = 'code', 'loginName', 'userName', 'queue', 'extension', 'mail', 'password'
            $names | ForEach-Object { $null = $table.Columns.Add($_) }
            Get-Pair { param($row) $null = $table.Rows.Add([object[]] (@($names[0..5] | ForEach-Object { $row[$_] }) + 'Plain-Word-1')) }
            $records = $table.Rows | & $command @options 2>&1
            $records.TargetObject.mail | Should -Contain 'li@example.com'
            Get-Shown $records | Should -Not -Match 'Plain-Word'
            $records.psobject.Properties.Name | Should -Not -Contain 'ItemArray'
        }

        It 'is in no error: a column that was added to a result or to a text' {
            $number = "$(Get-Random -Minimum 100000 -Maximum 999999)"
            foreach ($row in (New-CcAgent $number "l$number" 'Li Wei'), (Enter-CcQueue 630 $number), 'no-such!') {
                $added = $row | Add-Member -NotePropertyMembers @{ password = 'Plain-Word-1'; mail = 'li@example.com' } -PassThru
                $records = $added | & $command @options 2>&1
                Get-Shown $records | Should -Not -Match 'Plain-Word'
            }
        }
    }

    It 'leaves an agent of another tenant that had a password added to be created again in the session''s own' {
        $agent = New-CcAgent 7301 l7301 'Li Wei' | Add-Member -NotePropertyMembers @{ password = 'Plain-Word-1'; mail = 'li@example.com' } -PassThru
        $null = $agent | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.TargetObject.code, $failed.TargetObject.mail | Should -Be '7301', 'li@example.com'
        $failed.TargetObject.password | Should -BeOfType ([securestring])
        $failed.TargetObject.tenantId | Should -BeNullOrEmpty
    }
}

Describe 'A row with a password where one value is needed' {
    BeforeAll {
        $null = $sim | Connect-CcTenant
        $row = [pscustomobject]@{ code = '7401'; password = 'Plain-Word-1' }

        class AgentWithText {
            [string] $Password
            [string] ToString() { return "agent $($this.Password)" }
        }

        function Get-Text([scriptblock] $Script) {
            & { try { & $Script } catch { $_ } } *>&1 | ForEach-Object { "$_"; "$($_.Exception)"; "$($_.CategoryInfo)"; $_ | Out-String -Width 1000 } | Out-String -Width 1000
        }
    }

    It 'is refused and not repeated by any parameter for a path, a session or a simulator' {
        $parameters = foreach ($command in Get-Command -Module CallCenter -CommandType Cmdlet) {
            $command.Parameters.Values | Where-Object Name -Match '^(Path|LiteralPath|PasswordPath|JournalPath|Session)$' |
                ForEach-Object { "$($command.Name) $($_.Name)" }
        }
        $parameters += 'Get-CcSession Name', 'Connect-CcTenant Name', 'Stop-CcSimulator InputObject'
        $parameters.Count | Should -BeGreaterThan 30
        foreach ($value in $row, @{ password = 'Plain-Word-1' }, [AgentWithText]@{ Password = 'Plain-Word-1' }) {
            foreach ($parameter in $parameters) {
                $command, $name = -split $parameter
                $given = @{ $name = $value }
                $words = Get-Text { & $command @given }
                $words | Should -Match 'shows a password' -Because $parameter
                $words | Should -Not -Match 'Plain-Word' -Because $parameter
            }
        }
    }

    It 'is refused and not repeated by <_>, which takes texts from the pipeline' -ForEach 'Import-CcAgent', 'Get-CcJournal', 'Get-CcSession' {
        $command = $_
        foreach ($value in $row, @{ password = 'Plain-Word-1' }, [AgentWithText]@{ Password = 'Plain-Word-1' }) {
            $failed = try { $value, $value | & $command } catch { $_ }
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
            $failed.ErrorDetails.RecommendedAction | Should -BeLike '*pipe the rows to New-CcAgent*'
            $failed.TargetObject | Should -BeNullOrEmpty
            Get-Text { $failed } | Should -Not -Match 'Plain-Word'
        }
    }

    It 'is in no message of a command that it is piped to' {
        foreach ($command in 'Test-CcSession', 'Disconnect-CcTenant', 'Stop-CcSimulator') {
            $failed = $row, $row | & $command 2>&1
            $failed.FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*' -Because $command
            $failed | Should -HaveCount 2
            "$failed $($failed.Exception)" | Should -Not -Match 'Plain-Word'
        }
    }

    It 'binds by the name of a file that it has' {
        $path = Join-Path $TestDrive 'agents.csv'
        Set-Content -LiteralPath $path 'code,loginName,userName', '7402,l7402,Li Wei'
        $lines = [pscustomobject]@{ PSPath = $path; password = 'Plain-Word-1' } | Import-CcAgent -CheckOnly 6> $null
        $lines.Code | Should -Be '7402'
    }
}
