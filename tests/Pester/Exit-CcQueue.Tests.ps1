BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    function Get-SignedIn {
        $sim.QueueMember | ForEach-Object { "$($_.Queue)/$($_.Extension)" } | Sort-Object
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Exit-CcQueue' {
    BeforeEach {
        $null = Enter-CcQueue -Queue '630', '631', '0800' -Extension '0800', '800'
    }

    Context 'what it does' {
        It 'signs an extension out and emits its membership' {
            $member = Exit-CcQueue -Queue 630 -Extension 0800
            $member | Should -BeOfType ([CallCenter.CcQueueMembership])
            $member.Queue, $member.Extension | Should -BeExactly '630', '0800'
            $member.State | Should -Be 'SignedOut'
            $member.Message | Should -Be 'logout extension success'
            Get-SignedIn | Should -Be '0800/0800', '0800/800', '630/800', '631/0800', '631/800'
        }

        It 'sends both fields to agent-logout' {
            Invoke-WithAnswer @{ Body = '{ "status": "success", "message": "logout extension success" }' } {
                param($server)
                $null = Exit-CcQueue 630 800
                $request = $server.Requests.ToArray()[0]
                $request.Method | Should -Be 'POST'
                $request.Path | Should -Be '/coocenter-api/queues/agent-logout'
                $request.Body | Should -BeExactly 'extension=800&queue=630'
            }
        }

        It 'signs each extension out of each queue' {
            (Exit-CcQueue -Queue 630, 631 -Extension '0800', '800').Count | Should -Be 4
            Get-SignedIn | Should -Be '0800/0800', '0800/800'
        }

        It 'takes rows with leading zeros, semicolons and Chinese names' {
            $null = Import-Row '队列,分机', '0800;630,0800' | Exit-CcQueue -ErrorAction Stop
            Get-SignedIn | Should -Be '0800/800', '630/800', '631/0800', '631/800'
        }
    }

    Context 'an absent queue or extension' {
        It 'asks for both' {
            (Get-Command Exit-CcQueue).Parameters.Queue.ParameterSets.Typed.IsMandatory | Should -BeTrue
            (Get-Command Exit-CcQueue).Parameters.Extension.ParameterSets.Typed.IsMandatory | Should -BeTrue
            (Get-Command Exit-CcQueue).Parameters.Extension.ParameterSets.AllQueues.IsMandatory | Should -BeTrue
        }

        It 'never signs out more than was meant because of an empty cell' {
            $before = $sim.RequestCount
            $members = Get-SignedIn
            $rows = Import-Row 'queue,extension', ',0800', ' ,800', '630,', ';,0800', ','
            $rows | Exit-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
            $failed.Count | Should -Be 5
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'MissingValue,CallCenter.Commands.ExitCcQueueCommand'
            Exit-CcQueue -Queue '' -Extension 800 -ErrorAction SilentlyContinue -ErrorVariable failed
            Exit-CcQueue -Queue $null -Extension 800 -ErrorAction SilentlyContinue -ErrorVariable +failed
            Exit-CcQueue -Queue @() -Extension 800 -ErrorAction SilentlyContinue -ErrorVariable +failed
            Exit-CcQueue -Queue 630 -Extension '' -ErrorAction SilentlyContinue -ErrorVariable +failed
            Exit-CcQueue -AllQueues -Extension ' ' -ErrorAction SilentlyContinue -ErrorVariable +failed
            $failed.Count | Should -Be 5
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'MissingValue,CallCenter.Commands.ExitCcQueueCommand'
            Get-SignedIn | Should -Be $members
            $sim.RequestCount | Should -Be $before
        }

        It 'refuses a list without quotes, in which PowerShell loses the zeros' {
            $failure = { Exit-CcQueue -Queue 630 -Extension 0800,0801 } | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
            "$failure" | Should -Match '0800 without quotes loses its leading zeros'
            Get-SignedIn | Should -Contain '630/800'
        }
    }

    Context 'all queues' {
        It 'signs the extension out of each queue that lists it' {
            $members = Exit-CcQueue -Extension 0800 -AllQueues
            $members.Queue | Sort-Object | Should -BeExactly '0800', '630', '631'
            $members.State | Select-Object -Unique | Should -Be 'SignedOut'
            Get-SignedIn | Should -Be '0800/800', '630/800', '631/800'
        }

        It 'takes extensions from the pipeline' {
            $null = '0800', '800' | Exit-CcQueue -AllQueues -ErrorAction Stop
            Get-SignedIn | Should -BeNullOrEmpty
        }

        It 'does not send a request without a queue' {
            $server = Open-TestServer {
                param($request)
                if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"sip/800"}],"631":[{"name":"sip/801"}],"0800":[{"name":"sip/800"}]}}' } } else { @{ Body = '{"status":"success"}' } }
            }
            try {
                Invoke-WithServer $server {
                    $null = Exit-CcQueue -Extension 800 -AllQueues
                    $requests = $server.Requests.ToArray()
                    $requests[0].Method | Should -Be 'GET'
                    $requests[1..9].Body | Sort-Object | Should -Be 'extension=800&queue=0800', 'extension=800&queue=630'
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'warns when the extension is in none' {
            Exit-CcQueue -Extension 999 -AllQueues -WarningVariable heard -WarningAction SilentlyContinue -ErrorAction Stop | Should -BeNullOrEmpty
            "$heard" | Should -Match '999 is not signed in to any queue'
        }

        It 'does not go together with -Queue' {
            { Exit-CcQueue -Queue 630 -Extension 800 -AllQueues } | Should -Throw
            { '800' | Exit-CcQueue -Queue 630 -AllQueues } | Should -Throw -ErrorId 'InvalidParameter,*'
            Get-SignedIn | Should -Contain '630/800'
        }

        It 'tries the other queues when one fails, and hands back the pair' {
            $server = Open-TestServer {
                param($request)
                if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"sip/800"}],"631":[{"name":"sip/800"}]}}' } }
                elseif ($request.Body -like '*630*') { @{ Body = '{"status":"error","message":"not now"}' } } else { @{ Body = '{"status":"success"}' } }
            }
            try {
                Invoke-WithServer $server {
                    $member = Exit-CcQueue -Extension 800 -AllQueues -ErrorAction SilentlyContinue -ErrorVariable failed
                    $member.Queue | Should -Be '631'
                    $failed.Count | Should -Be 1
                    $failed[0].FullyQualifiedErrorId | Should -BeLike 'QueueRefused,*'
                    "$($failed[0])" | Should -Match '800 out of queue 630.*not now'
                    $failed[0].TargetObject.queue, $failed[0].TargetObject.extension | Should -Be '630', '800'
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'ends with the first queue that fails under -ErrorAction Stop, and tells of all the others' {
            $server = Open-TestServer {
                param($request)
                if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"sip/800"}],"631":[{"name":"sip/800"}],"632":[{"name":"sip/800"}]}}' } }
                elseif ($request.Body -like '*631*') { @{ Body = '{"status":"success"}' } } else { @{ Body = '{"status":"error","message":"not now"}' } }
            }
            try {
                Invoke-WithServer $server {
                    $seen = [System.Collections.Generic.List[object]]::new()
                    $ended = { Exit-CcQueue -Extension 800 -AllQueues -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable script:heard | ForEach-Object { $seen.Add($_) } }
                    $ended | Should -Throw -ErrorId 'QueueRefused,*' -ExpectedMessage '*800 out of queue 630*not now*'
                    $seen.Queue | Should -Be '631'
                    "$script:heard" | Should -Match 'Also failed.*800 out of queue 632.*not now'
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'names the extension when the phone system does not tell its queues' {
            foreach ($answer in @{ Status = 500; Body = '{"status":"error","message":"not today"}' }, @{ Body = '<html></html>' }) {
                Invoke-WithAnswer $answer {
                    $null = '800', '801' | Exit-CcQueue -AllQueues -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed.Count | Should -Be 2
                    foreach ($one in $failed) {
                        "$one" | Should -Match "extension $($one.TargetObject) out of all queues"
                        "$one" | Should -Not -Match 'unknown' -Because 'listing the queues changes nothing'
                    }
                }
            }
        }
    }

    Context 'at the end of a call' {
        AfterEach {
            $sim.SetExtension('0800', 'Idle')
        }

        It 'signs out who is in no call' {
            $member = Exit-CcQueue 630 0800 -WhenIdle -ErrorAction Stop
            $member.State, $member.Message | Should -Be 'SignedOut', 'logout extension success'
            Get-SignedIn | Should -Not -Contain '630/0800'
        }

        It 'pauses the member, waits until its call has ended, and signs it out then' {
            $sim.SetExtension('0800', 'InCall', '00:00:01')
            $null = Exit-CcQueue 630 800 -WhenIdle
            $members = Exit-CcQueue -AllQueues -Extension 0800 -WhenIdle -ErrorAction Stop
            $members.Queue | Sort-Object | Should -BeExactly '0800', '630', '631'
            (Get-CcExtension 0800).State | Should -Be 'Idle'
            Get-SignedIn | Should -Be '0800/800', '631/800'
        }

        It 'takes the pause back when the time is over, and says so' {
            $sim.SetExtension('0800', 'InCall')
            Exit-CcQueue 630 '0800', '800' -WhenIdle -IdleTimeoutSec 0 -ErrorAction SilentlyContinue -ErrorVariable failed | Select-Object -ExpandProperty Extension | Should -Be '800'
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'NotIdle,CallCenter.Commands.ExitCcQueueCommand'
            "$($failed[0])" | Should -Match '0800 out of queue 630: its calls did not end within 0 seconds\. The pause was undone\.$'
            $failed[0].TargetObject.queue, $failed[0].TargetObject.extension | Should -Be '630', '0800'
            $failed[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            (Get-CcQueueMember 630 -Extension 0800).Paused | Should -BeFalse
        }

        It 'takes the pauses back <Where> when it is stopped' -ForEach @(
            @{ Where = 'in the queues given'; Script = { param($uri) $null = Connect-CcTenant -QueueUri $uri; Exit-CcQueue 630, 631 0800 -WhenIdle } }
            @{ Where = 'in all queues'; Script = { param($uri) $null = Connect-CcTenant -QueueUri $uri; Exit-CcQueue -AllQueues -Extension 0800 -WhenIdle } }
        ) {
            $sim.SetExtension('0800', 'InCall')
            $result = Invoke-Alone -Argument $sim.QueueUri -StopWhen { $sim.QueueMember.State -contains 'Paused' } $Script
            $result.Output | Should -BeNullOrEmpty
            $result.StoppedIn | Should -BeLessThan 5000
            $said = $result.Line -join "`n"
            $said | Should -Match 'Could not sign extension 0800 out of queue 630:.*The pause was undone\.'
            $said | Should -Match 'Could not sign extension 0800 out of queue 631:.*The pause was undone\.'
            $said | Should -Not -Match 'not sent|operations succeeded'
            Get-SignedIn | Should -Contain '630/0800'
            $sim.QueueMember.State | Select-Object -Unique | Should -Be 'SignedIn'
        }

        It 'says what it would do under -WhatIf' {
            $result = Invoke-Alone { param($uri) $null = Connect-CcTenant -QueueUri $uri; Exit-CcQueue 630 0800 -WhenIdle -WhatIf; Exit-CcQueue -Extension 0800 -AllQueues -WhenIdle -WhatIf } $sim.QueueUri
            $result.Line | Should -Be "What if: Pause extension 0800 in queue 630 of $($sim.QueueUri.Authority), and sign it out when it is not in a call", "What if: Pause extension 0800 in all queues of $($sim.QueueUri.Authority), and sign it out when it is not in a call"
        }

        It 'is known to a journal as the sign-out that it is' {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
            $null = Exit-CcQueue 630 0800 -WhenIdle -JournalPath $journal
            $before = $sim.RequestCount
            $null = Exit-CcQueue 630 0800 -JournalPath $journal -WarningAction SilentlyContinue
            $sim.RequestCount | Should -Be $before
        }

        It 'needs -WhenIdle for its time' {
            { Exit-CcQueue 630 0800 -IdleTimeoutSec 5 } | Should -Throw -ErrorId 'InvalidParameter,*'
        }
    }

    Context 'rows that fail' {
        It 'reports an unknown queue, extension and a queue system that is dead' {
            $null = Exit-CcQueue 999 800 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'QueueRefused,CallCenter.Commands.ExitCcQueueCommand'
            "$($failed[0])" | Should -Match '800 out of queue 999.*Queue not found'
            $null = Exit-CcQueue 630 nobody -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InterfaceNotFound,*'
            $null = Connect-CcTenant -QueueUri "http://127.0.0.1:$(Get-FreePort)" -MaximumRetryCount 0 -Name dead
            $null = Exit-CcQueue 630 800 -Session dead -ErrorAction SilentlyContinue -ErrorVariable failed
            Disconnect-CcTenant -Session dead
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'Unreachable,*'
        }
    }

    Context 'questions' {
        It 'names extension and queue under -WhatIf and changes nothing' {
            $before = Get-SignedIn
            Exit-CcQueue -Queue 630 -Extension 0800 -WhatIf
            Exit-CcQueue -Extension 0800 -AllQueues -WhatIf
            Get-SignedIn | Should -Be $before
            $result = Invoke-Alone { param($uri) $null = Connect-CcTenant -QueueUri $uri; Exit-CcQueue 630 0800 -WhatIf; Exit-CcQueue -Extension 0800 -AllQueues -WhatIf } $sim.QueueUri
            $result.Line | Should -Be "What if: Sign extension 0800 out of queue 630 of $($sim.QueueUri.Authority)", "What if: Sign extension 0800 out of all queues of $($sim.QueueUri.Authority)"
        }

        It 'asks with -Confirm and only then' {
            $result = Invoke-Alone -Answer 2 { param($uri) $null = Connect-CcTenant -QueueUri $uri; Exit-CcQueue 631 800; Exit-CcQueue -Extension 0800 -AllQueues -Confirm } $sim.QueueUri
            $result.Question | Should -Be "Sign extension 0800 out of all queues of $($sim.QueueUri.Authority)?"
            Get-SignedIn | Should -Be '0800/0800', '0800/800', '630/0800', '630/800', '631/0800'
        }
    }

    Context 'the journal' {
        BeforeEach {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
        }

        It 'sends done rows not again, and failed ones' {
            $rows = Import-Row 'queue,extension', '630,0800', '999,811', '631,800'
            $null = $rows | Exit-CcQueue -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $before = $sim.RequestCount
            $null = $rows | Exit-CcQueue -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable warned
            $failed.Count | Should -Be 1
            $sim.RequestCount - $before | Should -Be 1
            "$warned" | Should -Match 'Rows done by earlier runs.* not sent again: 2\.$'
            Get-SignedIn | Should -Be '0800/0800', '0800/800', '630/800', '631/0800'
        }

        It 'keeps all queues of an extension as one row' {
            $null = Exit-CcQueue -Extension 0800 -AllQueues -JournalPath $journal
            $shown = Get-CcJournal $journal
            $shown.Done, $shown.Total | Should -Be 1, 1
            $shown.Row.Operation | Should -Be 'sign extension 0800 out of all queues'
            $before = $sim.RequestCount
            $null = Exit-CcQueue -Extension 0800 -AllQueues -JournalPath $journal -WarningAction SilentlyContinue
            $sim.RequestCount | Should -Be $before
        }

        It 'is of this server alone, and of any command' {
            $null = Exit-CcQueue 630 0800 -JournalPath $journal
            $null = Enter-CcQueue 630 0800 -JournalPath $journal -ErrorAction Stop
            (Get-CcJournal $journal).Row.Operation | Should -HaveCount 2
            $before = $sim.RequestCount
            Invoke-WithOther {
                param($other)
                { Exit-CcQueue 630 0800 -JournalPath $journal -Session other } | Should -Throw -ErrorId 'JournalMismatch,*'
                $other.RequestCount | Should -BeLessOrEqual 1 -Because 'a token may be asked for'
            }

            $sim.RequestCount | Should -Be $before
        }

        It 'is refused to a second run while one is going on' {
            $refused = $null
            Exit-CcQueue 631 '0800', 800 -ThrottleLimit 1 -JournalPath $journal | ForEach-Object {
                try { $null = Exit-CcQueue 630 0800 -JournalPath $journal } catch { $refused = $_ }
            }
            $refused.FullyQualifiedErrorId | Should -BeExactly 'JournalInUse,CallCenter.Commands.ExitCcQueueCommand'
            (Get-CcJournal $journal).Run.Count | Should -Be 1
        }

        It 'is not written under -WhatIf' {
            Exit-CcQueue 630 0800 -JournalPath $journal -WhatIf
            $journal | Should -Not -Exist
        }

        It 'is read up to where a crash tore it, with a warning' {
            $null = Exit-CcQueue 630 0800 -JournalPath $journal
            [System.IO.File]::AppendAllText($journal, '{"row":"01')
            $before = $sim.RequestCount
            $null = Exit-CcQueue 630 0800 -JournalPath $journal -WarningVariable warned -WarningAction SilentlyContinue
            $sim.RequestCount | Should -Be $before
            "$($warned[0])" | Should -Match 'damaged at line \d'
            (Get-CcJournal $journal).Row.Operation | Should -Be 'sign extension 0800 out of queue 630'
        }
    }
}
