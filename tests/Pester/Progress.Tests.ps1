BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $slow = Start-CcSimulator -LatencyMilliseconds 700

    # What a command that takes a while shows of itself.
    function Get-Shown([scriptblock] $Script) {
        $result = Invoke-Alone -Argument $slow $Script
        $result.Fault | Should -BeNullOrEmpty
        $result.Progress
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Progress' {
    It 'shows rows done, failed and under way and the rate where nobody knows how many will come' {
        $shown = Get-Shown {
            param($sim)
            $null = $sim | Connect-CcTenant
            1..8 | ForEach-Object { [pscustomobject]@{ code = "1$_"; loginName = "l1$_"; userName = 'u' } } | New-CcAgent -ThrottleLimit 2
        }
        $running = @($shown | Where-Object { $_.RecordType -eq 'Processing' -and $_.Activity -eq 'New-CcAgent' })
        $running.Count | Should -BeGreaterThan 1
        $running[-1].StatusDescription | Should -Match '^\d done, 0 failed, [12] in progress, \d+([.,]\d)? per second$'
        $running.PercentComplete | Select-Object -Unique | Should -Be -1
        $shown[-1].RecordType | Should -Be 'Completed'
        @($shown | Where-Object { $_.RecordType -eq 'Completed' -and $_.Activity -eq 'New-CcAgent' }).Count | Should -Be 1
    }

    It 'shows how many are left where the rows were typed' {
        $shown = Get-Shown {
            param($sim)
            $null = Connect-CcTenant -QueueUri $sim.QueueUri
            Enter-CcQueue -Queue 630, 631 -Extension 701, 702, 703, 704 -ThrottleLimit 2
        }
        $running = @($shown | Where-Object RecordType -EQ 'Processing')
        $running[-1].StatusDescription | Should -Match '^\d of 8 rows: \d done, 0 failed'
        $running[-1].PercentComplete | Should -BeIn (1..100)
        $running[-1].SecondsRemaining | Should -BeGreaterOrEqual 0
        $shown[-1].RecordType | Should -Be 'Completed'
    }

    It 'shows that it connects and that it checks' {
        $late = Start-CcSimulator -LatencyMilliseconds 4000
        $shown = (Invoke-Alone -Argument $late { param($sim) $null = $sim | Connect-CcTenant -Name far; Test-CcSession }).Progress
        ($shown | Where-Object Activity -EQ 'Connect-CcTenant')[0].StatusDescription | Should -Match "getting a token from 127\.0\.0\.1:$($late.Uri.Port)"
        ($shown | Where-Object Activity -EQ 'Test-CcSession')[0].StatusDescription | Should -Match 'checking the session far'
        @($shown | Where-Object RecordType -EQ 'Completed').Activity | Select-Object -Unique | Should -Be 'Connect-CcTenant', 'Test-CcSession'
    }

    It 'names the server that it waits for, when a command reads and when it sends' {
        foreach ($script in @(
                { param($sim) $null = Connect-CcTenant -QueueUri $sim.QueueUri; $null = Get-CcQueue; Stop-CcSimulator $sim; Get-CcQueue }
                { param($sim) $null = $sim | Connect-CcTenant; $null = New-CcAgent 1 l1 u; Stop-CcSimulator $sim; 2..9 | ForEach-Object { [pscustomobject]@{ code = "$_"; loginName = "l$_"; userName = 'u' } } | New-CcAgent })) {
            $gone = Start-CcSimulator
            $waited = '^127\.0\.0\.1:\d+ cannot be reached, trying again for up to a minute; (reading|.* per second)$'
            $result = Invoke-Alone -Argument $gone -StopWhen { param($streams) $streams.Progress | Where-Object StatusDescription -Match $waited } $script
            @($result.Progress.StatusDescription) -match $waited | Should -Not -BeNullOrEmpty -Because $script
        }
    }

    It 'says that it looks for agents that an earlier request may have created' {
        # The session gives up before the tenant acts.
        $late = Start-CcSimulator -EffectDelayMilliseconds 3500 -AllowAgentList
        $result = Invoke-Alone -Argument $late { param($sim) $null = $sim | Connect-CcTenant -TimeoutSec 2; New-CcAgent 1 l1 u }
        $result.Output.Code | Should -Be '1'
        @($result.Progress.StatusDescription) -match '^looking for agents that may exist already \(1\); 0 done, 0 failed, 1 in progress' | Should -Not -BeNullOrEmpty
    }

    It 'is taken away before an error that ends the command' {
        $result = Invoke-Alone -Argument $slow {
            param($sim)
            $null = Connect-CcTenant -QueueUri $sim.QueueUri
            Enter-CcQueue -Queue 630, 631, nonesuch -Extension 701, 702 -ThrottleLimit 1 -ErrorAction Stop
        }
        $result.Fault | Should -Not -BeNullOrEmpty
        $result.Progress[0].RecordType | Should -Be 'Processing'
        $result.Progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'is not shown where -ProgressAction or $ProgressPreference says so, nor by what is quick' {
        Get-Shown {
            param($sim)
            $null = Connect-CcTenant -QueueUri $sim.QueueUri
            Enter-CcQueue -Queue 630, 631 -Extension 701, 702 -ThrottleLimit 1 -ProgressAction SilentlyContinue
        } | Should -BeNullOrEmpty
        Get-Shown {
            param($sim)
            $ProgressPreference = 'SilentlyContinue'
            $null = Connect-CcTenant -QueueUri $sim.QueueUri
            Enter-CcQueue -Queue 630, 631 -Extension 701, 702 -ThrottleLimit 1
        } | Should -BeNullOrEmpty
        Get-Shown { param($sim) $null = Connect-CcTenant -QueueUri $sim.QueueUri; Get-CcSession } | Should -BeNullOrEmpty
    }
}
