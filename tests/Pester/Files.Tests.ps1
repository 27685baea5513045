BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $folder = Join-Path (Split-Path $PSScriptRoot) Files

    # The agents that a way of use created, in a simulator of its own, and the kinds of its errors.
    function Invoke-Way([string] $Name, [scriptblock] $Way) {
        # A copy, since the journal is written beside the file.
        $path = Join-Path $TestDrive "$([guid]::NewGuid())/$Name.csv"
        $null = New-Item -Path (Split-Path $path) -ItemType Directory
        Copy-Item -LiteralPath (Join-Path $folder "$Name.csv") -Destination $path -ErrorAction Stop
        $sim = Start-CcSimulator
        $session = $sim | Connect-CcTenant -Name field
        try {
            $failed = @(& $Way $path 2>&1 3>$null | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            [pscustomobject]@{
                Agent = @($sim.Agent | Sort-Object Code | ForEach-Object { "$($_.Code) $($_.UserName)" }) -join ', '
                Kind  = @($failed.FullyQualifiedErrorId | ForEach-Object { ("$_" -split ',')[0] } | Sort-Object -Unique) -join ', '
            }
        } finally {
            Disconnect-CcTenant $session
            Stop-CcSimulator $sim
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Files as people have them' {
    # What Import-CcAgent finds, the agents that it creates, and the agents that Import-Csv | New-CcAgent creates.
    $files = @(
        @{ Name = 'repeated-header'; Kind = 'NotAnAgent'; Agents = '6001 Ann A, 6002 Bob B' }
        @{ Name = 'required-row-and-example-row'; Kind = 'ExampleRow, NotAnAgent'; Agents = '6001 Ann A' }
        @{ Name = 'dash-row-and-footer'; Kind = 'MissingValue, NotAnAgent, UnlikelyValue'; Agents = '6002 Bob B' }
        @{ Name = 'gbk-one-row'; Kind = ''; Agents = '6001 谢志强'; Piped = '' }
        @{ Name = 'gbk-with-utf8-rows-appended'; Kind = 'DamagedCharacter, DoubtfulEncoding'; Agents = '6001 李伟, 6002 王芳, 6003 张敏, 6004 陈静, 6005 杨磊, 6006 赵娜, 6007 黄强, 6008 周丽, 6009 吴涛, 6010 徐燕'; Piped = '6011 刘洋, 6012 马超' }
        @{ Name = 'question-mark-names'; Kind = 'UnlikelyValue'; Agents = '' }
        @{ Name = 'injection-apostrophe'; Kind = 'SpreadsheetDamage'; Agents = '' }
        @{ Name = 'equals-quote-guard'; Kind = 'SpreadsheetDamage'; Agents = '' }
        @{ Name = 'single-quoted-rows'; Kind = 'UnlikelyValue'; Agents = '' }
        @{ Name = 'code-number-formats'; Delimiter = ';'; Kind = 'SpreadsheetDamage'; Agents = '' }
        @{ Name = 'code-dates'; Delimiter = ';'; Kind = 'SpreadsheetDamage'; Agents = '' }
        @{ Name = 'password-with-blanks'; Kind = 'InvalidValue'; Agents = '' }
        @{ Name = 'agents[1]'; Kind = ''; Agents = '7001 Ann A' }
        @{ Name = 'gbk-through-import-csv'; Kind = ''; Agents = '6001 李伟, 6002 王芳'; Piped = '' }
        @{ Name = 'invisible-characters'; Kind = 'ControlCharacter'; Agents = '' }
        @{ Name = 'role-type-name'; Kind = 'InvalidValue'; Agents = '' }
        @{ Name = 'private-use-with-936'; Kind = ''; Agents = '6001 陈䶮'; Piped = '' }
        @{ Name = 'utf32-bom'; Kind = ''; Agents = '6001 Ann A' }
        @{ Name = 'commented-out-row'; Kind = 'NotAnAgent'; Agents = '6001 Ann A' }
        @{ Name = 'ctrl-z-at-end'; Kind = ''; Agents = '6001 Ann A' }
        @{ Name = 'umlaut-windows-1252'; Kind = 'DoubtfulEncoding'; Agents = '' }
        @{ Name = 'title-row'; Kind = 'NoHeader'; Agents = '' }
        @{ Name = 'notes-in-headers'; Kind = 'NoHeader'; Agents = '' }
        @{ Name = 'whole-row-quoted'; Kind = 'NoHeader'; Agents = '' }
    )

    It 'are checked as they are imported, and leave no wrong agent: <Name>' -ForEach $files {
        $checked = Invoke-Way $Name { param($path) Import-CcAgent -LiteralPath $path -CheckOnly }
        $checked.Kind | Should -BeExactly $Kind
        $checked.Agent | Should -BeNullOrEmpty

        $imported = Invoke-Way $Name { param($path) Import-CcAgent -LiteralPath $path }
        $imported.Kind | Should -BeExactly $Kind
        $imported.Agent | Should -BeExactly $Agents
    }

    It 'leave no wrong agent through Import-Csv either: <Name>' -ForEach $files {
        if ($PSVersionTable.PSEdition -eq 'Desktop') {
            Set-ItResult -Skipped -Because 'Import-Csv of Windows PowerShell reads other encodings'
        }

        $delimiter = if ($Delimiter) { $Delimiter } else { ',' }
        $result = Invoke-Way $Name { param($path) Import-Csv -LiteralPath $path -Delimiter $delimiter | New-CcAgent }
        $result.Agent | Should -BeExactly $(if ($null -ne $Piped) { $Piped } else { $Agents })
    }

    It 'have each its outcome here' -ForEach @(@{ Names = $files.Name }) {
        $Names | Sort-Object | Should -Be (Get-ChildItem $folder | ForEach-Object BaseName | Sort-Object)
    }
}
