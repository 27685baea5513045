BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    function Get-SignedIn {
        $sim.QueueMember | ForEach-Object { "$($_.Queue)/$($_.Extension)" } | Sort-Object
    }

    # The floor as it is to be.
    function Initialize-Floor([string[]] $Seat) {
        foreach ($member in $sim.QueueMember) {
            $null = Exit-CcQueue $member.Queue $member.Extension
        }

        foreach ($one in $Seat) {
            $queue, $extension = $one -split '/'
            $null = Enter-CcQueue $queue $extension
        }
    }

    function Save-Roster([string[]] $Line, [string] $Name = 'roster.csv') {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllLines($path, $Line)
        $path
    }

    function Get-Text($Change) {
        $Change | ForEach-Object { "$($_.Action) $($_.Queue) $($_.Extension) $($_.Result)" } | Sort-Object
    }

    # The fewest members that each queue ever had, by the log of a simulator.
    function Get-FewestMember([string[]] $Before, $Requests) {
        $members = [System.Collections.Generic.HashSet[string]] $Before
        $now, $fewest = @{}, @{}
        foreach ($queue in $Before | ForEach-Object { ($_ -split '/')[0] } | Group-Object) {
            $now[$queue.Name] = $fewest[$queue.Name] = $queue.Count
        }

        foreach ($request in $Requests) {
            if ([System.Text.Encoding]::ASCII.GetString($request.Body) -notmatch '^extension=(?<extension>\d+)&queue=(?<queue>\d+)$') {
                continue
            }

            $queue, $seat = $Matches.queue, "$($Matches.queue)/$($Matches.extension)"
            if ($request.Path -like '*agent-login') {
                $now[$queue] += [int] $members.Add($seat)
            } else {
                $now[$queue] -= [int] $members.Remove($seat)
                $fewest[$queue] = [Math]::Min($fewest[$queue], $now[$queue])
            }
        }

        $fewest
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Sync-CcQueue' {
    BeforeEach {
        Initialize-Floor '630/8001', '630/8002', '631/8003', '631/9001', '632/8005'
        foreach ($extension in '8001', '8002', '8003', '8004', '8005', '9001') {
            $sim.SetExtension($extension, 'Idle')
        }
    }

    Context 'a roster' {
        It 'signs in whom it names, and nobody out without -Prune' {
            $changes = Sync-CcQueue (Save-Roster 'queue,extension', '630,8001', '630;631,8004') -ErrorAction Stop
            $changes[0] | Should -BeOfType ([CallCenter.CcQueueChange])
            Get-Text $changes | Should -Be 'Enter 630 8004 Done', 'Enter 631 8004 Done'
            Get-SignedIn | Should -Be '630/8001', '630/8002', '630/8004', '631/8003', '631/8004', '631/9001', '632/8005'
        }

        It 'goes back to a snapshot, and then has nothing to do' {
            $path = Join-Path $TestDrive shift.csv
            $before = Get-SignedIn
            Get-CcQueueMember | Export-Csv $path
            Initialize-Floor '630/8002', '630/8004', '631/8001', '631/9001', '0800/8009'
            Get-Text (Sync-CcQueue -Path $path -Prune -ErrorAction Stop) | Should -Be 'Enter 630 8001 Done', 'Enter 631 8003 Done', 'Enter 632 8005 Done', 'Exit 630 8004 Done', 'Exit 631 8001 Done'
            Get-SignedIn | Should -Be (@($before) + '0800/8009' | Sort-Object) -Because 'the snapshot does not name queue 0800'
            Sync-CcQueue -Path $path -Prune -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'leaves alone which extensions it does not own' {
            $rows = Import-Row 'queue,extension', '631,8004', '631,9002'
            Get-Text ($rows | Sync-CcQueue -Prune -Extension 80* -ErrorAction Stop) | Should -Be 'Enter 631 8004 Done', 'Exit 631 8003 Done'
            Get-SignedIn | Should -Be '630/8001', '630/8002', '631/8004', '631/9001', '632/8005'
        }

        It 'prunes nothing where a row cannot be used' {
            $before = Get-SignedIn
            { Import-Row 'queue,extension', '630,8001', '630,' | Sync-CcQueue -Prune -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'RosterIncomplete,*'
            { Sync-CcQueue (Join-Path $TestDrive nowhere.csv) -Prune } | Should -Throw -ErrorId 'FileUnreadable,*'
            Get-SignedIn | Should -Be $before
        }

        It 'does the other rows without -Prune, and hands the faulty one back' {
            $changes = Import-Row 'queue,extension,mail', ',8004,li@example.com', '632,8004,li@example.com' | Sync-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            Get-Text $changes | Should -Be 'Enter 632 8004 Done'
            $changes.mail | Should -Be 'li@example.com'
            $failed.FullyQualifiedErrorId | Should -Be 'MissingValue,CallCenter.Commands.SyncCcQueueCommand'
            $failed[0].TargetObject.mail | Should -Be 'li@example.com'
        }

        It 'hands a row back without the password that it has' {
            $rows = Import-Row 'action,queue,extension,mail,password', 'Enter,,8004,li@example.com,Plain-Word-1', 'Enter,999,8004,wu@example.com,Plain-Word-2'
            $null = $rows | Sync-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.TargetObject.mail | Should -Be 'li@example.com', 'wu@example.com'
            $failed.TargetObject | Format-List * -Force | Out-String | Should -Not -Match 'Plain-Word'
        }
    }

    Context 'changes' {
        It 'makes them, also when they were saved, and finds them done the next time' {
            $path = Join-Path $TestDrive changes.csv
            Import-Row 'queue,extension,shift', '630,8001,early', '630,8003,early' | Compare-CcQueue -Prune -IncludeEqual | Export-Csv $path
            Get-SignedIn | Should -Contain '630/8002'
            $changes = Import-Csv $path | Sync-CcQueue -ErrorAction Stop
            Get-Text $changes | Should -Be 'Enter 630 8003 Done', 'Exit 630 8002 Done', 'Keep 630 8001 AlreadyDone'
            ($changes | Where-Object Action -EQ Enter).shift | Should -Be 'early'
            Get-SignedIn | Should -Be '630/8001', '630/8003', '631/8003', '631/9001', '632/8005'
            Get-Text (Sync-CcQueue $path -ErrorAction Stop) | Should -Be 'Enter 630 8003 AlreadyDone', 'Exit 630 8002 AlreadyDone', 'Keep 630 8001 AlreadyDone'
        }

        It 'refuses singly whose member is no longer as it was compared' {
            $changes = Import-Row 'queue,extension', '630,8004', '631,8001', '632,8006' | Compare-CcQueue -Prune
            $null = Suspend-CcQueueMember 630 8001
            $null = Exit-CcQueue 630 8002
            $sim.SetExtension('8003', 'InCall')
            $sim.SetExtension('8004', 'Offline')
            $applied = $changes | Sync-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            Get-Text $applied | Should -Be @(
                'Enter 630 8004 Refused', 'Enter 631 8001 Done', 'Enter 632 8006 Done'
                'Exit 630 8001 Refused', 'Exit 630 8002 AlreadyDone', 'Exit 631 8003 Refused', 'Exit 631 9001 Done', 'Exit 632 8005 Done'
            )
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'Stale,CallCenter.Commands.SyncCcQueueCommand'
            $failed | Should -HaveCount 3
            $stale = $applied | Where-Object { $_.Result -eq 'Refused' -and $_.Extension -eq '8001' }
            $stale.Paused | Should -BeTrue -Because 'it shows how the member is now'
            $stale.Problem | Should -BeLike '*has been paused since*'
            $failed.TargetObject.Extension | Sort-Object | Should -Be '8001', '8003', '8004'
            $sim.SetExtension('8004', 'Idle')
        }

        It 'does not mind a call with -WhenIdle, and waits for its end' {
            $change = Import-Row 'queue,extension', '631,9001' | Compare-CcQueue -Prune
            $sim.SetExtension('8003', 'InCall', '00:00:02')
            Get-Text ($change | Sync-CcQueue -WhenIdle -ErrorAction Stop) | Should -Be 'Exit 631 8003 Done'
            (Get-CcExtension 8003).State | Should -Be 'Idle'

            $null = Enter-CcQueue 631 8003
            $sim.SetExtension('8003', 'InCall')
            $left = Import-Row 'queue,extension', '631,9001' | Sync-CcQueue -Prune -WhenIdle -IdleTimeoutSec 0 -ErrorAction SilentlyContinue -ErrorVariable failed
            Get-Text $left | Should -Be 'Exit 631 8003 Failed'
            $failed.FullyQualifiedErrorId | Should -Be 'NotIdle,CallCenter.Commands.SyncCcQueueCommand'
            (Get-CcQueueMember 631 -Extension 8003).Paused | Should -BeFalse
            { $left | Sync-CcQueue -IdleTimeoutSec 3 } | Should -Throw -ErrorId 'InvalidParameter,*'
        }

        It 'refuses those of another phone system' {
            $change = Import-Row 'queue,extension', '630,8001' | Compare-CcQueue -Prune
            $other = Start-CcSimulator
            $null = $other | Connect-CcTenant -Name other
            Get-Text ($change | Sync-CcQueue -Session other -ErrorAction SilentlyContinue -ErrorVariable failed) | Should -Be 'Exit 630 8002 Refused'
            $failed.FullyQualifiedErrorId | Should -BeLike 'OtherAppliance,*'
            Disconnect-CcTenant other -WarningAction SilentlyContinue
            Stop-CcSimulator $other
        }

        It 'refuses a row that is blank where a change says what it does, a change that comes twice, and a roster among them' {
            $path = Save-Roster 'Action,Queue,Extension', ',630,8004', 'Exit,630,8001', 'Enter,630,8001'
            Get-Text (Sync-CcQueue $path -ErrorAction SilentlyContinue -ErrorVariable failed) | Should -Be 'Exit 630 8001 Done'
            $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'MissingValue', 'DuplicateRow'
            $change = Import-Row 'queue,extension', '632,8004' | Compare-CcQueue
            { $change | Sync-CcQueue -Prune } | Should -Throw -ErrorId 'InvalidParameter,*'
            { $change | Sync-CcQueue -Extension 80* } | Should -Throw -ErrorId 'InvalidParameter,*'
            { & { $change; [pscustomobject]@{ queue = '630'; extension = '8004' } } | Sync-CcQueue } | Should -Throw -ErrorId 'InvalidParameter,*'
            Get-SignedIn | Should -Not -Contain '630/8004'
        }
    }

    Context 'what it keeps to' {
        It 'does nothing where more would change than it may' {
            $before = Get-SignedIn
            $rows = Import-Row 'queue,extension', '630,8004'
            { $rows | Sync-CcQueue -Prune -MaximumChange 2 } | Should -Throw -ErrorId 'TooManyChanges,*' -ExpectedMessage 'The number of changes would be 3*allows 2*'
            Get-SignedIn | Should -Be $before
            ($rows | Sync-CcQueue -Prune -MaximumChange 3).Result | Select-Object -Unique | Should -Be 'Done'
        }

        It 'brings no queue under a number of members, and signs in before it signs out' {
            $options = [CallCenter.Simulator.SimulatorOptions]::new()
            $options.RecordRequests = $true
            $logged = [CallCenter.Simulator.VendorSimulator]::new($options)
            try {
                $session = Connect-CcTenant -QueueUri $logged.QueueUri -Name logged
                $before = '630/8001', '630/8002', '631/8003', '632/8004', '632/8005', '632/8006'
                foreach ($seat in $before) {
                    $null = Enter-CcQueue @($seat -split '/')[0] @($seat -split '/')[1] -Session $session
                }

                $start = $logged.Requests.Count
                # 630 and 631 change all of their members, and in 632 nobody comes.
                $roster = Import-Row 'queue,extension', '630,8003', '630,8007', '631,8001', '632,nobody'
                $changes = $roster | Sync-CcQueue -Prune -MinimumMember 2 -Session $session -ErrorAction SilentlyContinue -ErrorVariable failed
                $fewest = Get-FewestMember $before ($logged.Requests | Select-Object -Skip $start)
                $fewest['630'], $fewest['631'], $fewest['632'] | Should -Be 2, 1, 2
                ($changes | Where-Object Queue -EQ '630').Result | Select-Object -Unique | Should -Be 'Done'
                Get-Text ($changes | Where-Object Queue -EQ '631') | Should -Be 'Enter 631 8001 Done', 'Exit 631 8003 Refused'
                Get-Text ($changes | Where-Object Queue -EQ '632') | Should -Be 'Enter 632 nobody Failed', 'Exit 632 8004 Done', 'Exit 632 8005 Refused', 'Exit 632 8006 Refused'
                $failed.FullyQualifiedErrorId -replace ',.*' | Group-Object -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" } | Sort-Object | Should -Be '1 InterfaceNotFound', '3 TooFewMembers'
            } finally {
                Disconnect-CcTenant logged -WarningAction SilentlyContinue
                $logged.Dispose()
            }
        }

        It 'keeps members with a penalty without -Force' {
            $sim.SetMember('630', '8002', 5)
            $rows = Import-Row 'queue,extension', '630,8001'
            Get-Text ($rows | Sync-CcQueue -Prune -ErrorAction SilentlyContinue -ErrorVariable failed) | Should -Be 'Exit 630 8002 Refused'
            $failed.FullyQualifiedErrorId | Should -Be 'HasPenalty,CallCenter.Commands.SyncCcQueueCommand'
            Get-SignedIn | Should -Contain '630/8002'
            Get-Text ($rows | Sync-CcQueue -Prune -Force -ErrorAction Stop) | Should -Be 'Exit 630 8002 Done'
        }

        It 'touches nobody else: a random roster of 1,000 rows against a floor that changes meanwhile' {
            $random = [random]::new(11)
            $options = [CallCenter.Simulator.SimulatorOptions]::new()
            $options.RecordRequests = $true
            $busy = [CallCenter.Simulator.VendorSimulator]::new($options)
            try {
                $session = Connect-CcTenant -QueueUri $busy.QueueUri -Name busy
                $seat = { [pscustomobject]@{ Queue = '630', '631', '632', '0800' | Get-Random -SetSeed $random.Next(); Extension = "8$($random.Next(100, 400))" } }
                1..300 | ForEach-Object { & $seat } | ForEach-Object { $busy.SetMember([CallCenter.Simulator.CooCenter.SimulatedMember]::new($_.Queue, $_.Extension, $false, 0)) }
                $roster = 1..1000 | ForEach-Object { & $seat }
                $changes = @($roster | Compare-CcQueue -Prune -Extension 81*, 82* -Session $session -IncludeEqual)
                $wanted = $roster | Where-Object Extension -Match '^8[12]' | ForEach-Object { "$($_.Queue)/$($_.Extension)" } | Sort-Object -Unique
                @($changes | Where-Object Action -NE Exit).Count | Should -Be @($wanted).Count

                # Meanwhile others sign in and out, pause, and take calls.
                $members = @($busy.Members)
                for ($i = 0; $i -lt 150; $i++) {
                    $one = $members[$random.Next($members.Count)]
                    switch ($i % 3) {
                        0 { $null = Exit-CcQueue $one.Queue $one.Extension -Session $session }
                        1 { $busy.SetMember([CallCenter.Simulator.CooCenter.SimulatedMember]::new($one.Queue, $one.Extension, $true, 0)) }
                        2 { $busy.SetExtension($one.Extension, 'InCall', $null) }
                    }
                }

                $before = $busy.Members | ForEach-Object { "$($_.Queue)/$($_.Extension)" }
                $start = $busy.Requests.Count
                $applied = @($changes | ConvertTo-Csv | ConvertFrom-Csv | Sync-CcQueue -Session $session -MinimumMember 1 -ErrorAction SilentlyContinue -ErrorVariable failed)
                $applied.Count | Should -Be $changes.Count -Because 'nothing is lost'
                @($failed).Count | Should -Be @($applied | Where-Object Result -EQ Refused).Count
                $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'Stale,CallCenter.Commands.SyncCcQueueCommand'
                $applied.Result | Select-Object -Unique | Sort-Object | Should -Be 'Done', 'AlreadyDone', 'Refused'

                $after = $busy.Members | ForEach-Object { "$($_.Queue)/$($_.Extension)" }
                $entered = $applied | Where-Object { $_.Action -eq 'Enter' -and $_.Result -eq 'Done' } | ForEach-Object { "$($_.Queue)/$($_.Extension)" }
                $exited = $applied | Where-Object { $_.Action -eq 'Exit' -and $_.Result -eq 'Done' } | ForEach-Object { "$($_.Queue)/$($_.Extension)" }
                $after | Sort-Object | Should -Be (@($before | Where-Object { $_ -notin $exited }) + $entered | Sort-Object)
                @($entered) + $exited | Should -Not -Match '/8[03-9]'
                foreach ($fewest in (Get-FewestMember $before ($busy.Requests | Select-Object -Skip $start)).Values) { $fewest | Should -BeGreaterThan 0 }
            } finally {
                Disconnect-CcTenant busy -WarningAction SilentlyContinue
                $busy.Dispose()
            }
        }
    }

    Context 'what it is told' {
        It 'looks again, and does not believe a success that the queue does not show' {
            $server = Open-TestServer {
                param($request)
                if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"sip/800"}]}}' } }
                elseif ($request.Path -like '*agent-*') { @{ Body = '{"status":"success","message":"sure"}' } } else { @{ Body = '[]' } }
            }
            try {
                Invoke-WithServer $server {
                    $changes = [pscustomobject]@{ queue = '630'; extension = '0800' } | Sync-CcQueue -Prune -ErrorAction SilentlyContinue -ErrorVariable failed
                    Get-Text $changes | Should -Be 'Enter 630 0800 NotVerified', 'Exit 630 800 NotVerified'
                    $failed.FullyQualifiedErrorId | Should -Be 'NotVerified,CallCenter.Commands.SyncCcQueueCommand', 'NotVerified,CallCenter.Commands.SyncCcQueueCommand'
                    $failed[1].TargetObject.Action | Should -Be 'Exit'
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'finds out by looking what no answer told' {
            $server = Open-TestServer {
                param($request, $data)
                if ($request.Path -like '*agent-login') { $data.In = $true; return }
                if ($request.Path -like '*queue-info') { @{ Body = "{`"status`":`"success`",`"data`":{`"630`":[$(if ($data.In) { '{"name":"sip/800"}' })]}}" } } else { @{ Body = '[]' } }
            } @{ In = $false }
            try {
                Invoke-WithServer $server {
                    Get-Text ([pscustomobject]@{ queue = '630'; extension = '800' } | Sync-CcQueue -ErrorAction Stop) | Should -Be 'Enter 630 800 Done'
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'ends where the queues cannot be seen' {
            Invoke-WithAnswer @{ Status = 500; Body = '' } {
                { [pscustomobject]@{ queue = '630'; extension = '800' } | Sync-CcQueue } | Should -Throw -ErrorId 'UnexpectedStatus,*'
            }
        }

        It 'ends with the first error under -ErrorAction Stop, and hands on what it did before' {
            $seen = [System.Collections.Generic.List[object]]::new()
            $rows = Import-Row 'queue,extension', '632,8001', '632,nobody'
            { $rows | Sync-CcQueue -ErrorAction Stop | ForEach-Object { $seen.Add($_) } } | Should -Throw -ErrorId 'InterfaceNotFound,*'
            Get-Text $seen | Should -Be 'Enter 632 8001 Done', 'Enter 632 nobody Failed'
            $change = Import-Row 'queue,extension', '632,8004' | Compare-CcQueue -Prune
            $null = Suspend-CcQueueMember 632 8005
            $before = Get-SignedIn
            { $change | Sync-CcQueue -ErrorAction Stop } | Should -Throw -ErrorId 'Stale,*'
            Get-SignedIn | Should -Be $before
        }

        It 'says what it did when it is stopped' {
            $sim.SetExtension('8003', 'InCall')
            $result = Invoke-Alone -Argument $sim.QueueUri -StopWhen { $sim.QueueMember.State -contains 'Paused' } {
                param($uri)
                $null = Connect-CcTenant -QueueUri $uri
                [pscustomobject]@{ queue = '631'; extension = '8004' } | Sync-CcQueue -Prune -Extension 80* -WhenIdle
            }
            $result.Output | Should -BeNullOrEmpty
            "$($result.Line)" | Should -Match 'sign extension 8004 in to queue 631'
            "$($result.Line)" | Should -Match '8003 out of queue 631'
            Get-SignedIn | Should -Contain '631/8003'
            $sim.QueueMember.State | Select-Object -Unique | Should -Be 'SignedIn'
        }

        It 'says what it would do under -WhatIf, and does nothing' {
            $before = Get-SignedIn
            $result = Invoke-Alone {
                param($uri)
                $null = Connect-CcTenant -QueueUri $uri
                [pscustomobject]@{ queue = '630'; extension = '8004' } | Sync-CcQueue -Prune -MinimumMember 2 -WhatIf
            } $sim.QueueUri
            $result.Line | Should -Be @(
                "What if: Sign extension 8004 in to queue 630 of $($sim.QueueUri.Authority)"
                'What if: Sign extension 8001 out of queue 630'
                'What if: 2 of 2 rows would be sent'
            )
            Get-Text $result.Output | Should -Be 'Enter 630 8004 ', 'Exit 630 8001 ', 'Exit 630 8002 Refused'
            Get-SignedIn | Should -Be $before
        }

        It 'leaves to a journal what it knows as done' {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
            $rows = Import-Row 'queue,extension', '632,8004'
            Get-Text ($rows | Sync-CcQueue -JournalPath $journal -ErrorAction Stop) | Should -Be 'Enter 632 8004 Done'
            $rows | Sync-CcQueue -JournalPath $journal -ErrorAction Stop | Should -BeNullOrEmpty
            (Get-CcJournal $journal).Done | Should -Be 1
            $null = Exit-CcQueue 632 8004
            Get-Text ($rows | Sync-CcQueue -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue) | Should -Be 'Enter 632 8004 NotVerified'
            "$failed" | Should -Match 'earlier run of this journal'
            Get-SignedIn | Should -Not -Contain '632/8004'
        }
    }
}
