BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule

    $sim = Start-CcSimulator
    $session = $sim | Connect-CcTenant -Name production
    $secret = 'Visible2Nobody'
    $file = Join-Path $TestDrive agents.csv
    [System.IO.File]::WriteAllLines($file, [string[]] @(
            '工号,登录名,用户名,密码'
            "4003,wang.fang,王芳,$secret"
            '4004,a.login.name.longer.than.its.column,一个比它的列还要宽的很长很长的用户名,'
            '4002,li.wei,李伟,'
            ',nobody,无名,'
        ))
    $agent = New-CcAgent -Code 4002 -LoginName li.lei -UserName 李雷
    $import = @(Import-CcAgent $file -ErrorAction SilentlyContinue -ErrorVariable faults)
    $journal = Get-CcJournal "$file.journal"
    $reset = Reset-CcAgentPassword -Code 4002
    $member = Enter-CcQueue -Queue 630 -Extension 800
    $sim.SetExtension('800', 'Offline')
    $sim.NameExtension('800', '李娜')
    $null = Suspend-CcQueueMember 630 800
    $known = @($secret, $sim.Credential.GetNetworkCredential().Password, $agent.Credential.GetNetworkCredential().Password, $reset.Credential.GetNetworkCredential().Password) +
        @($import.Credential | Where-Object { $_ } | ForEach-Object { $_.GetNetworkCredential().Password })
    $emitted = @(
        $agent
        $import
        $journal
        $journal.Row
        $reset
        $member
        Get-CcQueueMember
        Get-CcQueueMember | Compare-CcQueue -IncludeEqual
        Get-CcQueue
        Get-CcExtension
        $session
        $sim
        $sim.Agent
        Test-CcSession
        New-CcImportTemplate (Join-Path $TestDrive template.csv)
        @($faults.TargetObject | Where-Object { $_ -is [CallCenter.Core.Files.AgentFileFault] })
    )

    function Get-TypeName { $emitted | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique }

    # What the views make of each type, by its name.
    function Get-View([int] $Width) {
        foreach ($name in Get-TypeName) {
            $objects = $emitted | Where-Object { $_.GetType().FullName -eq $name }
            [pscustomobject]@{ Type = $name; View = 'default'; Text = $objects | Out-String -Width $Width }
            [pscustomobject]@{ Type = $name; View = 'table'; Text = $objects | Format-Table -Force | Out-String -Width $Width }
            [pscustomobject]@{ Type = $name; View = 'list'; Text = $objects | Format-List | Out-String -Width $Width }
        }
    }

    # How many cells of the screen a text takes: Chinese characters take two.
    function Get-CellCount([string] $Text) {
        $Text.Length + [regex]::Matches($Text, '[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]').Count
    }

    # What is shown in a runspace whose user interface speaks that language.
    function Get-ViewIn([string] $Culture, [scriptblock] $Script) {
        Invoke-Alone -Argument $Culture, $emitted, $Script.ToString() {
            param($culture, $emitted, $script)
            [cultureinfo]::CurrentUICulture = $culture
            $emitted | ForEach-Object ([scriptblock]::Create($script))
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'The views' {
    It 'are a table and a list for each type that a command emits' {
        $types = (Get-Command -Module CallCenter).ImplementingType.GetCustomAttributes([System.Management.Automation.OutputTypeAttribute], $true).Type.Type | Where-Object { $_ -notin [void], [bool] } | Select-Object -Unique
        $types.Count | Should -BeGreaterThan 5
        foreach ($type in $types) {
            $controls = (Get-FormatData -TypeName $type.FullName).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
            $controls | Should -Contain 'TableControl' -Because $type.FullName
            $controls | Should -Contain 'ListControl' -Because $type.FullName
        }
    }

    It 'are tried here with each of these types' {
        $tried = Get-TypeName
        (Get-Command -Module CallCenter).ImplementingType.GetCustomAttributes([System.Management.Automation.OutputTypeAttribute], $true).Type.Type.FullName |
            Where-Object { $_ -notin 'System.Void', 'System.Boolean' } | ForEach-Object { $tried | Should -Contain $_ }
        $tried | Should -Contain 'CallCenter.CcJournalRow'
        $tried | Should -Contain 'CallCenter.Simulator.WellCloud.SimulatedAgent'
        $tried | Should -Contain 'CallCenter.Core.Files.AgentFileFault'
    }

    It 'are not wider than asked' {
        foreach ($width in 60, 80, 120) {
            foreach ($view in Get-View $width) {
                $widest = ($view.Text -split '\r?\n' | ForEach-Object { Get-CellCount $_ } | Measure-Object -Maximum).Maximum
                $widest | Should -BeLessOrEqual $width -Because "$($view.Type), $($view.View)"
                $widest | Should -BeGreaterThan 10
            }
        }
    }

    It 'keep what matters on a narrow screen' {
        $narrow = $agent | Out-String -Width 60
        $narrow | Should -Match 'Code +LoginName +UserName +Password *\r?\n'
        $journal | Out-String -Width 60 | Should -Match 'Command +Total +Done +Failed +Unknown'
        $sim | Out-String -Width 60 | Should -Match 'Uri +QueueUri +Running *\r?\n'
        $journal.Row | Out-String -Width 60 | Should -Match 'Row +State +ErrorId +Operation'
        Get-CcQueueMember | Out-String -Width 60 | Should -Match 'Extension +AgentName +State +Ready +Paused'
        Get-CcQueue | Out-String -Width 60 | Should -Match 'Queue +Members +Ready +InCall +Ringing +Paused'
    }

    It 'keep their columns under each other where names are Chinese' {
        $lines = $sim.Agent | Out-String -Width 80 | ForEach-Object { $_ -split '\r?\n' } | Where-Object { $_ -match '^\d{4} ' }
        $lines.Count | Should -Be 3
        $lines | ForEach-Object { Get-CellCount ($_ -replace 'Ok *$') } | Select-Object -Unique | Should -HaveCount 1
    }

    It 'show no secret' {
        $known.Count | Should -BeGreaterThan 4
        foreach ($view in Get-View 200) {
            Find-Secret $view.Text $known | Should -BeNullOrEmpty -Because "$($view.Type), $($view.View)"
        }
    }

    It 'say that a password was generated and where it is' {
        $agent | Out-String | Should -Match '4002 .* generated'
        $agent | Format-List | Out-String | Should -Match 'Password +: generated, in Credential'
        $import | Where-Object Code -EQ 4003 | Out-String | Should -Not -Match 'generated'
    }

    It 'have English labels that are the names of the properties' {
        $agent | Format-List | Out-String | Should -Match '(?m)^LoginName +: li\.lei'
        $session | Out-String | Should -Match 'Name +State +Uri +QueueUri +Namespace'
    }

    It 'have Chinese labels where the user interface is Chinese' {
        $result = Get-ViewIn zh-CN { ($_ | Format-Table -Force | Out-String -Width 200), ($_ | Format-List | Out-String -Width 200) }
        $result.Error | Should -BeNullOrEmpty
        $text = $result.Output -join "`n"
        $text | Should -Match '工号 +登录名 +用户名 +密码 +状态 +租户域名'
        $text | Should -Match '(?m)^登录名 +: li\.lei'
        $text | Should -Match '已生成'
        $labels = [regex]::Matches($text, '(?m)^([^:\r\n]+?) +: ').ForEach{ $_.Groups[1].Value } + @($text -split '\r?\n(?=[- ]+\r?\n)' | Select-Object -SkipLast 1 | ForEach-Object { ($_ -split '\r?\n')[-1] -split ' +' } | Where-Object { $_ })
        $labels.Count | Should -BeGreaterThan 100
        $labels | Where-Object { $_ -notmatch '\p{IsCJKUnifiedIdeographs}' } | Should -BeNullOrEmpty
    }

    It 'have English labels where there is no translation' {
        (Get-ViewIn de-DE { $_ | Out-String }).Output -join "`n" | Should -Match 'Code +LoginName +UserName +Password'
    }

    It 'are there again when the module was removed and imported again' {
        $result = Invoke-Alone -Argument $emitted, (Get-TestedManifest) {
            param($emitted, $path)
            Remove-Module CallCenter
            Import-Module $path
            $emitted[0] | Out-String
        }
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Match 'Code +LoginName +UserName +Password'
    }

    It 'are there in the runspaces of a pool that share their format data' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule([string[]] (Get-TestedManifest))
        $pool = [runspacefactory]::CreateRunspacePool(1, 2, $state, $Host)
        $pool.Open()
        $shell = [powershell]::Create()
        try {
            $shell.RunspacePool = $pool
            $shell.AddScript('param($agent) $agent | Out-String').AddArgument($agent).Invoke() | Should -Match 'Code +LoginName +UserName +Password'
            $shell.HadErrors | Should -BeFalse
        } finally {
            $shell.Dispose()
            $pool.Dispose()
        }
    }
}

Describe 'The lines of an import' {
    It 'fit into a narrow window, with what is wrong of each' {
        $text = $import | Sort-Object Line | Out-String -Width 80
        $text | Should -Match '(?m)^ *2 4003 +wang\.fang +Done'
        $text | Should -Match '(?m)^ *5 +nobody +Skipped +'
        ($text -split '\r?\n' | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}

Describe 'The colours of the views' {
    BeforeAll {
        $escape = [char] 27
        function Get-Coloured([scriptblock] $Script) {
            Invoke-Alone -Argument $emitted, (Join-Path $TestDrive "$([guid]::NewGuid()).txt"), $Script.ToString() {
                param($emitted, $path, $script)
                $PSStyle.Formatting.Error = "`e[91m"
                $PSStyle.Formatting.Warning = "`e[93m"
                & ([scriptblock]::Create($script)) $emitted $path
            }
        }
    }

    BeforeEach {
        Skip-WindowsPowerShell '$PSStyle'
    }

    It 'are the user''s own, for what failed and what is to be looked into' {
        $text = (Get-Coloured { param($emitted) $PSStyle.OutputRendering = 'Ansi'; $emitted | Where-Object { $_ -is [CallCenter.CcJournalRow] -or $_ -is [CallCenter.CcJournal] -or $_ -is [CallCenter.CcImportRow] } | ForEach-Object { $_ | Out-String } }).Output -join "`n"
        $text | Should -Match ([regex]::Escape("$escape[91mFailed$escape[0m"))
        $text | Should -Match ([regex]::Escape("$escape[91m1$escape[0m"))
        $text | Should -Match ([regex]::Escape("$escape[91mSkipped$escape[0m"))
    }

    It 'show at a glance who takes no calls, and where nobody does' {
        $text = (Get-Coloured { param($emitted) $PSStyle.OutputRendering = 'Ansi'; $emitted | Where-Object { $_ -is [CallCenter.CcQueueMember] -or $_ -is [CallCenter.CcQueue] } | ForEach-Object { $_ | Out-String } }).Output -join "`n"
        $text | Should -Match ([regex]::Escape("$escape[93mOffline"))
        $text | Should -Match ([regex]::Escape("$escape[93mTrue$escape[0m"))
        $text | Should -Match ([regex]::Escape("$escape[91mFalse$escape[0m"))
        $text | Should -Match ([regex]::Escape("$escape[91m0$escape[0m"))
    }

    It 'are none for what went well' {
        $text = (Get-Coloured { param($emitted) $PSStyle.OutputRendering = 'Ansi'; $emitted | Where-Object State -EQ 'Done' | Out-String }).Output
        $text | Should -Match 'Done'
        $text | Should -Not -Match '\[9[13]m'
    }

    It 'do not reach a file' {
        $result = Get-Coloured {
            param($emitted, $path)
            $PSStyle.OutputRendering = 'Host'
            $emitted | ForEach-Object { $_ | Out-File $path -Append; $_ | Format-List | Out-File $path -Append; $_ | Format-Table -Force >> $path }
            Get-Content $path -Raw
        }
        $result.Output | Should -Match 'Failed'
        $result.Output | Should -Not -Match $escape
    }

    It 'are none where the user wants plain text' {
        $result = Get-Coloured { param($emitted) $PSStyle.OutputRendering = 'PlainText'; $emitted | ForEach-Object { $_ | Out-String } }
        $result.Output -join "`n" | Should -Match 'Failed'
        $result.Output -join "`n" | Should -Not -Match $escape
    }
}
