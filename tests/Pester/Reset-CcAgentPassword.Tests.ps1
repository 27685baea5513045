BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant
    $null = 1..5 | ForEach-Object { [pscustomobject]@{ code = "000$_"; loginName = "l$_"; userName = "u$_" } } | New-CcAgent
    $word = ConvertTo-TestSecret 'Reset-Word-1'
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Reset-CcAgentPassword' {
    Context 'what it does' {
        It 'generates a password, sets it, and hands it back with the code' {
            $reset = Reset-CcAgentPassword -Code 0001
            $reset | Should -BeOfType ([CallCenter.CcAgentPasswordReset])
            $reset.Code | Should -BeExactly '0001'
            $reset.Credential.UserName | Should -BeExactly '0001'
            $reset.Credential.GetNetworkCredential().Password | Should -MatchExactly '^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9]).{8,16}$'
            $sim.VerifyPassword('0001', $reset.Credential) | Should -BeTrue
        }

        It 'sets a given password and emits nothing' {
            Reset-CcAgentPassword 0001 -Password $word | Should -BeNullOrEmpty
            $sim.VerifyPassword('0001', (ConvertTo-TestLogin x 'Reset-Word-1')) | Should -BeTrue
        }

        It 'emits the code of a given password with -PassThru, without a credential' {
            $reset = Reset-CcAgentPassword 0001 -Password $word -PassThru
            $reset.Code | Should -BeExactly '0001'
            $reset.Credential | Should -BeNullOrEmpty
        }

        It 'sends a PUT with password and code, and takes 204 as success' {
            Invoke-WithAnswer @{ Status = 204 } {
                param($server)
                Reset-CcAgentPassword 5009 -Password 'Bb1357974' -ErrorAction Stop
                $request = $server.Requests.ToArray()[0]
                $request.Method | Should -Be 'PUT'
                $request.Path | Should -Be '/api/operation/tenant/agents/resetAgentPassword2'
                $request.Headers['Content-Type'] | Should -BeExactly 'application/json;charset=utf-8'
                $request.Body | Should -BeExactly '{"password":"Bb1357974","code":"5009"}'
            }
        }

        It 'takes any 2xx without an error in it for success' {
            Invoke-WithAnswer @{ Status = 200; Body = '{}' } {
                (Reset-CcAgentPassword 5009).Code | Should -BeExactly '5009'
            }
        }

        It 'does not take 200 with the tenant''s error in it for success' {
            Invoke-WithAnswer @{ Status = 200; Body = '{"success":false,"message":"locked","code":"500"}' } {
                Reset-CcAgentPassword 5009 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'TenantRefused,*'
                "$($failed[0])" | Should -Match '5009.*locked'
            }
        }
    }

    Context 'rows' {
        It 'takes agents straight from New-CcAgent' {
            $made = @(
                [pscustomobject]@{ code = '0101'; loginName = 'l0101'; userName = 'b' }
                [pscustomobject]@{ code = '0102'; loginName = 'l0102'; userName = 'b' }
            ) | New-CcAgent | Reset-CcAgentPassword
            $made.Code | Sort-Object | Should -BeExactly '0101', '0102'
            foreach ($reset in $made) {
                $sim.VerifyPassword($reset.Code, $reset.Credential) | Should -BeTrue
            }
        }

        It 'takes its own results again' {
            (Reset-CcAgentPassword 0001 | Reset-CcAgentPassword).Code | Should -BeExactly '0001'
        }

        It 'takes codes by themselves' {
            ('0001', '0002' | Reset-CcAgentPassword).Code | Sort-Object | Should -BeExactly '0001', '0002'
        }

        It 'binds code and password of a CSV file, also under their Chinese names' {
            Import-Row 'code,password', '0001,Csv-Word-1' | Reset-CcAgentPassword -ErrorAction Stop
            Import-Row '工号,密码', '0002,Csv-Word-2' | Reset-CcAgentPassword -ErrorAction Stop
            Import-Row '座席工号,密码', '0003,Csv-Word-3' | Reset-CcAgentPassword -ErrorAction Stop
            Import-Row '坐席工号,密码', '0004,Csv-Word-4' | Reset-CcAgentPassword -ErrorAction Stop
            foreach ($number in 1..4) {
                $sim.VerifyPassword("000$number", (ConvertTo-TestLogin x "Csv-Word-$number")) | Should -BeTrue
            }
        }

        It 'generates a password for a blank cell' {
            (Import-Row 'code,password', '0001," "' | Reset-CcAgentPassword).Credential | Should -Not -BeNullOrEmpty
        }

        It 'reports a row without a code, and goes on' {
            $resets = Import-Row 'code,password', ' ,', '0002,' | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            $resets.Code | Should -BeExactly '0002'
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'MissingValue,CallCenter.Commands.ResetCcAgentPasswordCommand'
            "$($failed[0])" | Should -Match '^Row 1: Code'
            [pscustomobject]@{ name = 'no code here' } | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'MissingValue,*'
        }

        It 'reports a code that comes twice, and resets it once' {
            $before = $sim.RequestCount
            $null = '0001', '0002', '0001' | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'DuplicateRow,*'
            "$($failed[0])" | Should -Match 'Row 3 \(agent 0001\).*row 1'
            $sim.RequestCount | Should -Be ($before + 2)
        }

        It 'refuses passwords of 7 and of 17 characters before anything is sent' {
            $before = $sim.RequestCount
            Import-Row 'code,password', '0001,Short-1', '0002,Seventeen-Chars-1' | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'PasswordRule,CallCenter.Commands.ResetCcAgentPasswordCommand'
            $failed.Count | Should -Be 2
            "$($failed[1])" | Should -Match 'agent 0002'
            "$failed" | Should -Not -Match 'Short-1|Seventeen-Chars-1'
            $sim.RequestCount | Should -Be $before
        }
    }

    Context 'rows that fail' {
        It 'reports an agent that does not exist, in the words of the vendor, and goes on' {
            $resets = '0001', 'nobody', '0002' | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            $resets.Code | Sort-Object | Should -Be '0001', '0002'
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'AgentNotFound,CallCenter.Commands.ResetCcAgentPasswordCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failed[0].TargetObject | Should -Be 'nobody'
            "$($failed[0])" | Should -Match 'agent nobody.*424.*坐席不存在'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'leading zeros'
        }

        It 'knows 0001 from 1' {
            Reset-CcAgentPassword 1 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'AgentNotFound,*'
        }

        It 'resets what failed when its rows are mended and piped in again' {
            Import-Row 'code,password', '0003x,Retry-Word-3' | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].TargetObject.code = '0003'
            $failed.TargetObject | Reset-CcAgentPassword -ErrorAction Stop
            $sim.VerifyPassword('0003', (ConvertTo-TestLogin x 'Retry-Word-3')) | Should -BeTrue
        }

        It 'reports a password that the tenant refuses with 472' {
            Invoke-WithAnswer @{ Status = 472; Body = '{"message":"密码格式不符号要求"}' } {
                Reset-CcAgentPassword 5009 -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'PasswordRule,*'
                "$($failed[0])" | Should -Match 'agent 5009.*密码格式不符号要求'
            }
        }

        It 'repeats a reset whose answer was lost, since that does no harm' {
            $server = Open-TestServer { param($request) if ($request.Number -gt 1) { @{ Status = 204 } } }
            try {
                Invoke-WithServer $server {
                    (Reset-CcAgentPassword 5009).Code | Should -Be '5009'
                    $server.Requests.Count | Should -Be 2
                } @{ MaximumRetryCount = 1 }
            } finally {
                Close-TestServer $server
            }
        }

        It 'never repeats a 4xx' {
            foreach ($status in 400, 401, 403, 404, 409, 424, 425, 472) {
                Invoke-WithAnswer @{ Status = $status } {
                    param($server)
                    Reset-CcAgentPassword 5009 -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed.Count | Should -Be 1
                    $server.Requests.Count | Should -Be 1 -Because $status
                } @{ MaximumRetryCount = 3 }
            }
        }
    }

    Context 'questions and traces' {
        It 'names the agent under -WhatIf and changes nothing' {
            $before = ($sim.Agent | Measure-Object PasswordResets -Sum).Sum
            '0001', '0002' | Reset-CcAgentPassword -WhatIf | Should -BeNullOrEmpty
            ($sim.Agent | Measure-Object PasswordResets -Sum).Sum | Should -Be $before
            $result = Invoke-Alone -Argument $sim { param($sim) $null = $sim | Connect-CcTenant; '0001' | Reset-CcAgentPassword -WhatIf }
            $result.Line | Should -Be 'What if: Reset the password of agent 0001 in tenant n01.cc: generated password'
        }

        It 'asks for each row with -Confirm and only then' {
            $result = Invoke-Alone -Argument $sim -Answer 2, 0 { param($sim) $null = $sim | Connect-CcTenant; Reset-CcAgentPassword 0005; '0001', '0002' | Reset-CcAgentPassword -Confirm }
            $result.Question | Should -Be 'Reset the password of agent 0001 in tenant n01.cc: generated password?', 'Reset the password of agent 0002 in tenant n01.cc: generated password?'
            $result.Output.Code | Should -Be '0005', '0002'
        }

        It 'shows one line a request under -Verbose' {
            $lines = @(Reset-CcAgentPassword 0001 -Verbose 4>&1 | Where-Object { "$_" -match '/api/' })
            $lines.Count | Should -Be 1
            "$lines" | Should -Match '^PUT /api/operation/tenant/agents/resetAgentPassword2: 204 in \d+ ms, attempt 1'
        }

        It 'masks the password under -Debug' {
            $lines = Reset-CcAgentPassword 0001 -Password 'Hidden-Word-2' -Debug 5>&1 | Out-String
            $lines | Should -Match '"password":"\*{8}","code":"0001"'
            $lines | Should -Not -Match 'Hidden-Word-2'
        }

        It 'shows a table that says that a password was generated, but not which' {
            $reset = Reset-CcAgentPassword 0001
            $text = ($reset | Out-String) + (Reset-CcAgentPassword 0002 -Password $word -PassThru | Out-String)
            $text | Should -Match '0001 +generated'
            $text | Should -Match '0002 +as given'
            Find-Secret $text $reset.Credential.GetNetworkCredential().Password | Should -BeNullOrEmpty
        }
    }

    Context 'the journal' {
        BeforeEach {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
        }

        It 'sends done rows not again, and failed ones' {
            $rows = 'J001', 'J002', 'J003'
            $null = 'J001', 'J003' | ForEach-Object { New-CcAgent $_ "l$_" b }
            $null = $rows | Reset-CcAgentPassword -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'AgentNotFound,*'
            $null = New-CcAgent J002 lJ002 b
            $before = $sim.RequestCount
            $again = $rows | Reset-CcAgentPassword -JournalPath $journal -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable warned
            $again.Code | Should -Be 'J002'
            $sim.VerifyPassword('J002', $again.Credential) | Should -BeTrue
            $sim.RequestCount - $before | Should -Be 1
            "$warned" | Should -Match 'Rows done by earlier runs.* not sent again: 2\.$'
        }

        It 'continues with the rows that were not sent' {
            $rows = 1..8 | ForEach-Object { "K00$_" }
            $null = $rows | ForEach-Object { New-CcAgent $_ "l$_" b }
            $null = $rows | Reset-CcAgentPassword -JournalPath $journal -ThrottleLimit 1 | Select-Object -First 2
            $null = $rows | Reset-CcAgentPassword -JournalPath $journal -ErrorAction Stop -WarningAction SilentlyContinue
            ($sim.Agent | Where-Object Code -CLike 'K00*').PasswordResets | Should -Be (@(1) * 8)
        }

        It 'says on continuing which passwords a stopped run did not hand on, with the command that sets new ones' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            $null = $slow | Connect-CcTenant -Name stopped
            try {
                $code = 1..24 | ForEach-Object { "st$_" }
                $null = $code | ForEach-Object { [pscustomobject]@{ Code = $_; LoginName = "l$_"; UserName = 'b' } } | New-CcAgent -Session stopped -ThrottleLimit 24
                $before = $slow.RequestCount
                $result = Invoke-Alone -Argument $slow, $code, $journal -StopWhen { $slow.RequestCount -gt $before + 10 } {
                    param($slow, $code, $journal)
                    $null = $slow | Connect-CcTenant
                    $code | Reset-CcAgentPassword -JournalPath $journal -ThrottleLimit 8
                }
                $handedOn = @($result.Output | Where-Object Credential | ForEach-Object Code)
                $done = @((Get-CcJournal $journal).Row | Where-Object State -EQ Done | ForEach-Object { $code[$_.Number - 1] })
                $lost = @($done | Where-Object { $_ -notin $handedOn })
                $lost.Count | Should -BeGreaterThan 0
                $session = $slow | Connect-CcTenant -Name stopped
                foreach ($time in 1, 2) {
                    $null = $code | Reset-CcAgentPassword -JournalPath $journal -Session $session -WarningAction SilentlyContinue -WarningVariable warned
                    $said = "$warned" -match "(?<count>\d+) agents.*nobody knows them.*: (?<command>'.*-Session stopped)"
                    $said | Should -BeTrue
                    $command = $Matches.command
                    @([regex]::Matches($command, "'(st\d+)'") | ForEach-Object { $_.Groups[1].Value } | Sort-Object) | Should -Be ($lost | Sort-Object)
                }

                $new = @(& ([scriptblock]::Create($command)))
                $new.Count | Should -Be $lost.Count
                $new | ForEach-Object { $slow.VerifyPassword($_.Code, $_.Credential) | Should -BeTrue }
            } finally {
                Get-CcSession | Where-Object Name -EQ stopped | Disconnect-CcTenant
                Stop-CcSimulator $slow
            }
        }

        It 'says nothing of results that were handed on' {
            $null = '0001' | Reset-CcAgentPassword -JournalPath $journal
            $null = '0001' | Reset-CcAgentPassword -JournalPath $journal -WarningAction SilentlyContinue -WarningVariable warned
            "$warned" | Should -Not -Match 'nobody knows'
        }

        It 'holds no password, given or generated' {
            $made = '0001' | Reset-CcAgentPassword -JournalPath $journal
            $null = Reset-CcAgentPassword 0002 -Password 'Given-Word-0002' -JournalPath $journal
            Find-Secret (Get-Content -LiteralPath $journal -Raw) 'Given-Word-0002', $made.Credential.GetNetworkCredential().Password | Should -BeNullOrEmpty
            (Get-CcJournal $journal).Done | Should -Be 2
        }

        It 'is of this server alone, and of any command' {
            $null = Reset-CcAgentPassword 0001 -JournalPath $journal
            $null = New-CcAgent j0001 lj0001 b -JournalPath $journal -ErrorAction Stop
            (Get-CcJournal $journal).Row.Operation | Should -HaveCount 2
            $before = $sim.RequestCount
            Invoke-WithOther {
                param($other)
                { Reset-CcAgentPassword 0001 -JournalPath $journal -Session other } | Should -Throw -ErrorId 'JournalMismatch,*'
                $other.RequestCount | Should -BeLessOrEqual 1 -Because 'a token may be asked for'
            }

            $sim.RequestCount | Should -Be $before
        }

        It 'is refused to a second run while one is going on' {
            $refused = $null
            '0001', '0002' | Reset-CcAgentPassword -ThrottleLimit 1 -JournalPath $journal | ForEach-Object {
                try { $null = Reset-CcAgentPassword 0001 -JournalPath $journal } catch { $refused = $_ }
            }
            $refused.FullyQualifiedErrorId | Should -BeExactly 'JournalInUse,CallCenter.Commands.ResetCcAgentPasswordCommand'
            (Get-CcJournal $journal).Run.Count | Should -Be 1
        }

        It 'is not written under -WhatIf' {
            Reset-CcAgentPassword 0001 -JournalPath $journal -WhatIf
            $journal | Should -Not -Exist
        }

        It 'is read up to where a crash tore it, with a warning' {
            $null = Reset-CcAgentPassword 0001 -JournalPath $journal
            [System.IO.File]::AppendAllText($journal, '{"row":"01')
            $before = $sim.RequestCount
            $null = Reset-CcAgentPassword 0001 -JournalPath $journal -WarningVariable warned -WarningAction SilentlyContinue
            $sim.RequestCount | Should -Be $before
            "$($warned[0])" | Should -Match 'damaged at line \d'
            (Get-CcJournal $journal).Row.Operation | Should -Be 'reset the password of agent 0001'
        }
    }
}
