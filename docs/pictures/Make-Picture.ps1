#Requires -Version 7.4
<#
.SYNOPSIS
    Makes the pictures of the README from what the built module prints now.
.DESCRIPTION
    Runs the sessions of sessions.psd1 against the simulator, each in a PowerShell of its own, and draws what a terminal shows as
    SVG. A picture whose text has not changed, but for ports, durations and folders, is left as it is.
.EXAMPLE
    ./Make-Picture.ps1
    Makes all pictures, in English and Chinese.
.EXAMPLE
    ./Make-Picture.ps1 -Check
    Writes nothing, and emits the lines in which a picture and the commands differ: <= is in the picture, => is printed now.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The sessions.
    [ValidateSet('day', 'failure')]
    [string[]] $Name = @('day', 'failure'),

    # The languages.
    [ValidateSet('en-US', 'zh-CN')]
    [string[]] $Culture = @('en-US', 'zh-CN'),

    # Where the pictures are.
    [string] $Destination = $PSScriptRoot,

    # Write nothing, and tell of differences.
    [switch] $Check,

    # Make also the pictures whose text has not changed.
    [switch] $Force
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# The terminal, and what one of its cells measures in the picture.
$columns = 100
$cellWidth, $cellHeight, $fontSize, $margin = 8.4, 18, 14, 16
$palette = @{
    30 = '#6e7681'; 31 = '#ff7b72'; 32 = '#7ee787'; 33 = '#e3b341'; 34 = '#79c0ff'; 35 = '#d2a8ff'; 36 = '#76e3ea'; 37 = '#e6edf3'
    90 = '#8b949e'; 91 = '#ffa198'; 92 = '#7ee787'; 93 = '#f2cc60'; 94 = '#a5d6ff'; 95 = '#e2c5ff'; 96 = '#b3f0ff'; 97 = '#ffffff'
}

# How many cells a character takes: Chinese ones take two.
function Get-CellCount([System.Text.Rune] $Rune) {
    $value = $Rune.Value
    $wide = ($value -ge 0x1100 -and $value -le 0x115F) -or ($value -ge 0x2E80 -and $value -le 0xA4CF) -or ($value -ge 0xAC00 -and $value -le 0xD7A3) -or
    ($value -ge 0xF900 -and $value -le 0xFAFF) -or ($value -ge 0xFE30 -and $value -le 0xFE6F) -or ($value -ge 0xFF00 -and $value -le 0xFF60) -or
    ($value -ge 0xFFE0 -and $value -le 0xFFE6) -or ($value -ge 0x1F300 -and $value -le 0x1FAFF) -or ($value -ge 0x20000 -and $value -le 0x3FFFD)
    if ($wide) { 2 } else { 1 }
}

# A text with escape sequences as the runs that a terminal shows: row, column, width in cells, text, color and weight.
function Get-Run([string] $Text) {
    $row, $column, $color, $bold = 0, 0, $null, $false
    $run = $null
    foreach ($part in [regex]::Matches($Text, "$([char] 27)\[(?<sgr>[\d;]*)m|(?<line>\r?\n)|(?<text>[^$([char] 27)\r\n]+)")) {
        if ($part.Groups['line'].Success) {
            $row++
            $column = 0
            $run = $null
        } elseif ($part.Groups['sgr'].Success) {
            foreach ($code in $part.Groups['sgr'].Value -split ';') {
                switch ([int] ('0' + $code)) {
                    0 { $color, $bold = $null, $false }
                    1 { $bold = $true }
                    22 { $bold = $false }
                    39 { $color = $null }
                    { $palette.ContainsKey($_) } { $color = $_ }
                }
            }

            $run = $null
        } else {
            foreach ($rune in $part.Value.EnumerateRunes()) {
                $cells = Get-CellCount $rune
                if ($column + $cells -gt $columns) {
                    $row++
                    $column = 0
                    $run = $null
                }

                # Blanks are not drawn, and what is wide and what is not is measured apart.
                if ([System.Text.Rune]::IsWhiteSpace($rune)) {
                    $run = $null
                } elseif ($run -and $run.Cells -eq $cells) {
                    $run.Text += $rune.ToString()
                    $run.Width += $cells
                } else {
                    $run = [pscustomobject]@{ Row = $row; Column = $column; Cells = $cells; Width = $cells; Text = $rune.ToString(); Color = $color; IsBold = $bold }
                    $run
                }

                $column += $cells
            }
        }
    }
}

function ConvertTo-XmlText([string] $Text) {
    [System.Security.SecurityElement]::Escape($Text)
}

function Format-Number([double] $Value) {
    $Value.ToString('0.##', [cultureinfo]::InvariantCulture)
}

# The text as SVG, with the plain text as its description.
function ConvertTo-Svg([string] $Text, [string] $Title) {
    $runs = @(Get-Run $Text)
    $plain = $Text -replace "$([char] 27)\[[\d;]*m"
    $width = Format-Number ($columns * $cellWidth + 2 * $margin)
    $height = Format-Number (($runs[-1].Row + 1) * $cellHeight + 2 * $margin)
    "<svg xmlns=`"http://www.w3.org/2000/svg`" viewBox=`"0 0 $width $height`" width=`"$width`" height=`"$height`" role=`"img`">"
    "<title>$(ConvertTo-XmlText $Title)</title>"
    "<desc>$(ConvertTo-XmlText $plain)</desc>"
    "<rect width=`"100%`" height=`"100%`" rx=`"8`" fill=`"#0d1117`"/>"
    "<g font-family=`"ui-monospace, 'Cascadia Mono', Consolas, Menlo, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace`" font-size=`"$fontSize`" fill=`"#e6edf3`">"
    foreach ($run in $runs) {
        $x = Format-Number ($margin + $run.Column * $cellWidth)
        $y = Format-Number ($margin + $run.Row * $cellHeight + $fontSize)
        $length = Format-Number ($run.Width * $cellWidth)
        $style = ''
        if ($null -ne $run.Color) {
            $style += " fill=`"$($palette[$run.Color])`""
        }

        if ($run.IsBold) {
            $style += ' font-weight="bold"'
        }

        # A Chinese glyph is as wide as the font is high, and its two cells are wider.
        if ($run.Cells -eq 2) {
            $style += " letter-spacing=`"$(Format-Number (2 * $cellWidth - $fontSize))`""
        }

        # The length makes every font keep to the cells.
        "<text x=`"$x`" y=`"$y`" textLength=`"$length`"$style>$(ConvertTo-XmlText $run.Text)</text>"
    }

    '</g>'
    '</svg>'
}

# The lines of a picture's text that are the same in every run: rows end in any order, and ports, times and folders differ.
function Get-SteadyLine([string] $Text) {
    $Text -split '\r?\n' | ForEach-Object {
        $_ -replace '127\.0\.0\.1:\d+', '127.0.0.1:0' -replace '\d:\d\d:\d\d(\.\d+)?', '0:00:00' -replace '\S*[\\/](day|failure)-\w{4}[\\/]', '' -replace '\s+', ' '
    } | Where-Object { $_.Trim() -and $_ -notmatch '^[ -]+$' } | Sort-Object
}

function Get-PictureText([string] $Path) {
    if (Test-Path -LiteralPath $Path) {
        ([xml] [System.IO.File]::ReadAllText($Path)).svg.desc
    }
}

$root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$version = (& (Join-Path $root build/Get-ModuleManifest.ps1) (Join-Path $root CallCenter.psd1)).ModuleVersion
$module = [System.IO.Path]::Combine($root, 'output', 'CallCenter', $version, 'CallCenter.psd1')
if (-not (Test-Path -LiteralPath $module)) {
    throw "The module is not built: $module is missing. Run ./build.ps1 first."
}

$powerShell = & (Join-Path $root build/Get-PowerShell.ps1)
$sessions = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot sessions.psd1)
$before = [System.Console]::OutputEncoding
[System.Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
try {
    foreach ($session in $Name) {
        foreach ($language in $Culture) {
            $path = Join-Path (Convert-Path -LiteralPath $Destination) "$session.$language.svg"
            $arguments = @('-Name', $session, '-Culture', $language, '-Module', $module, '-Column', $columns)
            $text = (& $powerShell -NoLogo -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot Invoke-Session.ps1) @arguments) -join "`n"
            if ($LASTEXITCODE) {
                throw "The session $session could not be run."
            }

            $text = $text.Trim()
            $printed = @(Get-SteadyLine ($text -replace "$([char] 27)\[[\d;]*m"))
            $shown = @(Get-SteadyLine (Get-PictureText $path))
            $difference = @(Compare-Object $shown $printed)
            if ($Check) {
                $difference | Select-Object @{ Name = 'Picture'; Expression = { Split-Path -Leaf $path } }, SideIndicator, InputObject
            } elseif (($difference.Count -or $Force) -and $PSCmdlet.ShouldProcess($path, 'Make the picture')) {
                [System.IO.File]::WriteAllText($path, ((ConvertTo-Svg $text $sessions[$session].Title[$language]) -join "`n") + "`n")
                Get-Item -LiteralPath $path
            }
        }
    }
} finally {
    [System.Console]::OutputEncoding = $before
}
