@{
    RootModule           = 'CallCenter.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6067c300-d581-4e55-9382-a57c7671337f'
    Author               = 'The CallCenter maintainers'
    CompanyName          = 'CallCenter'
    Copyright            = '(c) The CallCenter maintainers. MIT license.'
    Description          = 'Create call-centre agents, reset their passwords and sign them in and out of phone queues: at a prompt, from CSV files and in unattended runbooks. For the WellCloud tenant and the Zycoo CooCenter phone system.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess     = @('CallCenter.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Connect-CcTenant'
        'Disconnect-CcTenant'
        'Get-CcJournal'
        'Get-CcSession'
        'Import-CcAgent'
        'New-CcAgent'
        'Reset-CcAgentPassword'
        'Enter-CcQueue'
        'Exit-CcQueue'
        'Start-CcSimulator'
        'Stop-CcSimulator'
        'Test-CcSession'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('CallCenter', 'ContactCenter', 'Agent', 'Queue', 'WellCloud', 'Zycoo', 'CooCenter', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
