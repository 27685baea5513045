BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $manifest = Get-TestedManifest
    $data = Get-TestedData
}

Describe 'Importing the module' {
    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest -Path $manifest).Version | Should -Be ([version] $data.ModuleVersion)
    }

    It 'is imported by the folder that holds its versions' {
        $folder = Split-Path (Split-Path $manifest)
        $result = Invoke-Alone { param($folder) Remove-Module CallCenter; Import-Module $folder; (Get-Module CallCenter).Version } $folder
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be ([version] $data.ModuleVersion)
    }

    It 'exports the commands of the manifest and nothing else' {
        $module = Get-Module CallCenter
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
        $module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedVariables.Count | Should -Be 0
        $module.ExportedAliases.Count | Should -Be 0
    }

    It 'imports without a warning about its verbs and without output' {
        $result = Invoke-Alone { param($path) Remove-Module CallCenter; Import-Module $path -WarningVariable heard; $heard } $manifest
        $result.Output | Should -BeNullOrEmpty
        $result.Warning | Should -BeNullOrEmpty
    }

    It 'has a command that PowerShell finds by noun' {
        (Get-Command -Noun CcAgent*, CcQueue*, CcExtension, CcSession, CcTenant, CcSimulator, CcJournal, CcImportTemplate -Module CallCenter).Count | Should -Be $data.CmdletsToExport.Count
    }

    It 'can be removed and imported again' {
        $result = Invoke-Alone {
            param($path)
            Start-CcSimulator | Connect-CcTenant -Name before | Out-Null
            Remove-Module CallCenter
            Import-Module $path
            Start-CcSimulator | Connect-CcTenant -Name after | Out-Null
            (Get-CcSession).Name
        } $manifest
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be 'after'
    }

    It 'loads no third-party assembly into PowerShell' {
        $folder = Split-Path $manifest
        $own = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location -and $_.Location.StartsWith($folder) }
        $own | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -notlike '*.resources' } | Sort-Object -Unique | Should -Be 'CallCenter', 'CallCenter.Core', 'CallCenter.Simulator'
    }

    It 'writes a help syntax for each command that names its mandatory parameters' {
        (Get-Command New-CcAgent -Syntax) | Should -Match '\[-Code\] <string> \[-LoginName\] <string> \[-UserName\] <string>'
        (Get-Command Enter-CcQueue -Syntax) | Should -Match '\[-Queue\] <string\[\]> \[-Extension\] <string\[\]>'
        (Get-Command Exit-CcQueue -Syntax) | Should -Match '-AllQueues'
    }
}
