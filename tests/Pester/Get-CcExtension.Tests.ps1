BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator -Extension '8001', '8002', '0800'
    $null = $sim | Connect-CcTenant
    $null = Enter-CcQueue 630, '0800' 8001
    $sim.SetExtension('8001', 'Busy')
    $sim.SetExtension('8002', 'Offline')
    $sim.NameExtension('8001', '李娜')
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Get-CcExtension' {
    It 'lists the extensions, in a queue or not' {
        $all = Get-CcExtension
        $all.Extension | Should -BeExactly '8001', '8002', '0800'
        $busy = $all[0]
        $busy | Should -BeOfType ([CallCenter.CcExtension])
        $busy.AgentName, $busy.State, $busy.Registered, $busy.Address | Should -Be '李娜', 'Busy', $true, '192.0.2.1'
        $busy.Queue | Should -BeExactly '630', '0800'
        $all[1].State, $all[1].Registered, $all[1].Address | Should -Be 'Offline', $false, $null
        $all[1].Queue | Should -HaveCount 0
    }

    It 'takes names, wildcards and rows' {
        (Get-CcExtension 8*).Extension | Should -BeExactly '8001', '8002'
        (Import-Row '分机', '0800', '8002' | Get-CcExtension).Extension | Should -BeExactly '0800', '8002'
        (Get-CcQueueMember | Get-CcExtension).Extension | Select-Object -Unique | Should -Be '8001'
    }

    It 'reports an extension that is not there, and is silent where a wildcard fits none' {
        (Get-CcExtension 800, 8002 -ErrorAction SilentlyContinue -ErrorVariable failed).Extension | Should -Be '8002'
        $failed.FullyQualifiedErrorId | Should -BeExactly 'ExtensionNotFound,CallCenter.Commands.GetCcExtensionCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be '800'
        Get-CcExtension 9* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'asks once for each list' {
        $before = $sim.RequestCount
        $null = Get-CcExtension 8001, 8002 | Get-CcExtension
        $sim.RequestCount - $before | Should -Be 6
    }

    It 'reads the list of the vendor''s other product too, and does without the others' {
        $server = Open-TestServer {
            param($request)
            if ($request.Path -like '*hints-status') { @{ Body = '{"status":"success","data":[{"Exten":"0800","Interface":"SIP/0800","Status":"16","StatusText":"Hold"}]}' } } else { @{ Status = 404; Body = '' } }
        }
        try {
            Invoke-WithServer $server {
                $one = Get-CcExtension -WarningAction SilentlyContinue -WarningVariable warned
                $one.Extension, $one.State, $one.Registered, $one.Queue | Should -Be '0800', 'OnHold', $null, $null
                $warned | Should -HaveCount 2
            }
        } finally {
            Close-TestServer $server
        }
    }

    It 'shows several queues as a cell of a file holds them, and a file of extensions signs them in again' {
        $saved = Get-CcExtension 8001 | ConvertTo-Csv | ConvertFrom-Csv
        $saved.Queue | Should -BeExactly '630;0800'
        (Get-CcExtension 8001 | Format-Table | Out-String) | Should -Match '630, 0800'
        $null = Exit-CcQueue -AllQueues 8001
        ($saved | Enter-CcQueue -ThrottleLimit 1).Queue | Should -BeExactly '630', '0800'
    }

    It 'signs an extension out of the queues that it is in' {
        try {
            (Get-CcExtension 8001 | Exit-CcQueue -ThrottleLimit 1).Queue | Should -BeExactly '630', '0800'
            $sim.QueueMember | Should -BeNullOrEmpty
        } finally {
            $null = Enter-CcQueue 630, '0800' 8001
        }
    }
}
