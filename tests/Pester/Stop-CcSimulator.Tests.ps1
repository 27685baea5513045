BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Stop-CcSimulator' {
    It 'stops the simulator that is given, and no other' {
        $one = Start-CcSimulator
        $two = Start-CcSimulator
        Stop-CcSimulator $one | Should -BeNullOrEmpty
        $one.IsRunning | Should -BeFalse
        $two.IsRunning | Should -BeTrue
        $two | Stop-CcSimulator
        $two.IsRunning | Should -BeFalse
    }

    It 'stops all that the runspace started when none is given' {
        $all = 1..3 | ForEach-Object { Start-CcSimulator }
        Stop-CcSimulator
        $all.IsRunning | Should -Be $false, $false, $false
    }

    It 'frees the ports and ends the connections' {
        $sim = Start-CcSimulator
        $null = $sim | Connect-CcTenant -MaximumRetryCount 0
        $null = Enter-CcQueue 630 800
        Stop-CcSimulator $sim
        Enter-CcQueue 630 801 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'Unreachable,*'
        (Start-CcSimulator -Port $sim.Uri.Port -QueuePort $sim.QueueUri.Port).IsRunning | Should -BeTrue
        Stop-CcSimulator
    }

    It 'leaves what happened to look at' {
        $sim = Start-CcSimulator
        $null = $sim | Connect-CcTenant
        $null = New-CcAgent 1 a b
        Stop-CcSimulator $sim
        $sim.Agent.Code | Should -Be '1'
    }

    It 'takes a simulator that is stopped already, and none at all' {
        $sim = Start-CcSimulator
        Stop-CcSimulator $sim
        { Stop-CcSimulator $sim -ErrorAction Stop; Stop-CcSimulator -ErrorAction Stop } | Should -Not -Throw
    }

    It 'stops nothing under -WhatIf' {
        $sim = Start-CcSimulator
        Stop-CcSimulator -WhatIf
        $sim.IsRunning | Should -BeTrue
        (Invoke-Alone { param($sim) Stop-CcSimulator $sim -WhatIf } $sim).Line | Should -Be "What if: Stop the simulator at $($sim.Uri)"
        $sim.IsRunning | Should -BeTrue
        Stop-CcSimulator
    }

    It 'leaves the simulators of other runspaces alone' {
        $sim = Start-CcSimulator
        $null = Invoke-Alone { Stop-CcSimulator }
        $sim.IsRunning | Should -BeTrue
        Stop-CcSimulator
    }
}
