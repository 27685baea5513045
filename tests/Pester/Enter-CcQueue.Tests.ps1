BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    # Who is signed in, as queue/extension.
    function Get-SignedIn {
        $sim.QueueMember | ForEach-Object { "$($_.Queue)/$($_.Extension)" } | Sort-Object
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Enter-CcQueue' {
    BeforeEach {
        # Everybody goes home between two tests.
        if ($sim.QueueMember) {
            $null = $sim.QueueMember | Exit-CcQueue
        }
    }

    Context 'what it does' {
        It 'signs an extension in and emits its membership' {
            $member = Enter-CcQueue -Queue 630 -Extension 800
            $member | Should -BeOfType ([CallCenter.CcQueueMembership])
            $member.Queue | Should -BeExactly '630'
            $member.Extension | Should -BeExactly '800'
            $member.State | Should -Be 'SignedIn'
            $member.Message | Should -Be 'login extension success'
            Get-SignedIn | Should -Be '630/800'
        }

        It 'sends the form that the vendor''s example sends' {
            Invoke-WithAnswer @{ Body = '{ "status": "success", "message": "login extension success" }' } {
                param($server)
                $null = Enter-CcQueue 630 800
                $request = $server.Requests.ToArray()[0]
                $request.Method | Should -Be 'POST'
                $request.Path | Should -Be '/coocenter-api/queues/agent-login'
                $request.Headers['Content-Type'] | Should -BeExactly 'application/x-www-form-urlencoded'
                $request.Headers['accept'] | Should -Be 'application/json'
                $request.Body | Should -BeExactly 'extension=800&queue=630'
                $request.Headers.ContainsKey('Authorization') | Should -BeFalse
            }
        }

        It 'signs each extension in to each queue' {
            $members = Enter-CcQueue -Queue 630, 631 -Extension 800, 801, 802
            $members.Count | Should -Be 6
            Get-SignedIn | Should -Be '630/800', '630/801', '630/802', '631/800', '631/801', '631/802'
        }

        It 'reads the lenient JSON of the vendor''s examples' {
            Invoke-WithAnswer @{ Body = "{ `"status`": `"success`", // all well`n `"message`": `"fine`", }" } {
                (Enter-CcQueue 630 800).Message | Should -Be 'fine'
            }
        }
    }

    Context 'numbers' {
        It 'keeps the leading zeros of a number that is typed without quotes' {
            (Enter-CcQueue -Queue 0800 -Extension 0800).Extension | Should -BeExactly '0800'
            (Enter-CcQueue 0800 0801).Queue | Should -BeExactly '0800'
            Get-SignedIn | Should -Be '0800/0800', '0800/0801'
        }

        It 'keeps the leading zeros of a list in quotes' {
            (Enter-CcQueue -Queue '0800', '630' -Extension '0800').Queue | Sort-Object | Should -BeExactly '0800', '630'
            Get-SignedIn | Should -Be '0800/0800', '630/0800'
        }

        It 'refuses a list without quotes, in which PowerShell loses the zeros' {
            foreach ($command in { Enter-CcQueue -Queue 630 -Extension 0800,0801 }, { Enter-CcQueue -Queue 630,0800 -Extension 801 }, { Enter-CcQueue 630 800,0801 }) {
                $failure = $command | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
                "$failure" | Should -Match '080[01] without quotes loses its leading zeros'
                $failure.ErrorDetails.RecommendedAction | Should -Match "in quotes: '080[01]'"
            }

            Get-SignedIn | Should -BeNullOrEmpty
        }

        It 'keeps the leading zeros of a CSV file with a byte order mark' {
            $members = Import-Row 'queue,extension', '0800,0800', '630,0801' | Enter-CcQueue
            $members.Extension | Sort-Object | Should -BeExactly '0800', '0801'
            Get-SignedIn | Should -Be '0800/0800', '630/0801'
        }

        It 'binds numbers alike in every culture' {
            foreach ($culture in 'de-DE', 'zh-CN') {
                $result = Invoke-Alone -Culture $culture -Argument $sim, $culture {
                    param($sim, $culture)
                    [cultureinfo]::CurrentCulture = $culture
                    $null = $sim | Connect-CcTenant
                    Enter-CcQueue -Queue 630 -Extension 12345, 80001
                    [pscustomobject]@{ queue = 631; extension = 54321 } | Enter-CcQueue
                }
                $result.Error | Should -BeNullOrEmpty
                $result.Output.Extension | Sort-Object | Should -BeExactly '12345', '54321', '80001'
            }
        }
    }

    Context 'rows' {
        It 'binds the Chinese column names' {
            $null = @(
                Import-Row '队列,分机', '630,0810'
                Import-Row '队列号,分机号', '631,0811'
            ) | Enter-CcQueue -ErrorAction Stop
            Get-SignedIn | Should -Be '630/0810', '631/0811'
        }

        It 'takes several in a cell, separated by semicolons' {
            $null = Import-Row 'queue,extension', '630;631,0810; 0811' | Enter-CcQueue -ErrorAction Stop
            Get-SignedIn | Should -Be '630/0810', '630/0811', '631/0810', '631/0811'
        }

        It 'takes extensions from the pipeline and the queue from the command line' {
            $null = '0810', '0811' | Enter-CcQueue -Queue 630 -ErrorAction Stop
            $null = Import-Row 'extension', '0812' | Enter-CcQueue -Queue 630 -ErrorAction Stop
            Get-SignedIn | Should -Be '630/0810', '630/0811', '630/0812'
        }

        It 'takes what Exit-CcQueue emits' {
            $null = Enter-CcQueue 630 0810 | Exit-CcQueue | Enter-CcQueue
            Get-SignedIn | Should -Be '630/0810'
        }

        It 'reports a blank or missing cell in its row, and sends nothing for it' {
            $before = $sim.RequestCount
            $members = Import-Row 'queue,extension', ' ,800', '630,', '630,801', ';,802' | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            $members.Extension | Should -Be '801'
            $failed.Count | Should -Be 3
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'MissingValue,CallCenter.Commands.EnterCcQueueCommand'
            "$($failed[0])" | Should -Match '^Row 1 \(extension 800\): Queue'
            "$($failed[1])" | Should -Match '^Row 2: Extension'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $failed[0].TargetObject.extension | Should -Be '800'
            $null = Import-Row 'extension', '803' | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'extension 803.*Queue'
            $sim.RequestCount | Should -Be ($before + 1)
        }

        It 'reports a pair that comes twice, and sends it once' {
            $before = $sim.RequestCount
            $null = Import-Row 'queue,extension', '630,800', '631,800', '630,800' | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'DuplicateRow,*'
            "$($failed[0])" | Should -Match 'Row 3.*800.*630.*row 1'
            $sim.RequestCount | Should -Be ($before + 2)
        }

        It 'reports a value of a wrong type' {
            $null = [pscustomobject]@{ queue = 630; extension = [datetime]::Now } | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            "$($failed[0])" | Should -Match 'Extension.*DateTime'
        }

        It 'refuses what is no number, and sends nothing' {
            $before = $sim.RequestCount
            foreach ($pair in @(@('6&30', '800'), @('630', '8=0 分😀'), @('630', "'0800"), @('630', '5,001.00'), @('630', '800?'))) {
                $null = Enter-CcQueue -Queue $pair[0] -Extension $pair[1] -ErrorVariable failed -ErrorAction SilentlyContinue
                "$($failed.FullyQualifiedErrorId)" | Should -Match '^(UnlikelyValue|SpreadsheetDamage),' -Because "$pair"
            }

            $sim.RequestCount | Should -Be $before
        }
    }

    Context 'rows that fail' {
        It 'reports an unknown queue in the words of the vendor, and goes on' {
            $members = Import-Row 'queue,extension', '999,800', '630,801' | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            $members.Extension | Should -Be '801'
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'QueueRefused,CallCenter.Commands.EnterCcQueueCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
            "$($failed[0])" | Should -Match 'extension 800 in to queue 999.*Queue not found'
            $failed[0].TargetObject.queue, $failed[0].TargetObject.extension | Should -Be '999', '800'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'queue and the extension exist'
        }

        It 'reports an unknown extension as the phone system does, with 404' {
            $null = Enter-CcQueue -Queue 630 -Extension nobody -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InterfaceNotFound,*'
            $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$($failed[0])" | Should -Match 'extension nobody.*404.*Interface not found'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'extension'
        }

        It 'hands back, of several, the one pair that failed' {
            $null = Enter-CcQueue -Queue 630, 999 -Extension 800, 801 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 2
            $failed.TargetObject | ForEach-Object { "$($_.queue)/$($_.extension)" } | Sort-Object | Should -Be '999/800', '999/801'
            $failed.TargetObject | ForEach-Object { $_.queue = '631' }
            $null = $failed.TargetObject | Enter-CcQueue -ErrorAction Stop
            Get-SignedIn | Should -Be '630/800', '630/801', '631/800', '631/801'
        }

        It 'reports an answer that is none' {
            $cases = @(
                @{ Answer = @{ Body = '<html>Login</html>'; Type = 'text/html' }; Id = 'NotJson'; Category = 'ProtocolError' }
                @{ Answer = @{ Body = '{"message":"no status"}' }; Id = 'NotJson'; Category = 'ProtocolError' }
                @{ Answer = @{ Status = 404; Body = '<html>Not found</html>'; Type = 'text/html' }; Id = 'UnexpectedStatus'; Category = 'ProtocolError' }
                @{ Answer = @{ Status = 500; Body = 'broken' }; Id = 'UnexpectedStatus'; Category = 'ProtocolError' }
                @{ Answer = @{ Status = 401 }; Id = 'QueueKeyRefused'; Category = 'AuthenticationError' }
            )
            foreach ($case in $cases) {
                Invoke-WithAnswer $case.Answer {
                    $null = Enter-CcQueue 630 800 -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed[0].FullyQualifiedErrorId | Should -BeLike "$($case.Id),*"
                    $failed[0].CategoryInfo.Category | Should -Be $case.Category
                    "$($failed[0])" | Should -Match '800.*630'
                    "$($failed[0])" | Should -Not -Match '<html>'
                }
            }
        }

        It 'reports a dead phone system' {
            $null = Connect-CcTenant -QueueUri "http://127.0.0.1:$(Get-FreePort)" -MaximumRetryCount 0 -Name dead
            try {
                $null = Enter-CcQueue 630 800, 801 -Session dead -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count | Should -Be 2
                $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'Unreachable,*'
                "$($failed[0])" | Should -Match 'extension 80[01]'
            } finally {
                Disconnect-CcTenant -Session dead
            }
        }
    }

    Context 'questions and traces' {
        It 'names extension and queue under -WhatIf and changes nothing' {
            Enter-CcQueue -Queue 630 -Extension 0800 -WhatIf | Should -BeNullOrEmpty
            Get-SignedIn | Should -BeNullOrEmpty
            $result = Invoke-Alone { param($uri) $null = Connect-CcTenant -QueueUri $uri; Enter-CcQueue -Queue 630 -Extension '0800', '0801' -WhatIf } $sim.QueueUri
            $result.Line | Should -Be "What if: Sign extension 0800 in to queue 630 of $($sim.QueueUri.Authority)", 'What if: Sign extension 0801 in to queue 630', 'What if: 2 of 2 rows would be sent'
        }

        It 'asks for each pair with -Confirm and only then' {
            $result = Invoke-Alone -Answer 0, 2 { param($uri) $null = Connect-CcTenant -QueueUri $uri; Enter-CcQueue 631 805; Enter-CcQueue -Queue 630 -Extension 800, 801 -Confirm } $sim.QueueUri
            $result.Question.Count | Should -Be 2
            $result.Question[1] | Should -Match '^Sign extension 801 in to queue 630 of .*\?$'
            $result.Output.Extension | Should -Be '805', '800'
        }

        It 'shows one line a request under -Verbose, and the form under -Debug' {
            $lines = Enter-CcQueue 630 800 -Verbose -Debug *>&1
            @($lines | Where-Object { "$_" -match '^POST /coocenter-api/queues/agent-login: 200 in \d+ ms, attempt 1' }).Count | Should -Be 1
            @($lines | Where-Object { "$_" -eq '> extension=800&queue=630' }).Count | Should -Be 1
        }

        It 'shows a table' {
            Enter-CcQueue 630 0800 | Out-String | Should -Match '630 +0800 +SignedIn +login extension success'
        }
    }

    Context 'the journal' {
        BeforeEach {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
        }

        It 'sends done rows not again, and failed ones' {
            $rows = Import-Row 'queue,extension', '630,0810', '999,811', '631,812'
            $null = $rows | Enter-CcQueue -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $before = $sim.RequestCount
            $again = $rows | Enter-CcQueue -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable warned
            $again | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'QueueRefused,*'
            $sim.RequestCount - $before | Should -Be 1
            "$warned" | Should -Match 'Rows done by earlier runs.* not sent again: 2\.$'
            Get-SignedIn | Should -Be '630/0810', '631/812'
        }

        It 'continues with the pairs of a list that were not sent' {
            $before = $sim.RequestCount
            $null = Enter-CcQueue 630 (820..827) -JournalPath $journal -ThrottleLimit 1 | Select-Object -First 2
            $null = Enter-CcQueue 630 (820..827) -JournalPath $journal -ErrorAction Stop -WarningAction SilentlyContinue
            $sim.RequestCount - $before | Should -Be 8
            (Get-SignedIn).Count | Should -Be 8
            (Get-CcJournal $journal).Done | Should -Be 8
        }

        It 'is of this server alone, and of any command' {
            $null = Enter-CcQueue 630 0830 -JournalPath $journal
            $null = Exit-CcQueue 630 0830 -JournalPath $journal -ErrorAction Stop
            (Get-CcJournal $journal).Row.Operation | Should -HaveCount 2
            $before = $sim.RequestCount
            Invoke-WithOther {
                param($other)
                { Enter-CcQueue 630 0830 -JournalPath $journal -Session other } | Should -Throw -ErrorId 'JournalMismatch,*'
                $other.RequestCount | Should -BeLessOrEqual 1 -Because 'a token may be asked for'
            }

            $sim.RequestCount | Should -Be $before
        }

        It 'is refused to a second run while one is going on' {
            $refused = $null
            Enter-CcQueue 631 831, 832 -ThrottleLimit 1 -JournalPath $journal | ForEach-Object {
                try { $null = Enter-CcQueue 630 0830 -JournalPath $journal } catch { $refused = $_ }
            }
            $refused.FullyQualifiedErrorId | Should -BeExactly 'JournalInUse,CallCenter.Commands.EnterCcQueueCommand'
            (Get-CcJournal $journal).Run.Count | Should -Be 1
        }

        It 'is not written under -WhatIf' {
            Enter-CcQueue 630 0830 -JournalPath $journal -WhatIf
            $journal | Should -Not -Exist
        }

        It 'is read up to where a crash tore it, with a warning' {
            $null = Enter-CcQueue 630 0830 -JournalPath $journal
            [System.IO.File]::AppendAllText($journal, '{"row":"01')
            $before = $sim.RequestCount
            $null = Enter-CcQueue 630 0830 -JournalPath $journal -WarningVariable warned -WarningAction SilentlyContinue
            $sim.RequestCount | Should -Be $before
            "$($warned[0])" | Should -Match 'damaged at line \d'
            (Get-CcJournal $journal).Row.Operation | Should -Be 'sign extension 0830 in to queue 630'
        }
    }
}
