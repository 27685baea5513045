BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator -AllowAgentList
    $null = $sim | Connect-CcTenant
    $null = @(
        [pscustomobject]@{ code = '5001'; loginName = 'li.na'; userName = '李娜' }
        [pscustomobject]@{ code = '5002'; loginName = 'wang.fang'; userName = '王芳' }
        [pscustomobject]@{ code = '0042'; loginName = 'li.wei'; userName = '李伟' }
    ) | New-CcAgent -ThrottleLimit 1
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Get-CcAgent' {
    It 'lists the agents of the tenant, without passwords' {
        $agents = Get-CcAgent
        $agents.Code | Should -BeExactly '5001', '5002', '0042'
        $agents[0] | Should -BeOfType ([CallCenter.CcAgent])
        $agents[0].LoginName, $agents[0].UserName, $agents[0].Status, $agents[0].Namespace | Should -Be 'li.na', '李娜', 'Ok', 'n01.cc'
        $agents.Credential | Should -Be $null, $null, $null
    }

    It 'takes codes, login names and wildcards, and what meets both' {
        (Get-CcAgent 50*).Code | Should -BeExactly '5001', '5002'
        (Get-CcAgent -LoginName li.*).Code | Should -BeExactly '5001', '0042'
        (Get-CcAgent 5* -LoginName LI.*).Code | Should -BeExactly '5001'
        (Get-CcAgent '0042', '5002').Code | Should -BeExactly '5002', '0042'
        { Get-CcAgent 5001,0042 } | Should -Throw -ErrorId 'InvalidParameter,*'
    }

    It 'takes rows' {
        (Import-Row '工号,姓名', '0042,x', '5001,y' | Get-CcAgent).UserName | Should -Be '李伟', '李娜'
    }

    It 'reports an agent that is not there, and is silent where a wildcard fits none' {
        (Get-CcAgent 42, 5001 -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be '5001'
        $failed.FullyQualifiedErrorId | Should -BeExactly 'AgentNotFound,CallCenter.Commands.GetCcAgentCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failed[0])" | Should -Be 'The tenant does not list agent 42.'
        Get-CcAgent -LoginName nobody -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.TargetObject | Should -Be 'nobody'
        Get-CcAgent 9* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'asks once, however many rows there are' {
        $before = $sim.RequestCount
        $null = 1..20 | ForEach-Object { [pscustomobject]@{ Code = '5001' } } | Get-CcAgent
        $sim.RequestCount - $before | Should -Be 1
    }

    It 'says in one error that the tenant does not let the token list' {
        $closed = Start-CcSimulator
        $null = $closed | Connect-CcTenant -Name closed
        try {
            $failure = { Import-Row 'code', '1', '2' | Get-CcAgent -Session closed } | Should -Throw -ErrorId 'ListRefused,CallCenter.Commands.GetCcAgentCommand' -PassThru
            "$failure" | Should -Match 'does not allow this token to list the agents \(405\)'
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'console'
        } finally {
            Disconnect-CcTenant -Session closed
            Stop-CcSimulator $closed
        }
    }

    It 'reads a list in pages, and refuses one that is not whole' {
        $server = Open-TestServer {
            param($request)
            $start = if ($request.Query -match 'start=(\d+)') { [int] $Matches[1] } else { 0 }
            $rows = $start..[Math]::Min($start + 14, 39) | ForEach-Object { "{`"code`":`"$(1000 + $_)`",`"loginName`":`"l$_`"}" }
            @{ Body = "{`"root`":[$($rows -join ',')],`"total`":40}" }
        }
        try {
            Invoke-WithServer $server { Get-CcAgent | Should -HaveCount 40 }
        } finally {
            Close-TestServer $server
        }

        Invoke-WithAnswer @{ Body = '{"root":[{"code":"1","loginName":"a"}],"total":2}' } {
            { Get-CcAgent } | Should -Throw -ErrorId 'ListIncomplete,*' -ExpectedMessage '*only 1 of the 2 agents*'
        }
    }

    It 'needs a session with a tenant' {
        $null = Connect-CcTenant -QueueUri $sim.QueueUri -Name phone
        try {
            { Get-CcAgent -Session phone } | Should -Throw -ErrorId 'NoTenant,*'
        } finally {
            Disconnect-CcTenant -Session phone
        }
    }
}
