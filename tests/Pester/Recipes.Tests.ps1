BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $folder = [System.IO.Path]::Combine($root, 'docs', 'recipes')
    $runs = @{}

    # Runs a recipe, compares what it prints with its page, and hands on what the check sees at its end.
    function Invoke-TestedRecipe([string] $Name, [scriptblock] $Check) {
        if ($PSVersionTable.PSEdition -ne 'Core') {
            Set-ItResult -Skipped -Because 'recipes are written for PowerShell 7.4 and later'
            return
        }

        $runs[$Name] = $true
        # Recipes start threads and processes, which find the module by its name. Other tests must not: the analyzer would
        # take the commands into account.
        $modulePath = $env:PSModulePath
        $env:PSModulePath = (Join-Path $root output) + [System.IO.Path]::PathSeparator + $modulePath
        try {
            $steps = @(& (Join-Path $folder Invoke-Recipe.ps1) (Join-Path $folder "$Name.md") -Check $Check)
        } finally {
            $env:PSModulePath = $modulePath
        }

        $steps.Count | Should -BeGreaterThan 2
        foreach ($step in $steps | Select-Object -SkipLast 1) {
            $step.AsSaid | Should -BeTrue -Because "line $($step.Line) of $Name.md says`n$($step.Expected)`nand this was printed:`n$($step.Printed)`n"
        }

        $steps[-1]
    }

    # The scripts on a page.
    function Get-RecipeScript([string] $Page) {
        [regex]::Matches([System.IO.File]::ReadAllText($Page), '(?ms)^```powershell[^\n]*\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'The recipes' {
    It 'onboard from the file of HR' {
        $seen = Invoke-TestedRecipe onboard-from-hr {
            @{ Agent = $sim.Agent; Handed = $agent; Fits = @($agent | Where-Object { $sim.VerifyPassword($_.Code, $_.Credential) }); Back = Import-Csv to-hr.csv }
        }
        $seen.Agent.Code | Sort-Object | Should -Be '00417', '00418', '00419'
        ($seen.Agent | Where-Object Code -EQ '00417').Gender | Should -Be 'Female'
        $seen.Handed | Should -HaveCount 2
        $seen.Fits | Should -HaveCount 2
        $seen.Back.Code | Should -Be '00419', '00420'
    }

    It 'sign a queue out at the end of the shift, and nobody else' {
        $seen = Invoke-TestedRecipe end-of-shift { @{ Left = $sim.QueueMember } }
        $seen.Left.Extension | Should -Be '0817'
    }

    It 'go back to the snapshot of a shift' {
        $seen = Invoke-TestedRecipe shift-snapshot { @{ Member = $sim.QueueMember } }
        $seen.Member | ForEach-Object { "$($_.Queue)/$($_.Extension)" } | Sort-Object | Should -Be '0800/0817', '630/8001', '630/8002', '630/8004'
    }

    It 'reset a forgotten password' {
        $seen = Invoke-TestedRecipe forgotten-password {
            @{ Agent = $sim.Agent; Variable = Get-Variable reset -ErrorAction Ignore }
        }
        ($seen.Agent | Sort-Object Code).PasswordResets | Should -Be 2, 1
        $seen.Agent.HasVendorDefaultPassword | Should -Not -Contain $true
        $seen.Variable | Should -BeNullOrEmpty
    }

    It 'run unattended with the secrets of a vault' {
        $seen = Invoke-TestedRecipe nightly-runbook {
            $passwords = (Get-Content agents.csv.cms -Raw) -split '(?<=-----END CMS-----)' | Where-Object { $_.Trim() } |
                ForEach-Object { Unprotect-CmsMessage -Content $_ -To $where.EncryptTo } | ConvertFrom-Json
            @{
                Agent   = $sim.Agent
                Member  = $sim.QueueMember
                Session = Get-CcSession
                Fits    = @($passwords | Where-Object {
                        $password = [securestring]::new()
                        $_.Password.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
                        $sim.VerifyPassword($_.Code, [pscredential]::new('x', $password))
                    })
            }
        }
        $seen.Agent.Code | Should -Be '4001', '4002'
        $seen.Fits | Should -HaveCount 2
        $seen.Member.Extension | Sort-Object | Should -Be '8001', '8002'
        $seen.Session | Should -BeNullOrEmpty
    }

    It 'work on several tenants in parallel, each with its own agents' {
        $seen = Invoke-TestedRecipe several-tenants { @{ Sim = $sim; Result = $result; Session = Get-CcSession } }
        foreach ($name in 'north', 'south', 'east') {
            $seen.Sim[$name].Agent | Should -HaveCount 20
            $seen.Sim[$name].Agent.Code | Where-Object { $_ -notlike "$name*" } | Should -BeNullOrEmpty
        }

        $seen.Result.Agent | Should -HaveCount 60
        $seen.Session | Should -BeNullOrEmpty
    }

    It 'retry only what failed' {
        $seen = Invoke-TestedRecipe retry-failed { @{ Again = $again; Member = $sim.QueueMember; Requests = $sim.RequestCount } }
        $seen.Again.loginName | Should -Be 'wang.fang'
        $seen.Member.Extension | Sort-Object | Should -Be '8001', '8002', '8003'
        $seen.Requests | Should -Be 3 -Because 'each row was sent once after the restart'
    }

    It 'hand passwords over encrypted, and leave none in a file' {
        $seen = Invoke-TestedRecipe hand-over-passwords {
            $last = @($known.Values)
            $text = Get-ChildItem -File | ForEach-Object { Get-Content $_ -Raw }
            @{
                Last   = $last
                Plain  = @($entry.Password | Where-Object { $_ -and $text -match $_ })
                Fits   = @($last | Where-Object {
                        $password = [securestring]::new()
                        $_.Password.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
                        $sim.VerifyPassword($_.Code, [pscredential]::new('x', $password))
                    })
                Number = @($entry).Count
                Open   = $pending.Count
            }
        }
        $seen.Number, $seen.Open | Should -Be 6, 0 -Because 'each of two agents has a pending entry, a mark and a reset'
        $seen.Last.LoginName | Sort-Object | Should -Be 'li.wei', 'wang.fang'
        $seen.Fits | Should -HaveCount 2
        $seen.Plain | Should -BeNullOrEmpty
    }

    It 'continue after a crash, with each agent once and its password known' {
        $seen = Invoke-TestedRecipe continue-after-crash {
            $have = @($known | Select-Object Code, Credential) + @($reset | Select-Object Code, Credential)
            @{ Agent = $sim.Agent; Fits = @($have | Where-Object { $sim.VerifyPassword($_.Code, $_.Credential) }) }
        }
        $seen.Agent.Code | Select-Object -Unique | Should -HaveCount 100
        $seen.Agent | Should -HaveCount 100
        $seen.Fits | Should -HaveCount 100
    }

    It 'are all run, and all in the index' {
        $pages = Get-ChildItem $folder -Filter *-*.md
        $index = Get-Content (Join-Path $folder README.md) -Raw
        $pages | Where-Object { -not $index.Contains("($($_.Name))") } | Should -BeNullOrEmpty
        if ($runs.Count) {
            $pages.BaseName | Sort-Object | Should -Be ($runs.Keys | Sort-Object)
        }
    }

    It 'say when to use them and what can go wrong' {
        foreach ($page in Get-ChildItem $folder -Filter *-*.md) {
            $text = Get-Content $page.FullName -Raw
            $text | Should -Match '(?m)^\*\*When:\*\* ' -Because $page.Name
            $text | Should -Match '(?m)^## What can go wrong$' -Because $page.Name
        }
    }

    It 'are complained about where a page says something else' {
        $page = Join-Path $TestDrive wrong.md
        '```powershell', '1 + 1', '```', '', '```text', '3', '```', '', '```powershell', '"a: $PID"', '```', '', '```text', 'a: …', '```' | Set-Content $page
        $steps = @(& (Join-Path $folder Invoke-Recipe.ps1) $page)
        $steps.AsSaid | Should -Be $false, $true
        $steps[0].Printed | Should -Be '2'
        $null = & (Join-Path $folder Invoke-Recipe.ps1) $page -Update
        (Get-Content $page)[5, 13] | Should -Be '2', 'a: …'
    }

    It 'have scripts that PSScriptAnalyzer finds clean' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'this machine does not have PSScriptAnalyzer, which is not on NuGet'
            return
        }

        $found = foreach ($page in Get-ChildItem $folder -Filter *-*.md) {
            foreach ($script in Get-RecipeScript $page.FullName) {
                Invoke-ScriptAnalyzer -ScriptDefinition $script -Settings (Join-Path $root PSScriptAnalyzerSettings.psd1) |
                    ForEach-Object { "$($page.Name): $($_.Extent.Text): $($_.RuleName): $($_.Message)" }
            }
        }
        $found | Should -BeNullOrEmpty
    }
}
