BeforeDiscovery {
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..'))
    $commands = (Import-PowerShellDataFile (Join-Path $root CallCenter.psd1)).CmdletsToExport
    $cultures = (Get-ChildItem (Join-Path $root docs) -Directory | Where-Object Name -CMatch '^[a-z]{2}-[A-Z]{2}$').Name
    $pages = foreach ($culture in $cultures) { foreach ($command in $commands) { @{ Culture = $culture; Command = $command } } }
}

BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..'))

    # What a user of that culture gets.
    function Get-HelpIn([string] $Culture, [hashtable] $How) {
        $before = [cultureinfo]::CurrentUICulture
        try {
            [cultureinfo]::CurrentUICulture = $Culture
            Get-Help @How
        } finally {
            [cultureinfo]::CurrentUICulture = $before
        }
    }

    function Get-Synopsis([string] $Culture, [string] $Command) {
        $page = Get-Content -LiteralPath ([System.IO.Path]::Combine($root, 'docs', $Culture, "$Command.md")) -Raw -Encoding utf8
        [regex]::Match($page, '(?s)## SYNOPSIS\s+(.*?)\s+## ').Groups[1].Value -replace '`'
    }

    function Get-ExampleCode([string] $Culture, [string] $Command) {
        (Get-HelpIn $Culture @{ Name = $Command; Full = $true }).examples.example.code
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
        $help = Get-HelpIn $Culture @{ Name = $Command; Full = $true }
        $help.Synopsis | Should -BeExactly (Get-Synopsis $Culture $Command)
        $help.description.Text -join '' | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text -join '' | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.examples.example) {
            $example.code | Should -Not -BeNullOrEmpty
            $example.remarks.Text -join '' | Should -Not -BeNullOrEmpty
        }
    }

    It 'describes each parameter as the command has it' -ForEach $pages {
        foreach ($parameter in (Get-Command $Command).Parameters.Values | Where-Object Name -NotIn $common) {
            $help = Get-HelpIn $Culture @{ Name = $Command; Parameter = $parameter.Name }
            $help.description.Text -join '' | Should -Not -BeNullOrEmpty -Because $parameter.Name
            $sets = @($parameter.ParameterSets.Values)
            $help.required | Should -Be ([string] [bool] @($sets.Where({ $_.IsMandatory })).Count) -Because $parameter.Name
            $help.type.name | Should -Be $parameter.ParameterType.FullName -Because $parameter.Name
        }
    }

    It 'shows the syntax that the command has' -ForEach $pages {
        $help = (Get-HelpIn $Culture @{ Name = $Command }).syntax.syntaxItem
        $sets = (Get-Command $Command).ParameterSets
        @($help).Count | Should -Be $sets.Count
        $shown = $help | ForEach-Object { ($_.parameter.name | Sort-Object) -join ' ' } | Sort-Object
        $shown | Should -Be ($sets | ForEach-Object { ($_.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object) -join ' ' } | Sort-Object)
    }

    It 'is readable, without marks of Markdown' -ForEach $pages {
        $text = Get-HelpIn $Culture @{ Name = $Command; Full = $true } | Out-String -Width 80
        $text | Should -Not -Match '```|\*\*|\{\{|\]\(\w+\.md|\x80'
        [regex]::Matches($text, '(?m)^ +-+ .+ -+\s*$').Count | Should -BeGreaterOrEqual 3 -Because 'each example has its title'
    }

    It 'has example code that parses and uses parameters that exist' -ForEach $pages {
        foreach ($code in Get-ExampleCode $Culture $Command) {
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
        Get-ExampleCode $Culture $Command | Should -BeExactly (Get-ExampleCode en-US $Command)
    }

    It 'has examples that run against the simulator' -ForEach $commands {
        foreach ($code in Get-ExampleCode en-US $_) {
            $run = Invoke-Alone -Argument $code, (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName, (Get-NewCertificate) -Script {
                param($Code, $Folder, $Certificate)

                # What the examples take for granted: files, a vault, somebody who types, a session to a system.
                Set-Location $Folder
                $mistake = if ($Code -match "loginName = '(.+)'") { '' } else { 'wu.tao' }
                'code,loginName,userName', "5010,$mistake,吴涛", '5011,xu.yan,徐燕' | Set-Content agents.csv -Encoding utf8
                'code,loginName', '4001,li.wei' | Set-Content forgotten.csv
                'queue,extension', '630,8001', '0800,8002' | Set-Content shift.csv
                '8001', '8002' | Set-Content extensions.txt
                'name,uri,namespace,secret', 'north,https://north.example,north.cc,wellcloud-north' | Set-Content tenants.csv
                [System.IO.File]::WriteAllText((Join-Path $Folder hr.cer), $Certificate.ExportCertificatePem())
                $example = [guid]::NewGuid().ToString('N').Substring(0, 12) + 'Aa1'
                $secret = ConvertTo-SecureString $example -AsPlainText -Force
                $sim = Start-CcSimulator -QueueKey $secret
                $real = Get-Command Connect-CcTenant -CommandType Cmdlet
                function Get-Secret($Name) { if ($Name -like 'well*') { $sim.Credential } else { $secret } }
                function Set-Secret($Name, $Secret) { if (-not $Secret) { throw "$Name is no secret." } }
                function Get-Credential($Message) { $sim.Credential }
                function Read-Host([switch] $AsSecureString, $Prompt) { $secret }
                function Unprotect-CmsMessage([Parameter(ValueFromPipeline)] $InputObject, $Content) { Microsoft.PowerShell.Security\Unprotect-CmsMessage -Content $Content -To $Certificate }

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
                        if ($Uri -and -not $Uri.IsLoopback) { $how.Uri = $sim.Uri; $how.TokenUri = $sim.TokenUri }
                        if ($QueueUri -and -not $QueueUri.IsLoopback) { $how.QueueUri = $sim.QueueUri; $how.Remove('CertificateThumbprint') }
                        if ($QueueUri -and $QueueUri -eq $sim.QueueUri) { $how.QueueKey = $secret }
                        & $real @how
                    }
                }

                $null = Connect-CcTenant -Uri $sim.Uri -QueueUri $sim.QueueUri -TokenUri $sim.TokenUri -Credential $sim.Credential -Name north
                if ($Code -match 'Reset-') { $null = New-CcAgent 4001 li.wei 李伟 }
                if ($Code -match '\.journal\b') { $null = New-CcAgent 4000 earlier 早 -JournalPath agents.csv.journal }
                if ($Code -match 'passwords\.cms -Raw') { $null = Import-CcAgent agents.csv -PasswordPath passwords.cms -EncryptTo hr.cer -JournalPath first.journal }
                if ($Code -match 'Import-CcAgent agents.csv') { Remove-Item agents.csv.journal -ErrorAction Ignore }
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
        $text = Get-HelpIn $_ @{ Name = 'about_CallCenter' } | Out-String
        $source = [System.IO.Path]::Combine($root, 'src', 'CallCenter', 'module', $_, 'about_CallCenter.help.txt')
        $text.Trim() | Should -Be ([System.IO.File]::ReadAllText($source).Trim())
        (Get-HelpIn $_ @{ Name = 'about_CallCente*' }).Synopsis | Should -Not -BeNullOrEmpty
    }

    It 'falls back to English for other languages' {
        (Get-HelpIn de-DE @{ Name = 'New-CcAgent' }).Synopsis | Should -BeExactly (Get-Synopsis en-US New-CcAgent)
    }

    It 'is what the pages give when it is made again' {
        if (-not (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed'
        }

        $new = Join-Path $TestDrive made
        & (Join-Path $root docs Build-Help.ps1) -OutputFolder $new
        $files = Get-ChildItem $new -File -Recurse
        $files | Should -Not -BeNullOrEmpty
        foreach ($file in $files) {
            $relative = [System.IO.Path]::GetRelativePath($new, $file.FullName)
            $committed = [System.IO.Path]::Combine($root, 'src', 'CallCenter', 'module', $relative)
            [System.IO.File]::ReadAllText($file.FullName) | Should -BeExactly ([System.IO.File]::ReadAllText($committed)) -Because "$relative is not up to date: run ./build.ps1 Docs"
        }
    }
}
