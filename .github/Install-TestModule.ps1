<#
.SYNOPSIS
    Installs, from the PowerShell Gallery, the versions of the modules that tests and package use and NuGet does not have.
#>
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$modules = @{
    'PSScriptAnalyzer'                   = '1.25.0'
    'Microsoft.PowerShell.PlatyPS'       = '1.0.3'
    'Microsoft.PowerShell.PSResourceGet' = '1.2.0'
}

foreach ($name in $modules.Keys) {
    if (Get-Command Install-PSResource -ErrorAction SilentlyContinue) {
        Install-PSResource -Name $name -Version "[$($modules[$name])]" -Repository PSGallery -TrustRepository -Scope CurrentUser
    } else {
        Install-Module -Name $name -RequiredVersion $modules[$name] -Repository PSGallery -Scope CurrentUser -Force
    }
}
