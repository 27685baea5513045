#Requires -Version 7.4
<#
.SYNOPSIS
    Runs a recipe from top to bottom against the simulator, and compares what it prints with what its page says.
.DESCRIPTION
    On a page, a block marked "powershell" is typed at the prompt, a block marked "text" behind it is what that prints, and a
    block with a file name is that file. The recipe runs in a runspace and an empty folder of its own. In a text, … stands for
    whatever differs from run to run.

    Emits one object for each block that was run: its line in the page, what it printed, and whether that is what the page says.
.EXAMPLE
    ./Invoke-Recipe.ps1 end-of-shift.md
.EXAMPLE
    Get-ChildItem *-*.md | ./Invoke-Recipe.ps1 -Update
    Writes into the pages what the recipes print now.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The page.
    [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [Alias('FullName')]
    [string] $Path,

    # Runs last, where the recipe ran, and sees its variables; what it emits comes out behind the blocks.
    [scriptblock] $Check,

    # Correct the page instead of complaining about it.
    [switch] $Update
)

begin {
    Set-StrictMode -Version 3.0

    # The PowerShell that a recipe starts as pwsh, as users do, is the one that runs this.
    $powerShell = & ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'build', 'Get-PowerShell.ps1'))

    # The blocks of a page, in order: what they are marked with, their text and where they stand.
    function Get-Block([string[]] $Line) {
        $open = -1
        for ($i = 0; $i -lt $Line.Count; $i++) {
            if ($open -lt 0 -and $Line[$i] -match '^```(\w+) ?(.*)$') {
                $open = $i
                $kind, $file = $Matches[1], $Matches[2]
            } elseif ($open -ge 0 -and $Line[$i] -ceq '```') {
                [pscustomobject]@{ Kind = $kind; File = $file; Start = $open + 1; End = $i; Text = @($Line | Select-Object -Skip ($open + 1) -First ($i - $open - 1)) }
                $open = -1
            }
        }
    }

    # What a block prints, as lines, without blank ones around it.
    function Read-Output($Shell, [string] $Script) {
        $null = $Shell.AddScript($Script, $false)
        $all, $output = [System.Management.Automation.Runspaces.PipelineResultTypes] 'All', 'Output'
        $Shell.Commands.Commands[0].MergeMyResults($all, $output)
        $null = $Shell.AddScript('process { if ($_ -is [System.Management.Automation.WarningRecord]) { "WARNING: $_" } else { $_ } }', $true)
        $null = $Shell.AddCommand('Out-String').AddParameter('Width', 100)
        $printed = $Shell.Invoke() -join ''
        $Shell.Commands.Clear()
        $lines = @(($printed -replace '\e\[[\d;]*m').Trim("`r", "`n") -split '\r?\n' | ForEach-Object TrimEnd)
        while ($lines.Count -and -not $lines[-1]) {
            $lines = @($lines | Select-Object -SkipLast 1)
        }

        $lines
    }

    function Test-Line([string] $Expected, [string] $Actual) {
        $Actual -cmatch "^$([regex]::Escape($Expected) -replace '…', '.*')$"
    }
}

process {
    $page = Convert-Path -LiteralPath $Path
    $lines = [System.IO.File]::ReadAllLines($page)
    $blocks = @(Get-Block $lines)
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "recipe-$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory -Path $folder -Confirm:$false -WhatIf:$false
    $runspace = [runspacefactory]::CreateRunspace($Host)
    $shell = [powershell]::Create($runspace)
    $searched = $env:PATH
    try {
        $env:PATH = (Split-Path $powerShell) + [System.IO.Path]::PathSeparator + $searched
        $runspace.Open()
        $null = Read-Output $shell "Set-StrictMode -Version Latest; Set-Location -LiteralPath '$folder'; `$ProgressPreference = 'SilentlyContinue'"
        foreach ($file in $blocks | Where-Object File) {
            [System.IO.File]::WriteAllLines((Join-Path $folder $file.File), $file.Text)
        }

        $corrected = [System.Collections.Generic.List[string]] $lines
        $shift = 0
        for ($i = 0; $i -lt $blocks.Count; $i++) {
            $block = $blocks[$i]
            if ($block.Kind -cne 'powershell' -or $block.File) {
                continue
            }

            $printed = @(Read-Output $shell ($block.Text -join "`n"))
            $text = if ($i + 1 -lt $blocks.Count -and $blocks[$i + 1].Kind -ceq 'text') { $blocks[$i + 1] }
            $expected = @(if ($text) { $text.Text })
            $differs = @(
                for ($j = 0; $j -lt [Math]::Max($printed.Count, $expected.Count); $j++) {
                    if ($j -ge $printed.Count -or $j -ge $expected.Count -or -not (Test-Line $expected[$j] $printed[$j])) {
                        $j
                    }
                })
            if ($Update -and $differs.Count -and $text) {
                $new = @(for ($j = 0; $j -lt $printed.Count; $j++) { if ($j -in $differs) { $printed[$j] } else { $expected[$j] } })
                $corrected.RemoveRange($text.Start + $shift, $text.End - $text.Start)
                $corrected.InsertRange($text.Start + $shift, [string[]] $new)
                $shift += $new.Count - ($text.End - $text.Start)
            }

            [pscustomobject]@{
                Page     = Split-Path -Leaf $page
                Line     = $block.Start + 1
                AsSaid   = $differs.Count -eq 0
                Expected = $expected -join "`n"
                Printed  = $printed -join "`n"
            }
        }

        if ($Update -and $PSCmdlet.ShouldProcess($page, 'Correct what the recipe prints')) {
            [System.IO.File]::WriteAllLines($page, $corrected)
        }

        if ($Check) {
            $shell.AddScript($Check.ToString(), $false).Invoke()
        }
    } finally {
        # The simulators and sessions of the recipe end with its runspace.
        $shell.Dispose()
        $runspace.Dispose()
        $env:PATH = $searched
        Remove-Item -LiteralPath $folder -Recurse -Force -Confirm:$false -WhatIf:$false
    }
}
