BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    # A floor: 8001 in a call, 8002 paused in 630, 0800 away, 8003 with a penalty.
    $null = Enter-CcQueue 630, 631 '8001', '8002', '0800' -ThrottleLimit 1
    $sim.SetMember('632', '8003', 5)
    $sim.SetExtension('8001', 'InCall')
    $sim.SetExtension('0800', 'Offline')
    $sim.NameExtension('8001', '李娜')
    $null = Suspend-CcQueueMember 630 8002

    function Get-Place($Member) { $Member | ForEach-Object { "$($_.Queue)/$($_.Extension)" } }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Get-CcQueueMember' {
    Context 'what it shows' {
        It 'lists all members, queue by queue, in the order of the phone system' {
            Get-Place (Get-CcQueueMember) | Should -BeExactly '630/8001', '630/8002', '630/0800', '631/8001', '631/8002', '631/0800', '632/8003'
        }

        It 'says of each what it is doing' {
            $member = Get-CcQueueMember 630 -Extension 8001
            $member | Should -BeOfType ([CallCenter.CcQueueMember])
            $member.AgentName, $member.State, $member.Paused, $member.Penalty, $member.Registered, $member.Ready | Should -Be '李娜', 'InCall', $false, 0, $true, $false
            $member.Address | Should -Match '^192\.0\.2\.'
        }

        It 'is ready when it is signed in, not paused, registered and idle' {
            Get-Place (Get-CcQueueMember | Where-Object Ready) | Should -BeExactly '631/8002', '632/8003'
            (Get-CcQueueMember 630 -Extension 8002).Paused | Should -BeTrue
            $away = Get-CcQueueMember 631 -Extension 0800
            $away.State, $away.Registered, $away.Address | Should -Be 'Offline', $false, $null
            (Get-CcQueueMember 632).Penalty | Should -Be 5
        }

        It 'knows each state' {
            foreach ($state in 'Busy', 'Ringing', 'OnHold', 'Idle') {
                $sim.SetExtension('8003', $state)
                (Get-CcQueueMember 632).State | Should -Be $state
            }
        }
    }

    Context 'names' {
        It 'takes wildcards and lists' {
            Get-Place (Get-CcQueueMember 63[12] -Extension 800*) | Should -BeExactly '631/8001', '631/8002', '632/8003'
            Get-Place (Get-CcQueueMember '632', '630' -Extension '8003', '0800') | Should -BeExactly '630/0800', '632/8003'
        }

        It 'shows a member once, however often it is asked for' {
            Get-Place (Get-CcQueueMember 632, 63?, 632) | Should -HaveCount 7
        }

        It 'reports a queue or extension that is not there, and goes on' {
            $found = Get-CcQueueMember 999, 632 -Extension 8003, 8111 -ErrorAction SilentlyContinue -ErrorVariable failed
            Get-Place $found | Should -Be '632/8003'
            $failed.FullyQualifiedErrorId | Should -BeExactly 'QueueNotFound,CallCenter.Commands.GetCcQueueMemberCommand', 'MemberNotFound,CallCenter.Commands.GetCcQueueMemberCommand'
            $failed.CategoryInfo.Category | Select-Object -Unique | Should -Be 'ObjectNotFound'
            $failed.TargetObject | Should -Be '999', '8111'
            "$($failed[0])" | Should -Be 'The phone system does not list queue 999.'
        }

        It 'is silent where a wildcard fits none, and where a queue is empty' {
            Get-CcQueueMember 7*, '0800' -Extension 9* -ErrorAction Stop | Should -BeNullOrEmpty
            Get-CcQueueMember 0800 -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'does not take 0800 for 800' {
            Get-CcQueueMember 630 -Extension 800 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -BeLike 'MemberNotFound,*'
            (Get-CcQueueMember 630 -Extension 0800).Extension | Should -BeExactly '0800'
            { Get-CcQueueMember 630 -Extension 8001,0800 } | Should -Throw -ErrorId 'InvalidParameter,*'
        }

        It 'never takes blank for all' {
            foreach ($blank in $null, '', ' ', @()) {
                Get-CcQueueMember $blank -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
                $failed.FullyQualifiedErrorId | Should -BeLike 'MissingValue,*'
            }
        }
    }

    Context 'the pipeline' {
        It 'takes rows by their properties' {
            Get-Place (Import-Row '队列,分机', '630,8001', '631,8002;0800' | Get-CcQueueMember) | Should -BeExactly '630/8001', '631/8002', '631/0800'
            Get-Place (Get-CcQueue 632 | Get-CcQueueMember) | Should -Be '632/8003'
            Get-Place (Get-CcExtension 8002 | Get-CcQueueMember) | Should -Be '630/8002', '631/8002'
        }

        It 'hands members on to the commands that change them' {
            try {
                $null = Get-CcQueueMember 631 | Suspend-CcQueueMember -ErrorAction Stop
                (Get-CcQueueMember 631).Paused | Select-Object -Unique | Should -BeTrue
                $null = Get-CcQueueMember 631 | Resume-CcQueueMember -ErrorAction Stop
                (Get-CcQueueMember 631).Paused | Select-Object -Unique | Should -BeFalse
                $kept = Get-CcQueueMember 631
                $null = $kept | Exit-CcQueue -ErrorAction Stop
                Get-CcQueueMember 631 | Should -BeNullOrEmpty
                $null = $kept | Enter-CcQueue -ThrottleLimit 1 -ErrorAction Stop
                Get-Place (Get-CcQueueMember 631) | Should -BeExactly '631/8001', '631/8002', '631/0800'
            } finally {
                $null = Enter-CcQueue 631 '8001', '8002', '0800'
            }
        }

        It 'asks once for each list, however many rows there are' {
            $before = $sim.RequestCount
            1..50 | ForEach-Object { [pscustomobject]@{ Queue = '630' } } | Get-CcQueueMember | Should -HaveCount 150
            $sim.RequestCount - $before | Should -Be 3
            Get-CcQueueMember 630, 631, 632, 0* | Should -HaveCount 7
            $sim.RequestCount - $before | Should -Be 6
        }
    }

    Context 'a phone system that has not all of it' {
        It 'leaves columns empty, and says so once' {
            $server = Open-TestServer {
                param($request)
                if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"PJSIP/800","paused":0,"penalty":"2"},],"631":[{"name":"sip/800"}]}} // done' } } else { @{ Status = 404; Body = '<html></html>' } }
            }
            try {
                Invoke-WithServer $server {
                    $members = '630', '631' | ForEach-Object { [pscustomobject]@{ Queue = $_ } } | Get-CcQueueMember -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop
                    Get-Place $members | Should -Be '630/800', '631/800'
                    $members[0].Paused, $members[0].Penalty | Should -Be $false, 2
                    foreach ($name in 'AgentName', 'State', 'Registered', 'Address', 'Ready') {
                        $members[0].$name, $members[1].$name | Should -Be $null, $null -Because $name
                    }

                    $warned | Should -HaveCount 2
                    "$($warned[0])" | Should -Match 'list the states of the extensions.*are left empty'
                    "$($warned[1])" | Should -Match 'list the registrations of the extensions.*are left empty'
                    $server.Requests.Count | Should -Be 3
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'fails as a whole where the phone system does not tell its queues' {
            foreach ($answer in @{ Status = 404; Body = '{"status":"error","message":"Not found"}' }, @{ Status = 500; Body = '' }, @{ Body = '<html></html>' }) {
                Invoke-WithAnswer $answer {
                    { Get-CcQueueMember } | Should -Throw -ExpectedMessage 'Could not list the *'
                }
            }
        }

        It 'needs a session with a phone system' {
            $null = Connect-CcTenant -Uri $sim.Uri -Token (ConvertTo-TestSecret 'test-token-0001') -Name alone
            try {
                { Get-CcQueueMember -Session alone } | Should -Throw -ErrorId 'NoPhoneSystem,*'
            } finally {
                Disconnect-CcTenant -Session alone
            }
        }
    }

    It 'stops at once' {
        $slow = Start-CcSimulator -LatencyMilliseconds 60000
        try {
            $result = Invoke-Alone -Argument $slow.QueueUri -StopWhen { $slow.RequestCount -gt 0 } { param($uri) $null = Connect-CcTenant -QueueUri $uri; Get-CcQueueMember }
            $result.Fault | Should -BeOfType ([System.Management.Automation.PipelineStoppedException])
            $result.StoppedIn | Should -BeLessThan 5000
            $result.Error | Should -BeNullOrEmpty
        } finally {
            Stop-CcSimulator $slow
        }
    }

    It 'groups its table by queue' {
        $text = Get-CcQueueMember 630, 632 | Out-String -Width 80
        $text | Should -Match '(?s)Queue: 630.*Extension +AgentName +State +Ready +Paused.*8001 +李娜 +InCall.*Queue: 632.*8003'
    }

    It 'completes queues and extensions' {
        (TabExpansion2 'Get-CcQueueMember 63' 20).CompletionMatches.CompletionText | Should -Contain '630'
        (TabExpansion2 'Get-CcQueueMember -Extension 80' 31).CompletionMatches.CompletionText | Should -Contain '8001'
    }
}
