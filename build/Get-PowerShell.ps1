<#
.SYNOPSIS
    The path of a program that starts the same PowerShell as the one that runs this script. It is named pwsh (powershell for 5.1).
.DESCRIPTION
    PowerShell may come from a package, as pwsh-preview, or as a .NET tool, and several may be installed side by side. As a .NET tool
    its process is dotnet, which says nothing about the PowerShell that it runs.
#>
[CmdletBinding()]
[OutputType([string])]
param()

$ErrorActionPreference = 'Stop'
$program = (Get-Process -Id $PID).Path
if ([System.IO.Path]::GetFileNameWithoutExtension($program) -ne 'dotnet') {
    return $program
}

# The tool brings a program for Windows, and for other systems one that runs on few of them.
if ($IsWindows) {
    return Join-Path $PSHOME pwsh.exe
}

$starter = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'powershell', $PSVersionTable.PSVersion, 'pwsh'))
$text = "#!/bin/sh`nexec '$program' '$(Join-Path $PSHOME pwsh.dll)' `"`$@`"`n"
if (-not (Test-Path -LiteralPath $starter) -or [System.IO.File]::ReadAllText($starter) -cne $text) {
    $null = New-Item -ItemType Directory -Path (Split-Path $starter) -Force
    # Moved there as a whole, because another process may start it at this moment.
    $new = "$starter-$PID"
    [System.IO.File]::WriteAllText($new, $text)
    chmod +x $new
    Move-Item -LiteralPath $new -Destination $starter -Force
}

$starter
