BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant
    $null = Enter-CcQueue 630 8001, 8002, 9001
    $null = Enter-CcQueue 631 8001
    $null = Suspend-CcQueueMember 630 8002
    $sim.SetExtension('8003', 'InCall')

    function Save-Roster([string[]] $Line, [string] $Name = 'roster.csv') {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllLines($path, $Line)
        $path
    }

    function Get-Text($Change) {
        $Change | ForEach-Object { "$($_.Action) $($_.Queue) $($_.Extension)" }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Compare-CcQueue' {
    Context 'what it says' {
        It 'emits who is to be signed in, how they are now, where and when that was compared' {
            $since = [datetime]::UtcNow
            $changes = Compare-CcQueue -Path (Save-Roster 'queue,extension', '630,8001', '630,8003', '0800,0817') -ErrorAction Stop
            Get-Text $changes | Should -Be 'Enter 630 8003', 'Enter 0800 0817'
            $changes[0] | Should -BeOfType ([CallCenter.CcQueueChange])
            $changes[0].State | Should -Be 'InCall'
            $changes[0].Paused, $changes[0].Result, $changes[0].Problem | Should -Be $null, $null, $null
            $changes[0].Appliance | Should -Be $sim.QueueUri.Authority
            $changes[0].ComparedAt | Should -BeGreaterOrEqual $since
            $changes[0].ComparedAt.Kind | Should -Be 'Utc'
        }

        It 'emits who stays with -IncludeEqual' {
            $changes = Import-Row 'queue,extension', '630,8002', '630,8003' | Compare-CcQueue -IncludeEqual
            Get-Text $changes | Should -Be 'Keep 630 8002', 'Enter 630 8003'
            $changes[0].Paused | Should -BeTrue
        }

        It 'emits whom the roster does not name with -Prune alone, in the queues that it names' {
            $rows = Import-Row 'queue,extension', '630,8001', '630,8003'
            Get-Text ($rows | Compare-CcQueue -Prune) | Sort-Object | Should -Be 'Enter 630 8003', 'Exit 630 8002', 'Exit 630 9001'
            Get-Text ($rows | Compare-CcQueue) | Should -Be 'Enter 630 8003'
        }

        It 'leaves alone which extensions the roster does not own' {
            $rows = Import-Row 'queue,extension', '630,8001', '631,9002'
            Get-Text ($rows | Compare-CcQueue -Prune -Extension 80*) | Should -Be 'Exit 630 8002', 'Exit 631 8001'
            Get-Text ($rows | Compare-CcQueue -Prune -Extension 9001, 9002) | Should -Be 'Exit 630 9001', 'Enter 631 9002'
            { $rows | Compare-CcQueue -Prune -Extension '' } | Should -Throw -ErrorId 'MissingValue,*'
            { $rows | Compare-CcQueue -Extension 8001,0801 } | Should -Throw -ErrorId 'InvalidParameter,*'
        }

        It 'finds nothing to do for a snapshot' {
            $path = Join-Path $TestDrive shift.csv
            Get-CcQueueMember | Export-Csv $path
            Compare-CcQueue $path -Prune -ErrorAction Stop -WarningAction Stop | Should -BeNullOrEmpty
            Get-CcQueueMember | Compare-CcQueue -Prune | Should -BeNullOrEmpty
        }

        It 'changes nothing and asks once, however many rows there are' {
            $before = $sim.RequestCount
            $null = Import-Row 'queue,extension', '630,8001', '631,8002', '632,8003' | Compare-CcQueue -Prune
            $sim.RequestCount - $before | Should -Be 3
            (Get-Command Compare-CcQueue).Parameters.Keys | Should -Not -Contain 'WhatIf'
        }

        It 'carries the row on, and can be saved and brought back' {
            $change = Import-Row '队列,分机,mail', '632,8004,li@example.com' | Compare-CcQueue
            $change.mail | Should -Be 'li@example.com'
            $change.PSObject.Properties.Name | Should -Not -Contain '分机'
            $saved = $change | ConvertTo-Csv | ConvertFrom-Csv
            $saved.Action, $saved.Queue, $saved.Extension, $saved.Appliance | Should -Be 'Enter', '632', '8004', $sim.QueueUri.Authority
        }
    }

    Context 'the roster' {
        It 'is read in any encoding, with any delimiter, and several queues in a cell' {
            $path = Join-Path $TestDrive gb.csv
            $gb = [CallCenter.Core.Files.TextEncodingDetector]::Gb18030
            [System.IO.File]::WriteAllBytes($path, $gb.GetBytes("班次;队列;分机`r`n早班;`"631;632`";0817`r`n"))
            $changes = Compare-CcQueue $path -ErrorAction Stop
            Get-Text $changes | Should -Be 'Enter 631 0817', 'Enter 632 0817'
            $changes[0].班次 | Should -Be '早班'
            (Compare-CcQueue $path -Encoding gb18030)[0].班次 | Should -Be '早班'
        }

        It 'may be several files, and a path without wildcards' {
            $null = Save-Roster 'queue,extension', '632,8001' 'day[1].csv'
            $null = Save-Roster 'queue,extension', '632,8002' 'day2.csv'
            Get-Text (Compare-CcQueue (Join-Path $TestDrive day*.csv)) | Should -Be 'Enter 632 8001', 'Enter 632 8002'
            Get-Text (Compare-CcQueue -LiteralPath (Join-Path $TestDrive 'day[1].csv')) | Should -Be 'Enter 632 8001'
        }

        It 'ends where the file cannot be used' {
            { Compare-CcQueue (Join-Path $TestDrive nowhere.csv) } | Should -Throw -ErrorId 'FileUnreadable,*'
            { Compare-CcQueue (Join-Path $TestDrive no*where.csv) } | Should -Throw -ErrorId 'FileUnreadable,*'
            { Compare-CcQueue (Save-Roster 'queue,name', '630,Li') } | Should -Throw -ErrorId 'MissingColumn,*'
            { Compare-CcQueue (Save-Roster 'queue,extension') } | Should -Throw -ErrorId 'NoRows,*'
        }

        It 'reports rows that cannot be used, and compares the others, but prunes nothing then' {
            $path = Save-Roster 'queue,extension', '630,8003', ',8001', '630,', '632,8004,x'
            Get-Text (Compare-CcQueue $path -ErrorAction SilentlyContinue -ErrorVariable failed) | Should -Be 'Enter 630 8003'
            $failed.FullyQualifiedErrorId | Should -Be 'MissingValue,CallCenter.Commands.CompareCcQueueCommand', 'MissingValue,CallCenter.Commands.CompareCcQueueCommand', 'TooManyCells,CallCenter.Commands.CompareCcQueueCommand'
            "$($failed[0])" | Should -Match '^Line 3: Queue is missing'
            $failed[0].TargetObject.extension | Should -Be '8001'
            { Compare-CcQueue $path -Prune -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'RosterIncomplete,*' -ExpectedMessage 'Rows of the roster that cannot be used: 3.*'
            'text', @{ queue = 1 } | Compare-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
            "$failed" | Should -Match 'a String has no columns.*a Hashtable has no columns'
        }

        It 'hands a row back without the password that it has' {
            $table = [System.Data.DataTable]::new()
            $null = 'queue', 'extension', 'mail', 'password' | ForEach-Object { $table.Columns.Add($_) }
            $null = $table.Rows.Add('', '8001', 'li@example.com', 'Plain-Word-1')
            $rows = @(Import-Row 'queue,extension,mail,password,密码', ',8001,li@example.com,Plain-Word-1,Plain-Word-2') + $table.Rows
            $null = $rows | Compare-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed | Should -HaveCount 2
            foreach ($row in $failed.TargetObject) {
                $row.extension, $row.mail | Should -Be '8001', 'li@example.com'
                $row | Format-List * -Force | Out-String | Should -Not -Match 'Plain-Word'
                $row.psobject.BaseObject.ItemArray | Should -BeNullOrEmpty
            }
        }

        It 'is no list of changes' {
            $change = Import-Row 'queue,extension', '632,8004' | Compare-CcQueue
            { $change | Compare-CcQueue } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*has an Action*'
        }

        It 'warns of a queue that the phone system does not list' {
            $change = Import-Row 'queue,extension', '800,8004' | Compare-CcQueue -WarningVariable warned -WarningAction SilentlyContinue
            $change.Action | Should -Be 'Enter'
            "$warned" | Should -Match 'does not list queue 800'
        }
    }

    Context 'the phone system' {
        It 'must tell its queues, and may leave out the rest' {
            $server = Open-TestServer {
                param($request)
                if ($request.Path -like '*queue-info') { @{ Body = '{"status":"success","data":{"630":[{"name":"sip/800","paused":"1"}]}}' } } else { @{ Status = 404; Body = '' } }
            }
            try {
                Invoke-WithServer $server {
                    $change = [pscustomobject]@{ queue = '630'; extension = '0800' } | Compare-CcQueue -Prune -WarningAction SilentlyContinue -WarningVariable warned
                    Get-Text $change | Should -Be 'Enter 630 0800', 'Exit 630 800'
                    $change[1].State, $change[1].Paused | Should -Be $null, $true
                    $warned | Should -HaveCount 2
                }
            } finally {
                Close-TestServer $server
            }

            Invoke-WithAnswer @{ Status = 404; Body = '' } {
                { [pscustomobject]@{ queue = '630'; extension = '0800' } | Compare-CcQueue } | Should -Throw -ErrorId 'UnexpectedStatus,*'
            }
        }
    }
}
