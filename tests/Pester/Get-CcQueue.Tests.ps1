BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant
    $null = Enter-CcQueue 630 8001, 8002, 8003, 8004, 8005, 8006
    $null = Enter-CcQueue 631 8001
    $sim.SetExtension('8001', 'InCall')
    $sim.SetExtension('8002', 'OnHold')
    $sim.SetExtension('8003', 'Ringing')
    $sim.SetExtension('8004', 'Offline')
    $null = Suspend-CcQueueMember 630 8005
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Get-CcQueue' {
    It 'counts what the members of each queue do' {
        $queues = Get-CcQueue
        $queues | Select-Object -First 1 | Should -BeOfType ([CallCenter.CcQueue])
        $queues.Queue | Should -BeExactly '630', '631', '632', '0800'
        $one = $queues[0]
        $one.Members, $one.Ready, $one.InCall, $one.Ringing, $one.Paused, $one.Unreachable | Should -Be 6, 1, 2, 1, 1, 1
        $empty = $queues[2]
        $empty.Members, $empty.Ready, $empty.InCall, $empty.Ringing, $empty.Paused, $empty.Unreachable | Should -Be 0, 0, 0, 0, 0, 0
    }

    It 'takes names, wildcards and rows' {
        (Get-CcQueue '0800', 63[01]).Queue | Should -BeExactly '630', '631', '0800'
        (Import-Row 'queue', '0800', '632' | Get-CcQueue).Queue | Should -BeExactly '0800', '632'
        (Get-CcQueueMember -Extension 8001 | Get-CcQueue).Queue | Should -BeExactly '630', '631'
    }

    It 'reports a queue that is not there, and is silent where a wildcard fits none' {
        (Get-CcQueue 800, 632 -ErrorAction SilentlyContinue -ErrorVariable failed).Queue | Should -Be '632'
        $failed.FullyQualifiedErrorId | Should -BeExactly 'QueueNotFound,CallCenter.Commands.GetCcQueueCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'leading zeros'
        Get-CcQueue 7* -ErrorAction Stop | Should -BeNullOrEmpty
        { Get-CcQueue 630,0800 } | Should -Throw -ErrorId 'InvalidParameter,*'
    }

    It 'asks once for each list' {
        $before = $sim.RequestCount
        $null = '630', '631', '632' | ForEach-Object { [pscustomobject]@{ Queue = $_ } } | Get-CcQueue
        $sim.RequestCount - $before | Should -Be 3
    }

    It 'counts only what the phone system tells' {
        $server = Open-TestServer {
            param($request)
            if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"sip/800","paused":"1"}]}}' } }
            elseif ($request.Path -like '*extension-status') { @{ Body = '{"status":"success","data":[{"Exten":"800","Type":"SIP","IPAddr":"-none-","Status":"UNKNOWN"}]}' } } else { @{ Status = 404; Body = '' } }
        }
        try {
            Invoke-WithServer $server {
                $queue = Get-CcQueue -WarningAction SilentlyContinue -WarningVariable warned
                $queue.Members, $queue.Ready, $queue.InCall, $queue.Ringing, $queue.Paused, $queue.Unreachable | Should -Be 1, $null, $null, $null, 1, 1
                $warned | Should -HaveCount 1
            }
        } finally {
            Close-TestServer $server
        }
    }

    It 'tells its requests under -Verbose, and uses the session that is given' {
        $null = $sim | Connect-CcTenant -Name other
        $told = Get-CcQueue 630 -Session other -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        Disconnect-CcTenant -Session other
        "$told" | Should -Match 'Get-CcQueue of CallCenter.*session other.*queue-info: 200'
        { Get-CcQueue -Session other } | Should -Throw
    }
}
