@{
    # An assembly for each edition: net8.0 for PowerShell 7, net472 for Windows PowerShell. A script in between would double the
    # time that importing takes.
    RootModule           = if ($PSEdition -eq 'Core') { 'bin/net8.0/CallCenter.dll' } else { 'bin/net472/CallCenter.dll' }
    # Loaded before the format file, whose labels are resources of it.
    RequiredAssemblies   = if ($PSEdition -eq 'Core') { 'bin/net8.0/CallCenter.Core.dll' } else { 'bin/net472/CallCenter.Core.dll' }
    FormatsToProcess     = 'CallCenter.Format.ps1xml'
    ModuleVersion        = '0.1.0'
    GUID                 = '6067c300-d581-4e55-9382-a57c7671337f'
    Author               = 'The CallCenter maintainers'
    CompanyName          = 'CallCenter'
    Copyright            = '(c) The CallCenter maintainers. MIT license.'
    Description          = 'Create call-centre agents, reset their passwords, sign them in and out of phone queues, and see who is there: at a prompt, from CSV files and in unattended runbooks. For the WellCloud tenant and the Zycoo CooCenter phone system.'
    PowerShellVersion    = if ($PSEdition -eq 'Core') { '7.4' } else { '5.1' }
    CompatiblePSEditions = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Compare-CcQueue'
        'Connect-CcTenant'
        'Disconnect-CcTenant'
        'Get-CcAgent'
        'Get-CcExtension'
        'Get-CcJournal'
        'Get-CcQueue'
        'Get-CcQueueMember'
        'Get-CcSession'
        'Import-CcAgent'
        'New-CcAgent'
        'New-CcImportTemplate'
        'Reset-CcAgentPassword'
        'Enter-CcQueue'
        'Exit-CcQueue'
        'Suspend-CcQueueMember'
        'Resume-CcQueueMember'
        'Start-CcSimulator'
        'Stop-CcSimulator'
        'Sync-CcQueue'
        'Test-CcSession'
    )
    PrivateData          = @{
        # build.ps1 Package adds the addresses of the project, when it is given one.
        PSData = @{
            Tags = @(
                'CallCenter', 'ContactCenter', 'Telephony', 'Agent', 'Queue', 'WellCloud', 'Zycoo', 'CooCenter'
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS'
            )
        }
    }
}
