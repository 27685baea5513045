BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    function Get-Row([int] $Count, [string] $Prefix) {
        1..$Count | ForEach-Object { [pscustomobject]@{ code = "$Prefix$_"; loginName = "l$Prefix$_"; userName = 'b' } }
    }

    function Get-NewPath {
        Join-Path $TestDrive "$([guid]::NewGuid()).journal"
    }

    # A journal of rows that were done, of one that failed and, with -Lose, of one whose answer was lost.
    function Write-TestJournal([string] $Prefix) {
        $path = Get-NewPath
        Invoke-WithLoss -Lose "$($Prefix)3" {
            $null = New-CcAgent "$($Prefix)2" other b -Session lossy
            $null = Get-Row 4 $Prefix | New-CcAgent -Session lossy -JournalPath $path -ErrorAction SilentlyContinue -ThrottleLimit 1
        }

        $path
    }

    $mixed = Write-TestJournal A
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Get-CcJournal' {
    Context 'what it emits' {
        It 'counts the rows of each state' {
            $journal = Get-CcJournal -Path $mixed
            $journal | Should -BeOfType ([CallCenter.CcJournal])
            $journal.Total, $journal.Done, $journal.Failed, $journal.Unknown, $journal.NotSent, $journal.UnderWay | Should -Be 4, 2, 1, 1, 0, 0
            $journal.Path | Should -BeExactly $mixed
            $journal.Command | Should -BeExactly 'New-CcAgent'
            $journal.Server | Should -Match '^127\.0\.0\.1:\d+.*n01\.cc$'
            $journal.IsInUse | Should -BeFalse
            $journal.TornAtLine | Should -BeNullOrEmpty
            $journal.Created.Kind | Should -Be 'Utc'
            [math]::Abs(([datetime]::UtcNow - $journal.Created).TotalMinutes) | Should -BeLessThan 5
            $journal.Run.Count | Should -Be 1
        }

        It 'lists the rows with their state, error and message, in the order of the input' {
            $rows = (Get-CcJournal $mixed).Row
            $rows.Number | Should -Be 1, 2, 3, 4
            $rows.State | Should -Be 'Done', 'Failed', 'Unknown', 'Done'
            $rows.Operation | Should -Be 'create agent A1 (lA1)', 'create agent A2 (lA2)', 'create agent A3 (lA3)', 'create agent A4 (lA4)'
            $rows.ErrorId | Should -Be $null, 'UnexpectedStatus', 'OutcomeUnknown', $null
            $rows[1].Message | Should -Match 'A2.*409.*已存在'
            $rows[2].Message | Should -Match 'unknown whether the request to .* succeeded'
            $rows.Attempts | Should -Be 1, 1, 1, 1
            $rows.Time.Kind | Select-Object -Unique | Should -Be 'Utc'
            ($rows.Id | Select-Object -Unique).Count | Should -Be 4
        }

        It 'can be filtered, to give out what is left' {
            (Get-CcJournal $mixed).Row | Where-Object State -NE Done | ForEach-Object Number | Should -Be 2, 3
        }

        It 'says of each run when it began, and how often a row was sent' {
            $path = Get-NewPath
            $null = New-CcAgent B2 other b
            $null = Get-Row 2 B | New-CcAgent -JournalPath $path -ErrorAction SilentlyContinue
            $null = Get-Row 2 B | New-CcAgent -JournalPath $path -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $journal = Get-CcJournal $path
            $journal.Run.Count | Should -Be 2
            $journal.Run[0] | Should -Be $journal.Created
            ($journal.Row | Sort-Object Number).Attempts | Should -Be 1, 2
            $journal.Total | Should -Be 2
        }

        It 'shows a table, and the rows in another' {
            Get-CcJournal $mixed | Out-String -Width 200 | Should -Match 'New-CcAgent +4 +2 +1 +1 +0'
            (Get-CcJournal $mixed).Row | Out-String -Width 200 | Should -Match '2 +Failed +UnexpectedStatus +create agent A2 \(lA2\)'
        }
    }

    Context 'while a run goes on' {
        It 'says that it is in use, and how far it is' {
            $path = Get-NewPath
            $seen = [System.Collections.Generic.List[object]]::new()
            $null = Get-Row 3 C | New-CcAgent -JournalPath $path -ThrottleLimit 1 | ForEach-Object { $seen.Add((Get-CcJournal $path)) }
            $seen.IsInUse | Should -Be $true, $true, $true
            $seen[0].Done | Should -BeGreaterOrEqual 1
            $seen.Done | Should -Be ($seen.Done | Sort-Object) -Because 'a journal only grows'
            $seen[2].Done | Should -Be 3
            (Get-CcJournal $path).IsInUse | Should -BeFalse
        }

        It 'shows the rows that are under way, which are unknown once the run is gone' {
            $slow = Start-CcSimulator -LatencyMilliseconds 1000
            try {
                $path = Get-NewPath
                $script:during = $null
                $null = Invoke-Alone -Argument $slow, (Get-Row 2 D), $path -StopWhen {
                    if ($slow.Agent.Count -eq 2) {
                        $script:during = Get-CcJournal $path
                        $true
                    }
                } {
                    param($slow, $rows, $path)
                    $null = $slow | Connect-CcTenant
                    $rows | New-CcAgent -JournalPath $path
                }
                $script:during.UnderWay | Should -Be 2
                $script:during.Row.State | Should -Be 'Sending', 'Sending'
                $after = Get-CcJournal $path
                $after.UnderWay | Should -Be 0
                $after.Done + $after.Unknown | Should -Be 2
            } finally {
                Stop-CcSimulator $slow
            }
        }
    }

    Context 'files' {
        It 'reads a torn journal up to the tear, and says where that is' {
            $path = Get-NewPath
            Copy-Item -LiteralPath $mixed -Destination $path
            $lines = @(Get-Content -LiteralPath $path).Count
            [System.IO.File]::AppendAllText($path, '{"row":"0123')
            $journal = Get-CcJournal $path
            $journal.TornAtLine | Should -Be ($lines + 1)
            $journal.Total | Should -Be 4
            (Get-Content -LiteralPath $path -Raw) | Should -Match '\{"row":"0123$' -Because 'to read changes nothing'
        }

        It 'reports a file that is no journal, one that is missing and one that is empty, each under its path' {
            $text = Join-Path $TestDrive text.csv
            Set-Content -LiteralPath $text -Value 'code,loginName,userName'
            $empty = Join-Path $TestDrive empty.journal
            [System.IO.File]::WriteAllText($empty, '')
            $missing = Join-Path $TestDrive missing.journal
            $got = Get-CcJournal $text, $empty, $missing, $mixed -ErrorAction SilentlyContinue -ErrorVariable failed
            $got.Path | Should -Be $mixed
            $failed.Count | Should -Be 3
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'JournalUnreadable,CallCenter.Commands.GetCcJournalCommand'
            $failed.TargetObject | Should -Be $text, $empty, $missing
            "$($failed[0])" | Should -Match 'text\.csv'
            $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'reports a journal that is broken in its middle' {
            $path = Get-NewPath
            $lines = @(Get-Content -LiteralPath $mixed)
            $lines[2] = $lines[2].Substring(0, 10)
            Set-Content -LiteralPath $path -Value $lines
            { Get-CcJournal $path -ErrorAction Stop } | Should -Throw -ErrorId 'JournalUnreadable,*' -ExpectedMessage '*line 3*'
        }

        It 'takes files of Get-ChildItem, also with brackets in their names' {
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'some [1]')
            foreach ($name in 'one.journal', 'two [x].journal') {
                [System.IO.File]::Copy($mixed, "$($folder.FullName)/$name")
            }

            $got = Get-ChildItem -LiteralPath $folder.FullName | Sort-Object Name | Get-CcJournal -ErrorAction Stop
            $got.Total | Should -Be 4, 4
            Split-Path -Leaf $got[1].Path | Should -BeExactly 'two [x].journal'
        }

        It 'takes paths as text and a relative one' {
            ($mixed, $mixed | Get-CcJournal).Total | Should -Be 4, 4
            Push-Location $TestDrive
            try {
                (Get-CcJournal (Split-Path -Leaf $mixed)).Path | Should -BeExactly $mixed
            } finally {
                Pop-Location
            }
        }

        It 'needs no session' {
            $result = Invoke-Alone -Argument $mixed { param($path) Get-CcJournal $path }
            $result.Error | Should -BeNullOrEmpty
            $result.Output.Total | Should -Be 4
        }
    }
}
