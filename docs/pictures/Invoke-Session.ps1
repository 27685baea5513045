#Requires -Version 7.4
<#
.SYNOPSIS
    Runs what is typed in a picture, in this process, and writes what a terminal shows, with its colors.
.DESCRIPTION
    Make-Picture.ps1 starts it in a PowerShell of its own, so that a picture owes nothing to the prompt it is made at.
#>
[CmdletBinding()]
param(
    # The name in sessions.psd1.
    [Parameter(Mandatory)]
    [string] $Name,

    # The language of the user interface.
    [Parameter(Mandatory)]
    [cultureinfo] $Culture,

    # The module: its manifest.
    [Parameter(Mandatory)]
    [string] $Module,

    # How wide the terminal is.
    [Parameter(Mandatory)]
    [int] $Column
)

$ErrorActionPreference = 'Stop'
[System.Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $Culture
$PSStyle.OutputRendering = 'Ansi'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name $Module

# The colors in which PowerShell shows what is typed.
function Get-TypedText([string] $Line) {
    $tokens = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Line, [ref] $tokens, [ref] $null)
    $escape = [char] 27
    $at = 0
    $text = "${escape}[1mPS>${escape}[0m "
    foreach ($token in $tokens | Where-Object Kind -NE EndOfInput) {
        $color = switch ($token) {
            { $_.TokenFlags -band [System.Management.Automation.Language.TokenFlags]::CommandName } { 93; break }
            { $_.Kind -eq 'Parameter' } { 90; break }
            { $_.Kind -eq 'Variable' } { 92; break }
            { $_.Kind -like 'String*' } { 36; break }
            { $_.Kind -eq 'Number' } { 97; break }
            default { 37 }
        }
        $text += $Line.Substring($at, $token.Extent.StartOffset - $at) + "${escape}[${color}m" + $token.Text + "${escape}[0m"
        $at = $token.Extent.EndOffset
    }

    $text
}

$session = (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot sessions.psd1))[$Name]
$folder = Join-Path ([System.IO.Path]::GetTempPath()) "$Name-$(([guid]::NewGuid()).ToString('N').Substring(0, 4))"
$null = New-Item -ItemType Directory -Path $folder
Push-Location -LiteralPath $folder
try {
    foreach ($file in $session.File.Keys) {
        $session.File[$file] | Set-Content -LiteralPath $file
    }

    $ErrorActionPreference = 'Continue'
    . ([scriptblock]::Create($session.Before))
    foreach ($line in $session.Line) {
        # All streams in their order, as a host shows them. In this scope, so that variables stay.
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::CurrentRunspace)
        $null = $shell.AddScript($line, $false)
        $shell.Commands.Commands[0].MergeMyResults('All', 'Output')
        $null = $shell.AddScript('process { if ($_ -is [System.Management.Automation.WarningRecord]) { "$($PSStyle.Formatting.Warning)WARNING: $_$($PSStyle.Reset)" } else { $_ } }', $true)
        $null = $shell.AddCommand('Out-String').AddParameter('Width', $Column)
        Get-TypedText $line
        $output = ($shell.Invoke() -join '').TrimEnd()
        if ($output) {
            $output + [System.Environment]::NewLine
        }

        $shell.Dispose()
    }
} finally {
    Pop-Location
    Remove-Item -LiteralPath $folder -Recurse
}
