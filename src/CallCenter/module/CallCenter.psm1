# The assembly for this edition: net8.0 for PowerShell 7.4 and later, net472 for Windows PowerShell 5.1.
$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$assembly = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework, 'CallCenter.dll')
if ($framework -eq 'net8.0' -and $PSVersionTable.PSVersion -lt [version]'7.4') {
    throw "CallCenter needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is $($PSVersionTable.PSVersion)."
}
Import-Module -Name $assembly -ErrorAction Stop

# Not by FormatsToProcess: its files are read before any assembly is there, and the labels are resources of one.
Update-FormatData -AppendPath ([System.IO.Path]::Combine($PSScriptRoot, 'CallCenter.Format.ps1xml'))
