BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Start-CcSimulator' {
    AfterEach {
        Get-CcSession | Disconnect-CcTenant
        Stop-CcSimulator
    }

    It 'starts both vendors on loopback, on ports of their own' {
        $sim = Start-CcSimulator
        $sim | Should -BeOfType ([CallCenter.CcSimulator])
        $sim.IsRunning | Should -BeTrue
        $sim.Uri.IsLoopback, $sim.QueueUri.IsLoopback, $sim.TokenUri.IsLoopback | Should -Be $true, $true, $true
        $sim.Uri.Port | Should -Not -Be $sim.QueueUri.Port
        $sim.Namespace | Should -Be 'n01.cc'
        $sim.Agent.Count | Should -Be 0
        $sim.RequestCount | Should -Be 0
    }

    It 'listens on the ports that are asked for' {
        $tenant = Get-FreePort
        $phone = Get-FreePort
        $sim = Start-CcSimulator -Port $tenant -QueuePort $phone
        $sim.Uri.Port, $sim.QueueUri.Port | Should -Be $tenant, $phone
    }

    It 'fails with PortInUse when a port is taken, and leaves nothing behind' {
        $sim = Start-CcSimulator
        foreach ($taken in @{ Port = $sim.Uri.Port }, @{ QueuePort = $sim.QueueUri.Port }) {
            $failure = { Start-CcSimulator @taken } | Should -Throw -ErrorId 'PortInUse,CallCenter.Commands.StartCcSimulatorCommand' -PassThru
            "$failure" | Should -Match 'could not listen'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'another -Port'
        }

        $free = Get-FreePort
        { Start-CcSimulator -Port $free -QueuePort $sim.QueueUri.Port } | Should -Throw
        (Start-CcSimulator -Port $free).Uri.Port | Should -Be $free -Because 'the first half must not go on listening'
    }

    It 'refuses ports and latencies that cannot be' {
        { Start-CcSimulator -Port 65536 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Start-CcSimulator -QueuePort -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Start-CcSimulator -LatencyMilliseconds -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'accepts the credential that is given and no other' {
        $sim = Start-CcSimulator -Credential (ConvertTo-TestLogin 'my-app' 'my-secret-0001')
        $sim.Credential.UserName | Should -Be 'my-app'
        ($sim | Connect-CcTenant).State | Should -Be 'Open'
        { Connect-CcTenant -Uri $sim.Uri -TokenUri $sim.TokenUri -Credential (ConvertTo-TestLogin 'my-app' 'other-secret-01') } | Should -Throw -ErrorId 'CredentialRefused,*'
    }

    It 'asks for the key that is given' {
        $sim = Start-CcSimulator -QueueKey (ConvertTo-TestSecret 'Demo-Key-1')
        $null = $sim | Connect-CcTenant -QueueKey (ConvertTo-TestSecret 'Demo-Key-1')
        (Enter-CcQueue 630 800).State | Should -Be 'SignedIn'
        $null = $sim | Connect-CcTenant
        Enter-CcQueue 630 801 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'QueueKeyRefused,*'
    }

    It 'has the queues and extensions that are given' {
        $sim = Start-CcSimulator -Queue 0700, '701' -Extension '0800'
        $null = $sim | Connect-CcTenant
        (Enter-CcQueue -Queue 701 -Extension 0800).State | Should -Be 'SignedIn'
        Enter-CcQueue 630 0800 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'QueueRefused,*'
        Enter-CcQueue 701 800 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InterfaceNotFound,*'
    }

    It 'takes as long as -LatencyMilliseconds says' {
        $null = Start-CcSimulator -LatencyMilliseconds 300 | Connect-CcTenant
        (Measure-Command { Enter-CcQueue 630 800 }).TotalMilliseconds | Should -BeGreaterThan 250
    }

    It 'lets tokens die after -TokenLifetime, which the session survives' {
        $sim = Start-CcSimulator -TokenLifetime 0:0:0.2
        $null = $sim | Connect-CcTenant
        Start-Sleep -Milliseconds 300
        $before = $sim.RequestCount
        (New-CcAgent 1 a b).Code | Should -Be '1'
        $sim.RequestCount | Should -Be ($before + 3) -Because 'a refusal, a new token and the agent'
    }

    It 'speaks https with -UseTls and tells its thumbprint' {
        $sim = Start-CcSimulator -UseTls
        $sim.QueueUri.Scheme | Should -Be 'https'
        $sim.CertificateThumbprint | Should -Match '^[0-9A-F]{64}$'
        (Start-CcSimulator).CertificateThumbprint | Should -BeNullOrEmpty
    }

    It 'shows agents and members as they come and go' {
        $sim = Start-CcSimulator
        $null = $sim | Connect-CcTenant
        $null = New-CcAgent 0001 a '王小明'
        $null = Enter-CcQueue 630 0800
        $sim.Agent[0].UserName | Should -Be '王小明'
        $null = Enter-CcQueue 630 801
        $sim.QueueMember[0].Queue, $sim.QueueMember[0].Extension | Should -BeExactly '630', '0800'
        $sim.QueueMember[1].Extension | Should -BeExactly '801'
        $null = Exit-CcQueue 630 '0800', 801
        $sim.QueueMember.Count | Should -Be 0
    }

    It 'says whether a password is the agent''s' {
        $sim = Start-CcSimulator
        $null = $sim | Connect-CcTenant
        $agent = New-CcAgent 1 a b
        $sim.VerifyPassword('1', $agent.Credential) | Should -BeTrue
        $sim.VerifyPassword('1', (ConvertTo-TestLogin a 'Wrong-Word-1')) | Should -BeFalse
        $sim.VerifyPassword('2', $agent.Credential) | Should -BeFalse
    }

    It 'starts nothing under -WhatIf' {
        Start-CcSimulator -WhatIf | Should -BeNullOrEmpty
        (Invoke-Alone { Start-CcSimulator -WhatIf }).Line | Should -Be 'What if: Start a simulator of both vendors on 127.0.0.1'
    }

    It 'shows addresses and counts, and no secrets' {
        $sim = Start-CcSimulator
        $text = ($sim | Out-String -Width 160) + ($sim | Format-List * -Force | Out-String -Width 160)
        $text | Should -Match "http://127\.0\.0\.1:$($sim.Uri.Port)/"
        Find-Secret $text $sim.Credential.GetNetworkCredential().Password | Should -BeNullOrEmpty
    }
}
