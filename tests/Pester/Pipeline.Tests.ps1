BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    # Rows of agents, of which those with a number in -Bad have no login name.
    function Get-Row([int] $Count, [string] $Prefix, [int[]] $Bad = @()) {
        1..$Count | ForEach-Object { [pscustomobject]@{ code = "$Prefix$_"; loginName = $(if ($_ -notin $Bad) { "l$Prefix$_" }); userName = 'b' } }
    }

    function Get-Created([string] $Prefix) {
        @($sim.Agent | Where-Object Code -CLike "$Prefix*")
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'A pipeline' {
    Context 'errors' {
        It 'goes on after an error, one for each row that failed' {
            $created = Get-Row 10 A -Bad 3, 7 | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $created.Count | Should -Be 8
            $failed.Count | Should -Be 2
            $failed.TargetObject.code | Should -Be 'A3', 'A7'
        }

        It 'writes errors to the error stream and to $Error' {
            $Error.Clear()
            $caught = Get-Row 2 B -Bad 1, 2 | New-CcAgent 2>&1
            $caught.Count | Should -Be 2
            $caught[0] | Should -BeOfType ([System.Management.Automation.ErrorRecord])
            $Error.Count | Should -Be 2
        }

        It 'keeps errors from -ErrorVariable with a plus' {
            $null = Get-Row 1 C -Bad 1 | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $null = Get-Row 2 C -Bad 1, 2 | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable +failed
            $failed.Count | Should -Be 3
        }

        It 'is caught by try and catch with -ErrorAction Stop' {
            $caught = $null
            try {
                $null = Get-Row 5 D -Bad 2 | New-CcAgent -ErrorAction Stop
            } catch [CallCenter.Core.Text.CallCenterException] {
                $caught = $_
            }

            $caught.FullyQualifiedErrorId | Should -BeExactly 'MissingValue,CallCenter.Commands.NewCcAgentCommand'
            $caught.TargetObject.code | Should -Be 'D2'
            "$($caught.Exception.Kind)" | Should -Be 'MissingValue'
            Get-Created D | ForEach-Object Code | Should -Be 'D1' -Because 'no row after the error may be sent'
        }

        It 'is caught under $ErrorActionPreference Stop as well' {
            {
                $ErrorActionPreference = 'Stop'
                Get-Row 3 E -Bad 2 | New-CcAgent
            } | Should -Throw -ErrorId 'MissingValue,*'
            (Get-Created E).Code | Should -Be 'E1'
        }

        It 'hands on, before -ErrorAction Stop ends it, what was under way' {
            $slow = Start-CcSimulator -LatencyMilliseconds 200
            try {
                $null = $slow | Connect-CcTenant -Name slow
                $got = [System.Collections.Generic.List[object]]::new()
                { Get-Row 6 F -Bad 5 | New-CcAgent -Session slow -ErrorAction Stop | ForEach-Object { $got.Add($_) } } | Should -Throw -ErrorId 'MissingValue,*'
                $got.Code | Sort-Object | Should -Be 'F1', 'F2', 'F3', 'F4'
                $slow.Agent.Count | Should -Be 4
                foreach ($agent in $got) {
                    $slow.VerifyPassword($agent.Code, $agent.Credential) | Should -BeTrue -Because 'no generated password may be lost'
                }
            } finally {
                Disconnect-CcTenant -Session slow
                Stop-CcSimulator $slow
            }
        }

        It 'tells of further failures that -ErrorAction Stop would hide' {
            Invoke-WithAnswer @{ Status = 418; Delay = 100 } {
                $heard = $null
                { Get-Row 3 G | New-CcAgent -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable script:heard } | Should -Throw -ErrorId 'UnexpectedStatus,*'
                @($script:heard).Count | Should -Be 2
                "$script:heard" | Should -Match 'Also failed.*agent G\d'
            }
        }

        It 'tells in one line of the rows that were read ahead and not sent' {
            Invoke-WithAnswer @{ Status = 418; Delay = 300 } {
                { Get-Row 40 L | New-CcAgent -ThrottleLimit 4 -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable script:heard } |
                    Should -Throw -ErrorId 'UnexpectedStatus,*'
                $notSent = @($script:heard) -match 'were not sent'
                $notSent.Count | Should -Be 1
                $notSent | Should -Match 'create agent L\d+.*; and \d+ more'
            }
        }

        It 'names the command, the row and a way out when it is shown' {
            $shown = Get-Row 1 H -Bad 1 | New-CcAgent 2>&1 | Out-String
            $shown | Should -Match 'Row 1 \(agent H1\): LoginName is missing or blank'
            $shown | Should -Match 'Recommendation'
        }
    }

    Context 'an end before the end' {
        It 'stops for Select-Object -First, and sends nothing afterwards' {
            $slow = Start-CcSimulator -LatencyMilliseconds 50
            try {
                $null = $slow | Connect-CcTenant -Name slow
                $first = Get-Row 500 I | New-CcAgent -Session slow -ThrottleLimit 4 | Select-Object -First 2
                $first.Count | Should -Be 2
                $count = $slow.RequestCount
                $count | Should -BeLessThan 20
                Start-Sleep -Milliseconds 200
                $slow.RequestCount | Should -Be $count
            } finally {
                Disconnect-CcTenant -Session slow
                Stop-CcSimulator $slow
            }
        }

        It 'tells which rows were done although Select-Object -First wants no more' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            try {
                $result = Invoke-Alone -Argument $slow {
                    param($slow)
                    $null = $slow | Connect-CcTenant
                    1..4 | ForEach-Object { [pscustomobject]@{ code = "J$_"; loginName = "lJ$_"; userName = 'b' } } | New-CcAgent -ThrottleLimit 4 | Select-Object -First 1
                }
                $result.Output.Count | Should -Be 1
                $lost = $slow.Agent.Code | Where-Object { $_ -ne $result.Output[0].Code }
                foreach ($code in $lost) {
                    $result.Line -match 'WARNING: Stopped' -join "`n" | Should -Match "create agent $code"
                }

                $result.Line -join "`n" | Should -Match 'generated passwords.*lost; set new ones with Reset-CcAgentPassword'
            } finally {
                Stop-CcSimulator $slow
            }
        }

        It 'stops at once when it is told to, and tells what is not known' {
            $stuck = Start-CcSimulator -LatencyMilliseconds 30000
            try {
                $result = Invoke-Alone -Argument $stuck.QueueUri, $stuck.Uri -StopWhen { $stuck.RequestCount -ge 3 } {
                    param($phone, $tenant)
                    $token = [securestring]::new()
                    'test-token-0001'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
                    $null = Connect-CcTenant -QueueUri $phone -Uri $tenant -Token $token
                    1..20 | ForEach-Object { "7$_" } | Enter-CcQueue -Queue 630 -ThrottleLimit 3
                }
                $result.StoppedIn | Should -BeLessThan 10000 -Because 'the server answers after 30 seconds'
                $result.Output | Should -BeNullOrEmpty
                $result.Line -join "`n" | Should -Match 'unknown whether these operations succeeded.*sign extension 71 in to queue 630'
                $stuck.RequestCount | Should -Be 3
                Start-Sleep -Milliseconds 100
                $stuck.RequestCount | Should -Be 3
            } finally {
                Stop-CcSimulator $stuck
            }
        }

        It 'says that a variable was not assigned, when it is stopped and when an error ends it' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            try {
                $result = Invoke-Alone -Argument $slow -StopWhen { $slow.Agent.Count -ge 8 } {
                    param($slow)
                    $null = $slow | Connect-CcTenant
                    $all = 1..200 | ForEach-Object { [pscustomobject]@{ code = "V$_"; loginName = "lV$_"; userName = 'b' } } | New-CcAgent -ThrottleLimit 2
                    $all
                }
                $result.Line -join "`n" | Should -Match 'assigned the output to a variable.*results of the agents that were done \(\d+\) are lost.*-OutVariable'
            } finally {
                Stop-CcSimulator $slow
            }

            $rows = @(Get-Row 20 W) + [pscustomobject]@{ code = 'W1'; loginName = 'again'; userName = 'b' }
            { $all = $rows | New-CcAgent -ThrottleLimit 1 -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable script:heard } | Should -Throw
            "$script:heard" | Should -Match 'assigned the output to a variable.*-OutVariable'

            $rows = @(Get-Row 20 X) + [pscustomobject]@{ code = 'X1'; loginName = 'again'; userName = 'b' }
            { $all = $rows | New-CcAgent -ThrottleLimit 1 -ErrorAction Stop -OutVariable script:kept -WarningAction SilentlyContinue -WarningVariable script:heard } | Should -Throw
            $script:kept.Count | Should -Be 20
            "$script:heard" | Should -Not -Match 'assigned the output to a variable' -Because '-OutVariable has the results'
        }

        It 'stops while Connect-CcTenant waits for a token' {
            $stuck = Start-CcSimulator -LatencyMilliseconds 30000
            try {
                $result = Invoke-Alone -Argument $stuck -StopWhen { $stuck.RequestCount -ge 1 } { param($sim) $sim | Connect-CcTenant }
                $result.StoppedIn | Should -BeLessThan 10000 -Because 'the server answers after 30 seconds'
            } finally {
                Stop-CcSimulator $stuck
            }
        }

        It 'stops when a command further down fails' {
            { Get-Row 30 K | New-CcAgent -ThrottleLimit 2 | ForEach-Object { throw 'down the line' } } | Should -Throw 'down the line'
            $count = (Get-Created K).Count
            $count | Should -BeLessThan 30
            Start-Sleep -Milliseconds 100
            (Get-Created K).Count | Should -Be $count
        }
    }

    Context 'the end of its session in the middle' {
        BeforeAll {
            # What the journal of a run says must be what the server knows; what the server did not answer in time is unknown.
            function Test-Account($Simulator, $JournalPath) {
                $journal = Get-CcJournal $JournalPath
                $journal.Row.State | Should -Not -Contain 'Sending'
                $done = $journal.Row | Where-Object State -eq 'Done' | ForEach-Object { $_.Operation -replace '^create agent (\S+) .*', '$1' }
                $done | Where-Object { $_ -notin $Simulator.Agent.Code } | Should -BeNullOrEmpty
                $unknown = @($journal.Row | Where-Object State -eq 'Unknown').Count
                $Simulator.Agent.Count | Should -BeLessOrEqual (@($done).Count + $unknown)
                $count = $Simulator.RequestCount
                Start-Sleep -Milliseconds 200
                $Simulator.RequestCount | Should -Be $count -Because 'nothing goes on running'
            }
        }

        It 'by Remove-Module: what is under way ends, the rest is not sent' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            $journal = Join-Path $TestDrive removed.jsonl
            try {
                $result = Invoke-Alone -Argument $slow, $journal {
                    param($slow, $journal)
                    $null = $slow | Connect-CcTenant
                    $script:removed = $false
                    1..30 | ForEach-Object { [pscustomobject]@{ code = "P$_"; loginName = "lP$_"; userName = 'b' } } |
                        New-CcAgent -ThrottleLimit 4 -JournalPath $journal |
                        ForEach-Object { if (-not $script:removed) { $script:removed = $true; Remove-Module CallCenter }; $_ }
                }
                $result.Fault | Should -BeNullOrEmpty
                $result.Output.Count + $result.Error.Count | Should -Be 30 -Because 'no row is lost'
                $result.Error | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'Stopped,*' }
                $result.Output.Count | Should -BeGreaterOrEqual 4 -Because 'four were under way and got the time to end'
                ($result.Output.Code | Sort-Object) -join ' ' | Should -Be (($slow.Agent.Code | Sort-Object) -join ' ')
                Test-Account $slow $journal
            } finally {
                Stop-CcSimulator $slow
            }
        }

        It 'by the end of the runspace: outcomes are journalled, and a warning names what is unknown' {
            $stuck = Start-CcSimulator -LatencyMilliseconds 30000
            $journal = Join-Path $TestDrive closed.jsonl
            try {
                $result = Invoke-Alone -Argument $stuck, $journal -StopWhen { $stuck.RequestCount -ge 4 } -Close {
                    param($stuck, $journal)
                    $token = [securestring]::new()
                    'test-token-0001'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
                    $null = Connect-CcTenant -Uri $stuck.Uri -Token $token
                    1..30 | ForEach-Object { [pscustomobject]@{ code = "Q$_"; loginName = "lQ$_"; userName = 'b' } } |
                        New-CcAgent -ThrottleLimit 4 -JournalPath $journal
                }
                $result.Line -join "`n" | Should -Match 'unknown whether these operations succeeded.*create agent Q1 '
                @((Get-CcJournal $journal).Row | Where-Object State -eq 'Unknown').Count | Should -Be 4
                Test-Account $stuck $journal
            } finally {
                Stop-CcSimulator $stuck
            }
        }
    }

    Context 'several at once' {
        It 'has never more than -ThrottleLimit requests in flight' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            try {
                $null = $slow | Connect-CcTenant -Name slow
                $rows = 1..12 | ForEach-Object { "70$_" }
                foreach ($limit in 1, 4) {
                    $null = $rows | Enter-CcQueue -Queue 630 -Session slow -ThrottleLimit $limit
                    $slow.MaxConcurrentRequests | Should -Be $limit
                }
            } finally {
                Disconnect-CcTenant -Session slow
                Stop-CcSimulator $slow
            }
        }

        It 'finds the number in flight itself without -ThrottleLimit: more than 8, at most 64, of a server a server that answers all without delay' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            try {
                $null = $slow | Connect-CcTenant -Name slow
                $null = 1000..1600 | ForEach-Object { "$_" } | Enter-CcQueue -Queue 630 -Session slow
                $slow.MaxConcurrentRequests | Should -BeGreaterThan 8
                $slow.MaxConcurrentRequests | Should -BeLessOrEqual 64
            } finally {
                Disconnect-CcTenant -Session slow
                Stop-CcSimulator $slow
            }
        }

        It 'refuses a ThrottleLimit of none and of too many' {
            foreach ($limit in 0, -1, 257) {
                { New-CcAgent 1 a b -ThrottleLimit $limit } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
            }
        }

        It 'emits each of many rows once, with its own key' {
            $created = Get-Row 300 L | New-CcAgent -ThrottleLimit 16
            $created.Count | Should -Be 300
            ($created.Code | Sort-Object -Unique).Count | Should -Be 300
            $created | Where-Object { $_.LoginName -cne "l$($_.Code)" } | Should -BeNullOrEmpty
        }

        It 'gives results while rows are still coming' {
            $seen = [System.Collections.Generic.List[string]]::new()
            1..6 | ForEach-Object { $seen.Add("row $_"); Start-Sleep -Milliseconds 60; [pscustomobject]@{ code = "M$_"; loginName = "lM$_"; userName = 'b' } } |
                New-CcAgent -ThrottleLimit 2 | ForEach-Object { $seen.Add("agent $($_.Code)") }
            $seen.IndexOf('agent M1') | Should -BeLessThan $seen.IndexOf('row 6')
        }

        It 'lets commands feed one another' {
            $rows = Get-Row 20 N
            $members = $rows | New-CcAgent | Reset-CcAgentPassword | ForEach-Object { [pscustomobject]@{ queue = '632'; extension = $_.Code -replace 'N', '80' } } | Enter-CcQueue
            $members.Count | Should -Be 20
        }
    }

    Context 'sessions and runspaces' {
        It 'has a default session in each runspace of its own' {
            $other = Start-CcSimulator
            try {
                $one = Invoke-Alone { param($sim) $null = $sim | Connect-CcTenant -Name shared; New-CcAgent O1 lO1 b; (Get-CcSession).Name } $sim
                $two = Invoke-Alone { param($sim) $null = $sim | Connect-CcTenant -Name shared; New-CcAgent O2 lO2 b; (Get-CcSession).Name } $other
                $one.Error + $two.Error | Should -BeNullOrEmpty
                $one.Output[1], $two.Output[1] | Should -Be 'shared', 'shared'
                $other.Agent.Code | Should -Be 'O2'
                (Get-Created O).Code | Should -Be 'O1'
            } finally {
                Stop-CcSimulator $other
            }
        }

        It 'has none in a new runspace' {
            (Invoke-Alone { Enter-CcQueue 630 800 }).Error[0].FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        }

        It 'does not know the sessions of another runspace by name' {
            $null = $sim | Connect-CcTenant -Name mine
            (Invoke-Alone { Enter-CcQueue 630 800 -Session mine }).Error[0].Exception.Message | Should -Match 'no session named "mine"'
            Disconnect-CcTenant -Session mine
        }

        It 'travels into ForEach-Object -Parallel with $using' {
            Skip-WindowsPowerShell 'ForEach-Object -Parallel'
            $session = $sim | Connect-CcTenant -Name traveller
            $manifest = Get-TestedManifest
            $agents = 1..4 | ForEach-Object -ThrottleLimit 2 -Parallel {
                Import-Module $using:manifest
                New-CcAgent "P$_" "lP$_" b -Session $using:session
            }
            $agents.Code | Sort-Object | Should -Be 'P1', 'P2', 'P3', 'P4'
            $session.State | Should -Be 'Open'
            Disconnect-CcTenant $session
        }

        It 'is used by several runspaces at once, with one token for all' {
            Skip-WindowsPowerShell 'ForEach-Object -Parallel'
            $own = Start-CcSimulator -LatencyMilliseconds 20
            try {
                $session = $own | Connect-CcTenant -Name busy
                $own.ExpireTokens()
                $before = $own.RequestCount
                $manifest = Get-TestedManifest
                $agents = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
                    Import-Module $using:manifest
                    $number = $_
                    1..5 | ForEach-Object { [pscustomobject]@{ code = "Q$number$_"; loginName = "lQ$number$_"; userName = 'b' } } | New-CcAgent -Session $using:session
                }
                $agents.Count | Should -Be 15
                $own.RequestCount - $before | Should -BeLessOrEqual (15 + 15 + 1)
            } finally {
                Disconnect-CcTenant -Session busy
                Stop-CcSimulator $own
            }
        }

        It 'fails with SessionClosed for a session that another part of the script closed' {
            $session = $sim | Connect-CcTenant -Name brief
            Disconnect-CcTenant $session
            foreach ($command in { New-CcAgent 1 a b -Session $session }, { Reset-CcAgentPassword 1 -Session $session }, { Enter-CcQueue 630 1 -Session $session }, { Exit-CcQueue 630 1 -Session $session }) {
                $command | Should -Throw -ErrorId 'SessionClosed,*'
            }
        }

        It 'closes sessions and stops simulators when the module is removed' {
            $result = Invoke-Alone {
                $sim = Start-CcSimulator
                $session = $sim | Connect-CcTenant
                Remove-Module CallCenter
                $sim.IsRunning
                "$($session.State)"
            }
            $result.Error | Should -BeNullOrEmpty
            $result.Output | Should -Be $false, 'Closed'
        }

        It 'closes sessions and stops simulators when the runspace ends' {
            $result = Invoke-Alone { $sim = Start-CcSimulator; $sim; $sim | Connect-CcTenant }
            $until = [datetime]::Now.AddSeconds(5)
            while ($result.Output[0].IsRunning -and [datetime]::Now -lt $until) {
                Start-Sleep -Milliseconds 20
            }

            $result.Output[0].IsRunning | Should -BeFalse
            "$($result.Output[1].State)" | Should -Be 'Closed'
        }

        It 'leaves other runspaces alone when the module is removed from one' {
            $null = Invoke-Alone { Remove-Module CallCenter }
            $sim.IsRunning | Should -BeTrue
            (Enter-CcQueue 630 7777).State | Should -Be 'SignedIn'
        }
    }
}
