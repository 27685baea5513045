BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $north = Start-CcSimulator
    $south = Start-CcSimulator
}

AfterAll {
    Clear-Rehearsal
}

Describe 'The default session' {
    AfterEach {
        Get-CcSession | Disconnect-CcTenant -WarningAction SilentlyContinue
    }

    It 'is not left to the next block that runs in the same runspace' {
        Skip-WindowsPowerShell 'ForEach-Object -Parallel'
        $module = (Get-Module CallCenter).Path
        $result = 1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:module
            if ($_ -eq 1) {
                $null = $using:north | Connect-CcTenant -Name first
            }

            try {
                (New-CcAgent "P$_" "p$_" Name).Code
                (Get-CcSession).Count
            } catch {
                "$_"
                try { (New-CcAgent "P$_" "p$_" Name -Session first).Code } catch { $_.FullyQualifiedErrorId }
            }
        }

        $result[0] | Should -BeExactly 'P1'
        $result | Select-Object -Skip 2 | Where-Object { $_ -eq 'There is no session.' } | Should -HaveCount 2
        ($result | Select-Object -Skip 2) -join ' ' | Should -Not -Match 'P[23]$'
        @($north.Agent | Where-Object Code -CLike 'P*').Code | Should -Be 'P1'
    }

    It 'is gone after an attempt to connect that failed' {
        $null = $north | Connect-CcTenant
        foreach ($place in 'http://127.0.0.1:1', 'http://127.0.0.1:1/?token=1') {
            { Connect-CcTenant -Uri $place -TokenUri 'http://127.0.0.1:1' -Credential $north.Credential -MaximumRetryCount 0 } | Should -Throw
            { New-CcAgent F1 f1 Name } | Should -Throw -ErrorId 'NotConnected,*'
        }

        @($north.Agent | Where-Object Code -EQ F1) | Should -HaveCount 0
        (Get-CcSession).Name | Should -HaveCount 1
    }

    It 'is another one once it was closed, and that is said, by whatever name it was closed' {
        $null = $north | Connect-CcTenant -Name north
        $null = $south | Connect-CcTenant -Name south
        Disconnect-CcTenant -Session south -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -Match 'south was the default.*use north'
    }
}

Describe 'A script under -WhatIf' {
    AfterEach {
        Get-CcSession | Disconnect-CcTenant -WarningAction SilentlyContinue
    }

    It 'describes what it would do where it would connect, and nowhere else' {
        $lines = (Invoke-Alone -Argument $north, $south {
                param($north, $south)
                $null = $north | Connect-CcTenant -Name north
                $WhatIfPreference = $true
                $session = Connect-CcTenant -Uri https://prod.example -TokenUri https://token.example -Credential $south.Credential -QueueUri https://queue.example -Name prod
                New-CcAgent 8001 li.wei 'Li Wei'
                Enter-CcQueue 630 8001 -Session $session
                Exit-CcQueue 630 8001 -Session prod
            }).Line

        $lines[0] | Should -Be 'What if: Connect to https://prod.example/, https://queue.example/'
        $lines | Select-Object -Skip 1 | ForEach-Object { $_ | Should -Match '(prod|queue)\.example' }
        $lines.Count | Should -Be 4
    }

    It 'leaves a session that does nothing in truth' {
        $null = $north | Connect-CcTenant -Name north
        $before = $north.RequestCount + $south.RequestCount
        $session = $south | Connect-CcTenant -Name north -WhatIf
        $session.State | Should -Be 'WhatIf'
        $failure = { New-CcAgent W1 w1 Name } | Should -Throw -ErrorId 'SessionNotOpen,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'without -WhatIf'
        { New-CcAgent W1 w1 Name -Session north } | Should -Throw -ErrorId 'SessionNotOpen,*'
        $north.RequestCount + $south.RequestCount | Should -Be $before
        @(Get-CcSession | Where-Object State -EQ Open) | Should -HaveCount 1

        $null = $south | Connect-CcTenant -Name north
        (Get-CcSession).State | Should -Be 'Open'
    }
}

Describe 'An agent of another tenant' {
    It 'is created where the session leads, without the tenant that it is from' {
        $first = $north | Connect-CcTenant -Name north
        $agent = New-CcAgent M1 m1 Name -TenantId $north.TenantId -Namespace $north.Namespace
        $agent.TenantId | Should -Be $north.TenantId
        $other = Connect-CcTenant -Uri $south.Uri -TokenUri $south.TokenUri -Credential $south.Credential -TenantId $south.TenantId
        $moved = $agent | New-CcAgent -Session $other
        $moved.TenantId | Should -Be $south.TenantId
        Get-CcSession | Disconnect-CcTenant -WarningAction SilentlyContinue
        $first.State | Should -Be 'Closed'
    }
}

Describe 'What else a row had' {
    BeforeAll {
        $null = $north | Connect-CcTenant
    }

    It 'goes on to the next command and to the mail' {
        $rows = Import-Row 'code,loginName,userName,password,queue,extension,mail', 'C1,c1,Name,,630,8101,a@x', 'C2,c2,Name,Bb1357974,631,8102,b@x'
        $members = $rows | New-CcAgent | Enter-CcQueue | Sort-Object Code
        $members.Queue | Should -Be '630', '631'
        $members.Extension | Should -Be '8101', '8102'
        $members.mail | Should -Be 'a@x', 'b@x'
        $members[0].Credential.UserName | Should -BeExactly 'c1'
        $members[0] | Should -BeOfType CallCenter.CcQueueMembership
        $members[1].PSObject.Properties.Name | Should -Not -Contain 'password'
        ($members | Format-List * -Force | Out-String) | Should -Not -Match 'Bb1357974'
    }

    It 'goes on with each queue of a row, and with what failed' {
        $row = [pscustomobject]@{ extension = '8103', '8104'; queue = '630', '631'; shift = 'late' }
        @($row | Enter-CcQueue).shift | Should -Be ('late', 'late', 'late', 'late')
        $left = $row | Exit-CcQueue
        $left.shift | Should -Contain 'late'
        $null = [pscustomobject]@{ extension = '8103'; queue = '630', 'no/queue'; shift = 'late' } | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
        @($failed).Count | Should -BeLessOrEqual 1
        @($failed).ForEach({ $_.TargetObject.shift }) | Where-Object { $_ -ne 'late' } | Should -BeNullOrEmpty
    }

    It 'goes on from a DataRow, but for its password' {
        $table = [System.Data.DataTable]::new()
        'code', 'loginName', 'userName', 'password', 'queue', 'extension' | ForEach-Object { [void]$table.Columns.Add($_) }
        [void]$table.Rows.Add('C5', 'c5', 'u', 'Bb1357974', '630', '8105')
        $member = $table.Rows | New-CcAgent | Enter-CcQueue
        $member.Extension | Should -BeExactly '8105'
        ($member | Format-List * -Force | Out-String) | Should -Not -Match 'Bb1357974'
    }

    It 'does not go on as a password that the command had no use for' {
        $member = [pscustomobject]@{ queue = '630'; extension = '8106'; password = 'Bb1357974'; seat = 'A1' } | Enter-CcQueue
        $member.seat | Should -Be 'A1'
        $member.PSObject.Properties.Name | Should -Not -Contain 'password'
    }

    It 'is the row that -PipelineVariable shows, one row at a time' {
        $pairs = Import-Row 'code,loginName,userName', 'C7,c7,N', 'C8,c8,N', 'C9,c9,N' | ForEach-Object { $_ } -PipelineVariable row |
            New-CcAgent -ThrottleLimit 1 | ForEach-Object { "$($_.Code)=$($row.code)" }
        $pairs | Should -Be 'C7=C7', 'C8=C8', 'C9=C9'
    }
}
