BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    function Get-Changed { Get-CcQueueMember | Where-Object Paused -EQ $false | ForEach-Object { "$($_.Queue)/$($_.Extension)" } | Sort-Object }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Resume-CcQueueMember' {
    BeforeEach {
        if ($sim.QueueMember) {
            $null = $sim.QueueMember | Exit-CcQueue
        }

        $null = Enter-CcQueue 630, 631 '8001', '0800'
        $null = Suspend-CcQueueMember 630, 631 '8001', '0800'
    }

    It 'resumes a member and emits what it is now' {
        $member = Resume-CcQueueMember -Queue 630 -Extension 0800
        $member | Should -BeOfType ([CallCenter.CcQueueMembership])
        $member.Queue, $member.Extension, $member.State, $member.Message | Should -BeExactly '630', '0800', 'SignedIn', 'Interface unpaused successfully'
        Get-Changed | Should -Be '630/0800'
        ($sim.QueueMember | Where-Object State -EQ 'SignedIn').Extension | Should -Be '0800'
    }

    It 'sends the form that the vendor''s example sends' {
        Invoke-WithAnswer @{ Body = '{ "status": "success", "message": "Interface unpaused successfully" }' } {
            param($server)
            $null = Resume-CcQueueMember 630 800
            $request = $server.Requests.ToArray()[0]
            $request.Method, $request.Path | Should -Be 'POST', '/coocenter-api/queues/agent-pause'
            $request.Body | Should -BeExactly 'member=800&queue=630&state=off'
        }
    }

    It 'takes lists, rows and members' {
        $null = Resume-CcQueueMember 630, 631 '8001' -ErrorAction Stop
        Get-Changed | Should -Be '630/8001', '631/8001'
        $null = Import-Row '队列,分机', '630,0800' | Resume-CcQueueMember -ErrorAction Stop
        Get-Changed | Should -Be '630/0800', '630/8001', '631/8001'
        $null = Get-CcQueueMember 631 | Resume-CcQueueMember -ErrorAction Stop
        Get-Changed | Should -HaveCount 4
    }

    It 'does no harm when it is done twice' {
        $null = Resume-CcQueueMember 630 8001
        (Resume-CcQueueMember 630 8001 -ErrorAction Stop).State | Should -Be 'SignedIn'
        Get-Changed | Should -Be '630/8001'
    }

    It 'reports who is no member, and hands the pair back' {
        $null = Import-Row 'queue,extension', '632,8001', '630,8001' | Resume-CcQueueMember -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'InterfaceNotFound,CallCenter.Commands.ResumeCcQueueMemberCommand'
        "$($failed[0])" | Should -Match 'Could not resume extension 8001 in queue 632: .*Interface not found'
        $failed[0].TargetObject.queue, $failed[0].TargetObject.extension | Should -Be '632', '8001'
        Get-Changed | Should -Be '630/8001'
    }

    It 'never takes blank for all' {
        Import-Row 'queue,extension', ',8001', '630,' | Resume-CcQueueMember -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'MissingValue,CallCenter.Commands.ResumeCcQueueMemberCommand', 'MissingValue,CallCenter.Commands.ResumeCcQueueMemberCommand'
        { Resume-CcQueueMember 630 8001,0800 } | Should -Throw -ErrorId 'InvalidParameter,*'
        Get-Changed | Should -BeNullOrEmpty
    }

    It 'only says what it would do under -WhatIf' {
        $result = Invoke-Alone { param($uri) $null = Connect-CcTenant -QueueUri $uri; Resume-CcQueueMember 630 '8001', '0800' -WhatIf } $sim.QueueUri
        $result.Line[0] | Should -Be "What if: Resume extension 8001 in queue 630 of $($sim.QueueUri.Authority)"
        $result.Line[1] | Should -Be 'What if: Resume extension 0800 in queue 630'
        Get-Changed | Should -BeNullOrEmpty
    }

    It 'keeps a journal, and is continued' {
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
        $null = Resume-CcQueueMember 630 8001 -JournalPath $journal
        (Get-CcJournal $journal).Row.Operation | Should -Be 'resume extension 8001 in queue 630'
        $before = $sim.RequestCount
        $null = Resume-CcQueueMember 630, 631 8001 -JournalPath $journal -WarningAction SilentlyContinue
        $sim.RequestCount - $before | Should -Be 1
        Get-Changed | Should -Be '630/8001', '631/8001'
    }
}
