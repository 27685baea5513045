BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant -Name north-1
    $null = $sim | Connect-CcTenant -Name north-2
    $null = $sim | Connect-CcTenant -Name 'west end'
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Get-CcSession' {
    It 'lists the open sessions, oldest first' {
        (Get-CcSession).Name | Should -Be 'north-1', 'north-2', 'west end'
    }

    It 'finds by name and by wildcard, whatever the case' {
        (Get-CcSession NORTH-2).Name | Should -Be 'north-2'
        (Get-CcSession 'North*').Name | Should -Be 'north-1', 'north-2'
        (Get-CcSession '*1', 'west*').Name | Should -Be 'north-1', 'west end'
        ('north-1', 'west end' | Get-CcSession).Name | Should -Be 'north-1', 'west end'
    }

    It 'finds nothing for a wildcard that fits none, without an error' {
        Get-CcSession 'east*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'reports a name that no session has, and goes on' {
        $found = Get-CcSession east, north-1 -ErrorAction SilentlyContinue -ErrorVariable failed
        $found.Name | Should -Be 'north-1'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 'east'
        "$($failed[0])" | Should -Match 'east'
    }

    It 'shows facts and no secrets' {
        $text = (Get-CcSession north-1 | Out-String -Width 200) + (Get-CcSession north-1 | Format-List * -Force | Out-String -Width 200)
        $text | Should -Match 'north-1'
        $text | Should -Match 'n01\.cc'
        Find-Secret $text $sim.Credential.GetNetworkCredential().Password | Should -BeNullOrEmpty
    }

    It 'completes the names of sessions' {
        (TabExpansion2 'Get-CcSession nor' 17).CompletionMatches.CompletionText | Should -Be "'north-1'", "'north-2'"
        (TabExpansion2 'New-CcAgent -Session we' 23).CompletionMatches.CompletionText | Should -Be "'west end'"
        (TabExpansion2 'Disconnect-CcTenant -Session ' 29).CompletionMatches.ListItemText | Should -Be 'north-1', 'north-2', 'west end'
    }

    It 'lists the sessions of its own runspace only' {
        (Invoke-Alone { Get-CcSession }).Output | Should -BeNullOrEmpty
    }
}
