<#
.SYNOPSIS
    Adds to a manifest where the project, its license, its icon and its changelog are, which the PowerShell Gallery shows.
#>
[CmdletBinding()]
param(
    # The manifest. It must not have these addresses yet.
    [Parameter(Mandatory)]
    [string] $Path,

    # Where the project is published, such as https://github.com/owner/repository.
    [Parameter(Mandatory)]
    [uri] $ProjectUri
)

$ErrorActionPreference = 'Stop'

if ($ProjectUri.Scheme -ne 'https' -or $ProjectUri.OriginalString -match "[\s']") {
    throw "The project's address must begin with https:// and have no blanks or quotes: $ProjectUri"
}

$address = $ProjectUri.OriginalString.TrimEnd('/')
$opening = '        PSData = @{'
$links = @(
    $opening
    "            ProjectUri   = '$address'"
    "            LicenseUri   = '$address/blob/main/LICENSE'"
    "            IconUri      = '$address/raw/main/docs/icon.png'"
    "            ReleaseNotes = 'What changed is in CHANGELOG.md, in the folder of the module: $address/blob/main/CHANGELOG.md'"
) -join "`n"
$file = Convert-Path -LiteralPath $Path
$text = [System.IO.File]::ReadAllText($file)
if ($text.IndexOf($opening) -lt 0) {
    throw "$file has no line '$opening'."
}

[System.IO.File]::WriteAllText($file, $text.Replace($opening, $links))
