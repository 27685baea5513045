# Numbers that PowerShell has taken the leading zeros from. The numbers of these tests stand in scripts of their own, since the
# commands read the script block that they are called in.
BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator -Queue '630', '0800' -Extension '8001', '0801', '0802', '801', '0903' -AllowAgentList
    $null = $sim | Connect-CcTenant -Name zeros

    # What a command reports; what it signed in is in the simulator.
    function Get-Refusal([string] $Script, [hashtable] $Variable = @{}) {
        foreach ($name in $Variable.Keys) {
            Set-Variable $name $Variable[$name]
        }

        try {
            $shown = & ([scriptblock]::Create($Script)) 2>&1
            $shown | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
        } catch {
            $_
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'A number without quotes' {
    BeforeEach {
        if ($sim.QueueMember) {
            $null = $sim.QueueMember | Exit-CcQueue
        }
    }

    It 'is refused where the script shows its zeros: <Name>' -ForEach @(
        @{ Name = 'a list'; Script = "Enter-CcQueue -Queue 630 -Extension 8001, 0801" }
        @{ Name = 'several lines'; Script = "Enter-CcQueue -Queue 630 ```n    -Extension 8001, ```n    0801" }
        @{ Name = 'a script block'; Script = "& {`n    Enter-CcQueue ```n        630 (`n        0801)`n}" }
        @{ Name = 'parentheses'; Script = 'Enter-CcQueue 630 (0801)' }
        @{ Name = 'a variable'; Script = '$q = 0801; Enter-CcQueue 630 $q' }
        @{ Name = 'a splatted hashtable'; Script = '$how = @{ Queue = 630; Extension = 0801 }; Enter-CcQueue @how' }
        @{ Name = 'a splatted array'; Script = '$how = 630, 0801; Enter-CcQueue @how' }
        @{ Name = 'a pipeline'; Script = '0801, 0802 | Enter-CcQueue -Queue 630' }
        @{ Name = 'rows'; Script = '[pscustomobject]@{ queue = 630; extension = 0801 } | Enter-CcQueue' }
        @{ Name = 'a range'; Script = '0801..0802 | Enter-CcQueue -Queue 630' }
        @{ Name = 'a loop'; Script = '0801, 0802 | ForEach-Object { Enter-CcQueue 630 $_ }' }
        @{ Name = 'a function'; Script = 'function f($one) { Enter-CcQueue 630 $one }; f (0801)' }
        @{ Name = '-InputObject'; Script = 'Enter-CcQueue -InputObject ([pscustomobject]@{ queue = 630; extension = 0801 })' }
    ) {
        $refused = @(Get-Refusal $Script)
        $refused | Should -Not -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Match '^(InvalidParameter|LostLeadingZero),'
        "$($refused[0])" | Should -Match '0801'
        $refused[0].ErrorDetails.RecommendedAction | Should -Match "in quotes: '0801'"
        $sim.QueueMember.Extension | Should -Not -Contain '801'
    }

    It 'is refused by <_>' -ForEach 'Exit-CcQueue 630', 'Suspend-CcQueueMember 630', 'Resume-CcQueueMember 630', 'Get-CcQueueMember 630 -Extension', 'Get-CcExtension' {
        @(Get-Refusal "$_ (0801)").FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        @(Get-Refusal "`$x = @{ one = 0801 }; $_ 8001, `$x.one").FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
    }

    It 'is refused by New-CcAgent, Reset-CcAgentPassword and Get-CcAgent' {
        @(Get-Refusal 'New-CcAgent (0021) zed Ann').FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        @(Get-Refusal '[pscustomobject]@{ code = 0021; loginName = "zed"; userName = "Ann" } | New-CcAgent').FullyQualifiedErrorId | Should -BeLike 'LostLeadingZero,*'
        @(Get-Refusal '0021, 0022 | Reset-CcAgentPassword').FullyQualifiedErrorId | Should -BeLike 'LostLeadingZero,*'
        @(Get-Refusal 'Get-CcAgent 0021, 0022').FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        $sim.Agent.Code | Should -Not -Contain '21'
    }

    It 'is refused in ForEach-Object -Parallel' {
        Skip-WindowsPowerShell 'ForEach-Object -Parallel'
        $shown = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            try {
                Enter-CcQueue -Session $using:session -Queue 630 `
                    -Extension 8001, 0801
            } catch {
                $_
            }
        }
        $shown.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'

        # Here the zeros are in another runspace; the phone system knows.
        $shown = 0903 | ForEach-Object -Parallel {
            Import-Module $using:module
            Enter-CcQueue -Session $using:session 630 $_ 2>&1
        }
        $shown.FullyQualifiedErrorId | Should -BeLike 'LostLeadingZero,*'
        $sim.QueueMember | Should -BeNullOrEmpty
    }

    It 'is refused in a thread job' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no Start-ThreadJob here'
        }

        $job = Start-ThreadJob {
            Import-Module $using:module
            try {
                Enter-CcQueue -Session $using:session -Queue 630 `
                    -Extension 8001, 0801
            } catch {
                $_
            }
        }
        (Receive-Job $job -Wait -AutoRemoveJob).FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        $sim.QueueMember | Should -BeNullOrEmpty
    }

    BeforeAll {
        $module = Get-TestedManifest
        $session = Get-CcSession zeros
    }
}

Describe 'A number whose script cannot be read' {
    BeforeEach {
        if ($sim.QueueMember) {
            $null = $sim.QueueMember | Exit-CcQueue
        }
    }

    It 'is refused where the phone system lists one with zeros only: <Script>' -ForEach @(
        @{ Script = 'Enter-CcQueue $queue 8001'; Wrong = '800'; Right = '0800' }
        @{ Script = 'Enter-CcQueue 630 $extension'; Wrong = '903'; Right = '0903' }
        @{ Script = '$extension | Enter-CcQueue -Queue 630'; Wrong = '903'; Right = '0903' }
        @{ Script = 'Exit-CcQueue 630 $extension'; Wrong = '903'; Right = '0903' }
        @{ Script = 'Exit-CcQueue $extension -AllQueues'; Wrong = '903'; Right = '0903' }
        @{ Script = 'Suspend-CcQueueMember 630 $extension'; Wrong = '903'; Right = '0903' }
        @{ Script = 'Get-CcQueue $queue'; Wrong = '800'; Right = '0800' }
        @{ Script = 'Get-CcQueueMember $queue'; Wrong = '800'; Right = '0800' }
        @{ Script = 'Get-CcExtension $extension'; Wrong = '903'; Right = '0903' }
        @{ Script = '[pscustomobject]@{ queue = $queue; extension = "8001" } | Compare-CcQueue'; Wrong = '800'; Right = '0800' }
        @{ Script = '[pscustomobject]@{ queue = "630"; extension = $extension } | Sync-CcQueue'; Wrong = '903'; Right = '0903' }
    ) {
        $refused = @(Get-Refusal $Script @{ queue = [int] '0800'; extension = [int] '0903' })
        $refused.FullyQualifiedErrorId | Should -BeLike 'LostLeadingZero,*'
        "$refused" | Should -Match "\b$Wrong should probably be ${Right}: the phone system lists only the number with leading zeros\."
        $refused.ErrorDetails.RecommendedAction | Should -Match "'$Right'"
        $sim.QueueMember | Should -BeNullOrEmpty
    }

    It 'is taken where the phone system has it, and as text' {
        (& { param($n) Enter-CcQueue 630 $n } ([int] '801')).Extension | Should -BeExactly '801'
        @(Get-Refusal 'Enter-CcQueue 630 "903"').FullyQualifiedErrorId | Should -BeLike 'InterfaceNotFound,*'
    }

    It 'costs one look for each command, and none where the script shows the number or it is text' {
        $before = $sim.RequestCount
        $null = Enter-CcQueue 630 8001
        Import-Row 'queue,extension', '630,0801', '630,801' | Enter-CcQueue | Should -HaveCount 2
        $sim.RequestCount - $before | Should -Be 3
        $null = & { param($n) $n | Exit-CcQueue -Queue 630 } ([int[]] ('8001', '801'))
        $sim.RequestCount - $before | Should -Be 8
    }

    It 'goes on where the phone system does not tell' {
        Invoke-WithServer -Server (Open-TestServer {
                param($request)
                if ($request.Method -eq 'POST') { @{ Body = '{"status":"success","message":"fine"}' } } else { @{ Status = 404; Body = '{}' } }
            }) {
            param($server)
            try {
                (& { param($n) Enter-CcQueue 630 $n } ([int] '903')).Extension | Should -BeExactly '903'
            } finally {
                Close-TestServer $server
            }
        }
    }

    It 'asks nothing under -WhatIf' {
        $before = $sim.RequestCount
        & { param($n) Enter-CcQueue 630 $n -WhatIf } ([int] '903')
        $sim.RequestCount | Should -Be $before
    }

    It 'is refused by Reset-CcAgentPassword where the tenant lists a code with zeros only' {
        $null = New-CcAgent '0031' z31 Ann
        $refused = @(Get-Refusal 'Reset-CcAgentPassword $code' @{ code = [int] '0031' })
        $refused.FullyQualifiedErrorId | Should -BeLike 'LostLeadingZero,*'
        "$refused" | Should -Match '31 should probably be 0031: the tenant lists only the code with leading zeros'
        @(Get-Refusal 'Get-CcAgent $code' @{ code = [int] '0031' }).FullyQualifiedErrorId | Should -BeLike 'LostLeadingZero,*'
    }
}

Describe 'A roster of numbers that lost their zeros' {
    It 'is refused row by row, and signs nobody out who is in it with zeros' {
        $null = Enter-CcQueue 630 '0903'
        $rows = [int[]] ('903', '8001') | ForEach-Object { [pscustomobject]@{ queue = '630'; extension = $_ } }
        { $rows | Sync-CcQueue -Prune -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'RosterIncomplete,*'
        { $rows | Compare-CcQueue -Prune -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'RosterIncomplete,*'
        $rows | Sync-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed | Should -HaveCount 1
        $failed.FullyQualifiedErrorId | Should -Be 'LostLeadingZero,CallCenter.Commands.SyncCcQueueCommand'
        "$($failed[0])" | Should -Match '^Row 1: 903 should probably be 0903'
        $failed[0].TargetObject.extension | Should -Be '903'
        $sim.QueueMember.Extension | Sort-Object | Should -Be '0903', '8001'
    }
}
