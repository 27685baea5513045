BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Disconnect-CcTenant' {
    BeforeEach {
        $north = $sim | Connect-CcTenant -Name north
        $south = $sim | Connect-CcTenant -Name south
    }

    AfterEach {
        Get-CcSession | Disconnect-CcTenant
    }

    It 'closes the default session, and the newest that is left becomes the default' {
        Disconnect-CcTenant -WarningVariable heard -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$heard" | Should -Match 'south was the default.*use north'
        $south.State | Should -Be 'Closed'
        $north.State | Should -Be 'Open'
        $null = Enter-CcQueue -Queue 630 -Extension 800
        Disconnect-CcTenant -WarningVariable heard
        $heard | Should -BeNullOrEmpty
        $north.State | Should -Be 'Closed'
    }

    It 'closes a session by name, whatever its case' {
        Disconnect-CcTenant -Session NORTH
        $north.State | Should -Be 'Closed'
        $south.State | Should -Be 'Open'
    }

    It 'closes a session given as an object' {
        Disconnect-CcTenant $north
        (Get-CcSession).Name | Should -Be 'south'
    }

    It 'closes the sessions of a pipeline' {
        Get-CcSession | Disconnect-CcTenant
        Get-CcSession | Should -BeNullOrEmpty
        $north.State, $south.State | Should -Be 'Closed', 'Closed'
    }

    It 'takes a session that is closed already' {
        Disconnect-CcTenant $north
        { Disconnect-CcTenant $north -ErrorAction Stop } | Should -Not -Throw
    }

    It 'fails for a name that no session has' {
        { Disconnect-CcTenant -Session nowhere } | Should -Throw -ExpectedMessage '*no session named "nowhere"*'
        $north.State, $south.State | Should -Be 'Open', 'Open'
    }

    It 'fails with NotConnected when there is no session' {
        Get-CcSession | Disconnect-CcTenant
        $failure = { Disconnect-CcTenant } | Should -Throw -ErrorId 'NotConnected,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-CcTenant'
    }

    It 'makes a closed session unusable, and says how to go on' {
        Disconnect-CcTenant $south
        $failure = { Enter-CcQueue -Queue 630 -Extension 800 -Session $south } | Should -Throw -ErrorId 'SessionClosed,*' -PassThru
        "$failure" | Should -Match '"south" is closed'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-CcTenant again'
    }

    It 'closes nothing under -WhatIf' {
        Disconnect-CcTenant -WhatIf
        $south.State | Should -Be 'Open'
        $result = Invoke-Alone { param($sim) $null = Connect-CcTenant -QueueUri $sim -Name west; Disconnect-CcTenant -WhatIf } $sim.QueueUri
        $result.Line | Should -Be 'What if: Disconnect the session "west"'
    }
}
