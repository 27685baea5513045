@{
    RootModule           = 'CallCenter.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6067c300-d581-4e55-9382-a57c7671337f'
    Author               = 'The CallCenter maintainers'
    CompanyName          = 'CallCenter'
    Copyright            = '(c) The CallCenter maintainers. MIT license.'
    Description          = 'Create call-centre agents, reset their passwords and sign them in and out of phone queues: at a prompt, from CSV files and in unattended runbooks. For the WellCloud tenant and the Zycoo CooCenter phone system.'
    # Of PowerShell 7 it needs 7.4, which CallCenter.psm1 checks: the manifest can name one minimum for both editions.
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
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
        'New-CcImportTemplate'
        'Reset-CcAgentPassword'
        'Enter-CcQueue'
        'Exit-CcQueue'
        'Start-CcSimulator'
        'Stop-CcSimulator'
        'Test-CcSession'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'CallCenter', 'ContactCenter', 'Telephony', 'Agent', 'Queue', 'WellCloud', 'Zycoo', 'CooCenter'
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            )
            # The one place of the address at which the project is to be published; the others begin with it.
            ProjectUri   = 'https://github.com/callcenter-ps/CallCenter'
            LicenseUri   = 'https://github.com/callcenter-ps/CallCenter/blob/main/LICENSE'
            IconUri      = 'https://github.com/callcenter-ps/CallCenter/raw/main/docs/icon.png'
            ReleaseNotes = 'What changed is in CHANGELOG.md, which is in the folder of the module: https://github.com/callcenter-ps/CallCenter/blob/main/CHANGELOG.md'
        }
    }
}
