BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $token = ConvertTo-TestSecret 'test-token-0001'

    # What Tab offers at the end of a command line.
    function Get-Completion([string] $Line) {
        @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches)
    }

    function Get-CompletionText([string] $Line) {
        (Get-Completion $Line).CompletionText
    }

    # Presses Tab until there is something to offer: a busy machine may need more than the moment that the prompt waits.
    function Wait-Completion([string] $Line) {
        $until = [datetime]::Now.AddSeconds(60)
        while (-not (Get-Completion $Line) -and [datetime]::Now -lt $until) {
            Start-Sleep -Milliseconds 100
        }
    }

    # Waits until a simulator has had so many requests.
    function Wait-Request($Simulator, [long] $Count) {
        $until = [datetime]::Now.AddSeconds(60)
        while ($Simulator.RequestCount -lt $Count -and [datetime]::Now -lt $until) {
            Start-Sleep -Milliseconds 20
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Completion' {
    AfterEach {
        Get-CcSession | Disconnect-CcTenant
        Stop-CcSimulator
    }

    Context 'without a session' {
        It 'offers nothing, and no file names' {
            Push-Location $PSScriptRoot
            try {
                Get-CompletionText 'Get-Content TestSu' | Should -Match 'TestSupport\.psm1' -Because 'there are files to offer'
                foreach ($line in @(
                        'New-CcAgent -Code ', 'New-CcAgent -Role ', 'New-CcAgent -Org ', 'New-CcAgent -AgentQueue ', 'Reset-CcAgentPassword -Code '
                        'Enter-CcQueue -Queue ', 'Enter-CcQueue -Extension ', 'Exit-CcQueue -Queue ', 'Exit-CcQueue -AllQueues -Extension ', 'Enter-CcQueue -Queue T'
                        'Get-CcQueueMember -Queue ', 'Get-CcQueueMember -Extension ', 'Get-CcQueue -Queue ', 'Get-CcExtension -Extension ', 'Get-CcAgent -Code ', 'Suspend-CcQueueMember -Queue '
                        'Compare-CcQueue -Extension ', 'Sync-CcQueue -Extension '
                        'Test-CcSession -Session ')) {
                    Get-CompletionText $line | Should -BeNullOrEmpty -Because $line
                }
            } finally {
                Pop-Location
            }
        }

        It 'offers the words that the vendor''s pages name' {
            Get-CompletionText 'New-CcAgent -Status ' | Should -Be 'Ok', 'Disabled'
            Get-CompletionText 'New-CcAgent -Gender ' | Should -Be 'Female', 'Male'
            Get-CompletionText 'New-CcAgent -UseOnlineService ' | Should -Be '$true', '$false'
            Get-CompletionText 'Connect-CcTenant -TokenType ' | Should -Be 'Partner', 'Tenant'
        }
    }

    Context 'what the session has used' {
        BeforeEach {
            $sim = Start-CcSimulator -Queue 630, '0800'
            $session = $sim | Connect-CcTenant -Name north
        }

        It 'are codes, newest first, with the name as a tip' {
            $null = New-CcAgent 4001 login1 张三
            $null = New-CcAgent 0042 login2 李四
            $null = New-CcAgent 4003 login3 'O''Hara'
            Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -Be '4003', "'0042'", '4001'
            Get-CompletionText 'Reset-CcAgentPassword ' | Should -Be '4003', "'0042'", '4001'
            Get-CompletionText 'Reset-CcAgentPassword 40' | Should -Be '4003', '4001'
            Get-CompletionText "Reset-CcAgentPassword -Code '00" | Should -Be "'0042'"
            (Get-Completion 'Reset-CcAgentPassword -Code 4001').ToolTip | Should -Be '4001: 张三'
            $null = Reset-CcAgentPassword 4001
            Get-CompletionText 'Reset-CcAgentPassword -Code 4' | Should -Be '4001', '4003'
        }

        It 'are roles, organizations and skill groups, found by name too' {
            $null = New-CcAgent 4001 login1 张三 -Role 32ad74aa-d975-48c9-8d48-c6d963c778d5, r2 -AgentQueue 'night shift'
            Get-CompletionText 'New-CcAgent -Role ' | Should -Be 'r2', "'32ad74aa-d975-48c9-8d48-c6d963c778d5'"
            Get-CompletionText 'New-CcAgent -Role r2, 32' | Should -Be "'32ad74aa-d975-48c9-8d48-c6d963c778d5'"
            Get-CompletionText 'New-CcAgent -AgentQueue ' | Should -Be "'night shift'"
            Get-CompletionText 'New-CcAgent -Org newt' | Should -Be "'88d34fe2-6ca3-4038-aab8-de5f239735ee'"
            (Get-Completion 'New-CcAgent -Org ').ToolTip | Should -Match ': newtest$'
        }

        It 'are queues and extensions, which come back as they were' {
            $null = Enter-CcQueue -Queue 630, '0800' -Extension '0012' -ThrottleLimit 1
            $completed = Get-CompletionText 'Enter-CcQueue -Queue 0'
            $completed | Should -Be "'0800'"
            $line = "Exit-CcQueue -Queue 630, $completed -Extension $(Get-CompletionText 'Enter-CcQueue -Extension ')"
            $line | Should -Be "Exit-CcQueue -Queue 630, '0800' -Extension '0012'"
            [scriptblock]::Create($line).Invoke().Queue | Sort-Object | Should -Be '0800', '630'
            foreach ($line in 'Enter-CcQueue 630 ', 'Exit-CcQueue 630 ', 'Exit-CcQueue 630 00', 'Exit-CcQueue -AllQueues ') {
                Get-CompletionText $line | Should -Be "'0012'" -Because $line
            }
        }

        It 'leave out what failed' {
            $null = Enter-CcQueue -Queue 999 -Extension 700 -ErrorAction SilentlyContinue
            Get-CompletionText 'Enter-CcQueue -Queue 9' | Should -BeNullOrEmpty
            Get-CompletionText 'Enter-CcQueue -Extension 7' | Should -BeNullOrEmpty
        }

        It 'are a hundred at most' {
            1..120 | ForEach-Object { [pscustomobject]@{ code = "5$_"; loginName = "l$_"; userName = 'u' } } | New-CcAgent -ThrottleLimit 1 | Out-Null
            $completed = Get-CompletionText 'Reset-CcAgentPassword -Code '
            $completed.Count | Should -Be 100
            $completed[0] | Should -Be '5120'
        }

        It 'are those of the session on the command line' {
            $null = New-CcAgent 4001 login1 a
            $other = Start-CcSimulator
            $south = $other | Connect-CcTenant -Name south
            $null = New-CcAgent 7001 login1 b -Session $south
            Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -Be '7001'
            Get-CompletionText 'Reset-CcAgentPassword -Session north -Code ' | Should -Be '4001'
            Get-CompletionText 'Reset-CcAgentPassword -Session $session -Code ' | Should -Be '4001'
            Get-CompletionText 'Reset-CcAgentPassword -Session $south -Code ' | Should -Be '7001'
            Get-CompletionText 'Reset-CcAgentPassword -Session nobody -Code ' | Should -BeNullOrEmpty
            Get-CompletionText 'Reset-CcAgentPassword -Session (Get-CcSession north) -Code ' | Should -Not -Contain '7001'
        }
    }

    Context 'what the server lists' {
        It 'is offered after what was used, where the tenant lets the token list' {
            $sim = Start-CcSimulator -AllowAgentList
            $null = $sim | Connect-CcTenant -Name first
            $null = New-CcAgent 4001 login1 张三 -Role r1 -AgentQueue q1
            $null = New-CcAgent 4002 login2 李四 -Role r2
            $null = $sim | Connect-CcTenant -Name second
            Wait-Completion 'Reset-CcAgentPassword -Code '
            Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -Be '4001', '4002'
            (Get-Completion 'Reset-CcAgentPassword -Code ').ToolTip | Should -Be '4001: 张三', '4002: 李四'
            Get-CompletionText 'Reset-CcAgentPassword -Code 李' | Should -Be '4002'
            Get-CompletionText 'New-CcAgent -Role ' | Should -Be 'r1', 'r2'
            Get-CompletionText 'New-CcAgent -AgentQueue ' | Should -Be 'q1'
            (Get-Completion 'New-CcAgent -Org ').ToolTip | Should -Match ': newtest$'
            $null = Reset-CcAgentPassword 4002
            Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -Be '4002', '4001'
        }

        It 'is asked for once in a while' {
            $sim = Start-CcSimulator -AllowAgentList
            $null = $sim | Connect-CcTenant
            $before = $sim.RequestCount
            $null = Get-Completion 'Reset-CcAgentPassword -Code '
            Wait-Request $sim ($before + 1)
            1..5 | ForEach-Object { $null = Get-Completion 'Reset-CcAgentPassword -Code ' }
            $sim.RequestCount | Should -Be ($before + 1)
        }

        It 'is asked for once where the tenant does not let the token list' {
            $sim = Start-CcSimulator
            $null = $sim | Connect-CcTenant
            $before = $sim.RequestCount
            $null = Get-Completion 'Reset-CcAgentPassword -Code '
            Wait-Request $sim ($before + 1)
            1..3 | ForEach-Object { Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -BeNullOrEmpty }
            $sim.RequestCount | Should -Be ($before + 1)
        }

        It 'are the queues of the phone system, and the extensions in them' {
            $sim = Start-CcSimulator -Queue 630, '0800'
            $null = Connect-CcTenant -QueueUri $sim.QueueUri -Name first
            $null = Enter-CcQueue -Queue 630, '0800' -Extension 8001
            $null = Connect-CcTenant -QueueUri $sim.QueueUri -Name second
            Wait-Completion 'Enter-CcQueue -Queue '
            Get-CompletionText 'Enter-CcQueue -Queue ' | Should -Be '630', "'0800'"
            Get-CompletionText 'Exit-CcQueue -Extension ' | Should -Be '8001'
            (Get-Completion 'Exit-CcQueue -Extension ').ToolTip | Should -Be '8001: 630, 0800'
        }
    }

    Context 'a server that does not answer' {
        It 'does not hold the prompt, and is asked once at a time' {
            $server = Open-TestServer { @{ Body = '{}'; Delay = 60000 } }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -QueueUri $server.Uri -Token $token
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -BeNullOrEmpty
                Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -BeNullOrEmpty
                Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -BeNullOrEmpty
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 30 -Because 'the server answers after a minute'
                $server.Requests.Count | Should -BeLessOrEqual 1
            } finally {
                Close-TestServer $server
            }
        }

        It 'that is slow has its answer offered at a later Tab' {
            $server = Open-TestServer { @{ Body = '{"root":[{"code":"4001","userName":"a"}],"total":1}'; Delay = 1500 } }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -Token $token
                Wait-Completion 'Reset-CcAgentPassword -Code '
                Get-CompletionText 'Reset-CcAgentPassword -Code ' | Should -Be '4001'
                $server.Requests.Count | Should -Be 1
            } finally {
                Close-TestServer $server
            }
        }

        It 'that is gone, refuses or talks nonsense leaves what was used' {
            foreach ($answer in @{ Status = 401 }, @{ Status = 500; Body = 'x' }, @{ Body = '<html>' }, @{ Body = '{"root":7}' }, @{ Body = '{"root":[7,{},{"code":{}},{"roles":[7]}]}' }) {
                Invoke-WithAnswer $answer {
                    $before = @(Reset-CcAgentPassword 4001 -PassThru -ErrorAction SilentlyContinue).ForEach({ $_.Code })
                    @(Get-CompletionText 'Reset-CcAgentPassword -Code ') | Should -Be $before
                    Get-CompletionText 'Enter-CcQueue -Queue ' | Should -BeNullOrEmpty
                }
            }

            $sim = Start-CcSimulator
            $null = $sim | Connect-CcTenant
            $null = Enter-CcQueue -Queue 630 -Extension 8001
            Stop-CcSimulator
            Get-CompletionText 'Enter-CcQueue -Queue ' | Should -Be '630'
        }
    }
}
