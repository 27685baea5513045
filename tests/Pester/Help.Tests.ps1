BeforeDiscovery {
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $commands = (& (Join-Path $root build/Get-ModuleManifest.ps1) (Join-Path $root CallCenter.psd1)).CmdletsToExport
    $cultures = (Get-ChildItem (Join-Path $root docs) -Directory | Where-Object Name -CMatch '^[a-z]{2}-[A-Z]{2}$').Name
    $pages = foreach ($culture in $cultures) { foreach ($command in $commands) { @{ Culture = $culture; Command = $command } } }
}

BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))

    # What Get-Help shows in a language. PowerShell keeps help once it is read, so each has a runspace of its own.
    function Read-Help([string] $Culture) {
        $alone = Invoke-Alone -Argument $Culture -Script {
            [cultureinfo]::CurrentUICulture = $args[0]
            $shown = @{ Topic = @{ Text = Get-Help about_CallCenter | Out-String; Synopsis = (Get-Help about_CallCente*).Synopsis } }
            foreach ($command in (Get-Command -Module CallCenter).Name) {
                $help = Get-Help $command -Full
                $shown[$command] = @{ Help = $help; Text = $help | Out-String -Width 80; Parameter = @(Get-Help $command -Parameter *); Examples = Get-Help $command -Examples | Out-String -Width 80 }
            }

            $shown
        }
        $alone.Error | Should -BeNullOrEmpty
        $alone.Output[0]
    }

    function Get-Synopsis([string] $Culture, [string] $Command) {
        $page = Get-Content -LiteralPath ([System.IO.Path]::Combine($root, 'docs', $Culture, "$Command.md")) -Raw -Encoding utf8
        [regex]::Match($page, '(?s)## SYNOPSIS\s+(.*?)\s+## ').Groups[1].Value -replace '`'
    }

    $shown = @{}
    foreach ($folder in Get-ChildItem (Join-Path $root docs) -Directory | Where-Object Name -CMatch '^[a-z]{2}-[A-Z]{2}$') {
        $shown[$folder.Name] = Read-Help $folder.Name
    }

    # Examples with several runspaces find the module as they would where it is installed.
    $modulePath = $env:PSModulePath
    $env:PSModulePath = (Join-Path $root output) + [System.IO.Path]::PathSeparator + $modulePath

    $common = [System.Management.Automation.PSCmdlet]::CommonParameters + 'ProgressAction'
}

AfterAll {
    $env:PSModulePath = $modulePath
    Clear-Rehearsal
}

Describe 'Get-Help' {
    It 'shows synopsis, description, notes, outputs and three examples' -ForEach $pages {
        $help = $shown[$Culture][$Command].Help
        $help.Synopsis | Should -BeExactly (Get-Synopsis $Culture $Command)
        $help.description.Text -join '' | Should -Not -BeNullOrEmpty -Because $Command
        $help.alertSet.alert.Text -join '' | Should -Not -BeNullOrEmpty -Because $Command
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty -Because $Command
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3 -Because $Command
        foreach ($example in $help.examples.example) {
            $example.code | Should -Not -BeNullOrEmpty -Because $Command
            $example.remarks.Text -join '' | Should -Not -BeNullOrEmpty -Because $Command
            $shown[$Culture][$Command].Examples | Should -Match ([regex]::Escape($example.title))
        }
    }

    It 'describes each parameter as the command has it' -ForEach $pages {
        $known = @((Get-Command $Command).Parameters.Values | Where-Object Name -NotIn $common)
        $described = $shown[$Culture][$Command].Parameter
        $described.name | Sort-Object | Should -Be ($known.Name | Sort-Object)
        foreach ($parameter in $known) {
            $help = $described | Where-Object name -EQ $parameter.Name
            $help.description.Text -join '' | Should -Not -BeNullOrEmpty -Because "$Command -$($parameter.Name)"
            $isNeeded = @($parameter.ParameterSets.Values.IsMandatory) -contains $true
            $help.required | Should -Be ([string] $isNeeded) -Because "$Command -$($parameter.Name)"
            $help.type.name | Should -Be $parameter.ParameterType.FullName -Because "$Command -$($parameter.Name)"
        }
    }

    It 'shows the syntax that the command has' -ForEach $pages {
        $syntax = $shown[$Culture][$Command].Help.syntax.syntaxItem | ForEach-Object { ($_.parameter.name | Sort-Object) -join ' ' }
        $sets = (Get-Command $Command).ParameterSets | ForEach-Object { ($_.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object) -join ' ' }
        $syntax | Sort-Object | Should -Be ($sets | Sort-Object)
    }

    It 'is readable, without marks of Markdown' -ForEach $pages {
        $text = $shown[$Culture][$Command].Text
        $text | Should -Not -Match '```|\*\*|\{\{|\]\(\w+\.md|\x80'
        [regex]::Matches($text, '(?m)^\s*\n +-+ .+ -+\s*$').Count | Should -BeGreaterOrEqual 3 -Because 'each example has its title, behind a blank line'
    }

    It 'has example code that parses and uses parameters that exist' -ForEach $pages {
        foreach ($code in $shown[$Culture][$Command].Help.examples.example.code) {
            $faults = $null
            $script = [System.Management.Automation.Language.Parser]::ParseInput($code, [ref] $null, [ref] $faults)
            $faults | Should -BeNullOrEmpty
            foreach ($call in $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                $known = Get-Command $call.GetCommandName() -ErrorAction Ignore
                if ($known.ModuleName -eq 'CallCenter') {
                    foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }) {
                        { $known.ResolveParameter($parameter.ParameterName) } | Should -Not -Throw -Because $call
                    }
                } elseif ($call.GetCommandName() -match '-Cc') {
                    throw "There is no $($call.GetCommandName())."
                }
            }
        }
    }

    It 'has the same example code in all languages' -ForEach $pages {
        $shown[$Culture][$Command].Help.examples.example.code | Should -BeExactly $shown['en-US'][$Command].Help.examples.example.code
    }

    It 'has examples that run against the simulator' -ForEach $commands {
        foreach ($code in $shown['en-US'][$_].Help.examples.example.code) {
            $run = Invoke-Alone -Argument $code, (New-Item -Path (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName, (Get-NewCertificate), (ConvertTo-TestSecret "Aa1$([guid]::NewGuid().ToString('N').Substring(0, 12))") -Script {
                param($Code, $Folder, $Certificate, $Secret)

                # What the examples take for granted: files, a vault, somebody who types, a session to a system.
                Set-Location $Folder
                $mistake = if ($Code -match "loginName = '(.+)'") { '' } else { 'wu.tao' }
                'code,loginName,userName', "5010,$mistake,吴涛", '5011,xu.yan,徐燕' | Set-Content agents.csv -Encoding utf8
                'code,loginName', '4001,li.wei' | Set-Content forgotten.csv
                'queue,extension', '630,8001', '0800,8002' | Set-Content shift.csv
                '8001', '8002' | Set-Content extensions.txt
                'name,uri,namespace,secret', 'north,https://north.example,north.cc,wellcloud-north' | Set-Content tenants.csv
                'name,queueUri', 'north,https://branch.example' | Set-Content branches.csv
                'Number,Account,Name', '5010,wu.tao,吴涛' | Set-Content hr.csv -Encoding utf8
                [System.IO.File]::WriteAllText((Join-Path $Folder hr.cer), $Certificate.ExportCertificatePem())
                $sim = Start-CcSimulator -QueueKey $Secret -AllowAgentList
                $real = Get-Command Connect-CcTenant -CommandType Cmdlet
                function Get-FromVault($Name) { if ($Name -like 'well*') { $sim.Credential } else { $Secret } }
                function Save-ToVault($Name, $Secret) { if ($Secret -isnot [pscredential]) { throw "$Name is no credential." } }
                function Read-Login($Message) { $sim.Credential }
                function Read-Typed([switch] $AsSecureString, $Prompt) { $Secret }
                function Read-Message($Content) { Microsoft.PowerShell.Security\Unprotect-CmsMessage -Content $Content -To $Certificate }
                @{
                    'Get-Secret' = 'Get-FromVault'; 'Set-Secret' = 'Save-ToVault'; 'Get-Credential' = 'Read-Login'; 'Read-Host' = 'Read-Typed'
                    'Unprotect-CmsMessage' = 'Read-Message'
                }.GetEnumerator() | ForEach-Object { Set-Alias -Name $_.Key -Value $_.Value }

                # The real addresses lead to the simulator here; all else goes through as it is.
                function Connect-CcTenant {
                    [CmdletBinding()]
                    param(
                        [Parameter(Position = 0, ValueFromPipelineByPropertyName)] [uri] $Uri,
                        [Parameter(ValueFromPipelineByPropertyName)] [uri] $QueueUri,
                        [Parameter(ValueFromPipelineByPropertyName)] [pscredential] $Credential,
                        [Parameter(ValueFromPipelineByPropertyName)] [uri] $TokenUri,
                        [Parameter(ValueFromPipelineByPropertyName)] [string] $Namespace,
                        [Parameter(ValueFromPipelineByPropertyName)] [string] $CertificateThumbprint,
                        [securestring] $QueueKey, [string] $Name, [int] $MaximumRetryCount, [switch] $AllowUnencryptedAuthentication
                    )
                    process {
                        $how = @{} + $PSBoundParameters
                        if (-not $CertificateThumbprint) { $how.Remove('CertificateThumbprint') }
                        if ($Uri -and -not $Uri.IsLoopback) { $how.Uri = $sim.Uri; $how.TokenUri = $sim.TokenUri }
                        if ($QueueUri -and -not $QueueUri.IsLoopback) { $how.QueueUri = $sim.QueueUri; $how.Remove('CertificateThumbprint') }
                        if ($QueueUri -and $QueueUri -eq $sim.QueueUri) { $how.QueueKey = $Secret }
                        & $real @how
                    }
                }

                $null = Connect-CcTenant -Uri $sim.Uri -QueueUri $sim.QueueUri -TokenUri $sim.TokenUri -Credential $sim.Credential -Name north
                if ($Code -match 'Reset-|Get-CcAgent') { $null = New-CcAgent 4001 li.wei 李伟 }
                if ($Code -match 'CcQueueMember|Get-Cc(Queue|Extension)|-WhenIdle') { $null = Enter-CcQueue 630, '0800' 8001, 8002; $sim.SetExtension('8002', 'Offline') }
                if ($Code -match '\.journal\b') { $null = New-CcAgent 4000 earlier 早 -JournalPath agents.csv.journal }
                if ($Code -match 'passwords\.cms -Raw') { $null = Import-CcAgent agents.csv -PasswordPath passwords.cms -EncryptTo hr.cer -JournalPath first.journal }
                if ($Code -match 'New-CcImportTemplate agents.csv') { Remove-Item agents.csv }
                if ($Code -match 'Import-CcAgent agents.csv') { Remove-Item agents.csv.journal -ErrorAction Ignore }
                Set-StrictMode -Version Latest
                . ([scriptblock]::Create($Code))
            }
            $run.Fault | Should -BeNullOrEmpty -Because $code
            $run.Error | Should -BeNullOrEmpty -Because $code
        }
    }

    It 'finds the commands by a part of their names' {
        (Get-Help Cc | Where-Object ModuleName -EQ CallCenter).Name | Should -Contain 'New-CcAgent'
    }

    It 'shows about_CallCenter in the language of the user' -ForEach $cultures {
        $source = [System.IO.Path]::Combine($root, 'src', 'CallCenter', 'module', $_, 'about_CallCenter.help.txt')
        $shown[$_].Topic.Text.Trim() | Should -Be ([System.IO.File]::ReadAllText($source).Trim())
        $shown[$_].Topic.Synopsis | Should -Be ([System.IO.File]::ReadAllLines($source)[4].Trim())
    }

    It 'falls back to English for other languages' {
        (Read-Help de-DE)['New-CcAgent'].Help.Synopsis | Should -BeExactly (Get-Synopsis en-US New-CcAgent)
    }

    It 'is what the pages give when it is made again' {
        if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
            Set-ItResult -Skipped -Because 'this machine does not have Microsoft.PowerShell.PlatyPS, which is not on NuGet'
        }

        $new = Join-Path $TestDrive made
        & ([System.IO.Path]::Combine($root, 'docs', 'Build-Help.ps1')) -OutputFolder $new
        $files = Get-ChildItem $new -File -Recurse
        $files | Should -Not -BeNullOrEmpty
        foreach ($file in $files) {
            $relative = $file.FullName.Substring($new.Length + 1)
            $committed = [System.IO.Path]::Combine($root, 'src', 'CallCenter', 'module', $relative)
            [System.IO.File]::ReadAllText($file.FullName) | Should -BeExactly ([System.IO.File]::ReadAllText($committed)) -Because "$relative is not up to date: run ./build.ps1 Help"
        }
    }
}
