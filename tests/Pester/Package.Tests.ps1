BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    $manifest = Get-TestedManifest
    $data = Get-TestedData
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $repository = Join-Path $TestDrive repository
    $packs = $PSVersionTable.PSVersion -ge [version] '7.4' -and (Get-Command Compress-PSResource -ErrorAction Ignore)
    $powerShell = & ([System.IO.Path]::Combine($root, 'build', 'Get-PowerShell.ps1'))

    function Invoke-Packing([string] $Destination, [uri] $ProjectUri) {
        & ([System.IO.Path]::Combine($root, 'build', 'New-ModulePackage.ps1')) -ModulePath (Split-Path $manifest) -DestinationPath $Destination -ProjectUri $ProjectUri
    }

    if ($packs) {
        $package = Invoke-Packing $repository
        $content = Join-Path $TestDrive content
        Expand-Archive -LiteralPath $package.FullName -DestinationPath $content
        $nuspec = ([xml] (Get-Content -Raw (Join-Path $content CallCenter.nuspec))).package.metadata
        $sbom = Get-Content -Raw (Join-Path $content CallCenter.cdx.json) | ConvertFrom-Json
    }

    function Skip-WithoutPacking {
        if (-not $packs) {
            Set-ItResult -Skipped -Because 'packing needs PowerShell 7.4 and Microsoft.PowerShell.PSResourceGet 1.1 or later'
        }
    }

    # A PowerShell for a user who has nothing installed and no repository registered. On Windows nothing moves a user's folders.
    function Invoke-NewUser([scriptblock] $Script) {
        $before = $env:HOME, $env:XDG_DATA_HOME
        $env:HOME = Join-Path $TestDrive user
        $env:XDG_DATA_HOME = $null
        $null = New-Item -ItemType Directory $env:HOME -Force
        try {
            $text = "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; `$repository = '$repository'; $Script"
            & $powerShell -NoProfile -NonInteractive -Command $text 2>&1 | ForEach-Object { "$_" }
        } finally {
            $env:HOME, $env:XDG_DATA_HOME = $before
        }
    }
}

Describe 'The package' {
    BeforeEach {
        Skip-WithoutPacking
    }

    It 'has the name and version of the manifest' {
        $package.Name | Should -Be "CallCenter.$($data.ModuleVersion).nupkg"
        $nuspec.id | Should -Be 'CallCenter'
        $nuspec.version | Should -Be $data.ModuleVersion
    }

    It 'is marked as a module, which Install-Module looks for' {
        $nuspec.tags -split ' ' | Should -Contain 'PSModule'
    }

    It 'has the tags of the manifest' {
        $data.PrivateData.PSData.Tags | Where-Object { $_ -notin ($nuspec.tags -split ' ') } | Should -BeNullOrEmpty
    }

    It 'names no address when it is given none' {
        $nuspec.projectUrl, $nuspec.licenseUrl, $nuspec.iconUrl, $nuspec.releaseNotes | Where-Object { $_ } | Should -BeNullOrEmpty
        $sbom.metadata.component.PSObject.Properties.Name | Should -Not -Contain 'externalReferences'
    }

    It 'names the address of the project that it is given, and what is to be found there' {
        $published = Join-Path $TestDrive published
        $null = Invoke-Packing $published -ProjectUri https://example.com/owner/repository/
        $layout = [System.IO.Path]::Combine($published, 'CallCenter', $data.ModuleVersion)
        $links = Test-ModuleManifest (Join-Path $layout CallCenter.psd1)
        $links.ProjectUri | Should -Be 'https://example.com/owner/repository'
        foreach ($link in $links.LicenseUri, $links.IconUri, ($links.ReleaseNotes -split ' ')[-1]) {
            $link | Should -Match '^https://example\.com/owner/repository/(blob|raw)/main/(?<file>.+)$'
            Join-Path $root $Matches.file | Should -Exist
        }

        (Get-Content -Raw (Join-Path $layout CallCenter.cdx.json) | ConvertFrom-Json).metadata.component.externalReferences.url | Should -Be $links.ProjectUri
        Expand-Archive -LiteralPath (Get-ChildItem $published -Filter *.nupkg).FullName -DestinationPath (Join-Path $published content)
        $given = ([xml] (Get-Content -Raw ([System.IO.Path]::Combine($published, 'content', 'CallCenter.nuspec')))).package.metadata
        $given.projectUrl | Should -Be $links.ProjectUri
        $given.licenseUrl | Should -Be $links.LicenseUri
        $given.iconUrl | Should -Be $links.IconUri
        $given.releaseNotes | Should -Be $links.ReleaseNotes
    }

    It 'is not made with an address that is none' {
        foreach ($address in 'http://example.com/plain', 'owner/repository', "https://example.com/o'brien") {
            { Invoke-Packing (Join-Path $TestDrive ([guid]::NewGuid())) -ProjectUri $address } | Should -Throw "The project's address must*"
        }
    }

    It 'depends on no other module' {
        $nuspec['dependencies'] | Should -BeNullOrEmpty
    }

    It 'holds every file of the built module as it is' {
        $built = Split-Path $manifest
        foreach ($file in Get-ChildItem $built -File -Recurse) {
            $name = [System.IO.Path]::GetRelativePath($built, $file.FullName)
            (Get-FileHash (Join-Path $content $name)).Hash | Should -Be (Get-FileHash $file).Hash -Because $name
        }
    }

    It 'has a manifest that PowerShell accepts without a warning' {
        $module = Test-ModuleManifest (Join-Path $content CallCenter.psd1) -WarningVariable heard
        $heard | Should -BeNullOrEmpty
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
    }

    It 'has the license and the changes beside the manifest' {
        Get-Content -First 1 (Join-Path $content LICENSE) | Should -Be 'MIT License'
        Get-Content -First 1 (Join-Path $content CHANGELOG.md) | Should -Be '# Changelog'
    }

    It 'has the license of each assembly that others made' {
        $notices = Get-Content -Raw (Join-Path $content THIRD-PARTY-NOTICES.txt)
        $foreign = Get-ChildItem ([System.IO.Path]::Combine($content, 'bin', 'net472')) -Filter *.dll | Where-Object Name -notlike 'CallCenter*'
        $foreign | Should -Not -BeNullOrEmpty
        foreach ($file in $foreign) {
            $notices | Should -MatchExactly "(?m)^LICENSE\.TXT of .*\b$([regex]::Escape($file.BaseName))\b"
        }

        $notices | Should -MatchExactly 'Permission is hereby granted, free of charge'
    }
}

Describe 'The bill of materials' {
    BeforeEach {
        Skip-WithoutPacking
        $assets = Get-Content -Raw ([System.IO.Path]::Combine($root, 'src', 'CallCenter', 'obj', 'project.assets.json')) | ConvertFrom-Json -AsHashtable
    }

    It 'is in the form of CycloneDX, for this version' {
        $sbom.bomFormat | Should -Be 'CycloneDX'
        $sbom.metadata.component.name | Should -Be 'CallCenter'
        $sbom.metadata.component.version | Should -Be $data.ModuleVersion
        $sbom.metadata.component.licenses.license.id | Should -Be 'MIT'
    }

    It 'lists each assembly that others made once, by its package, and no other package' {
        $foreign = Get-ChildItem ([System.IO.Path]::Combine($content, 'bin', 'net472')) -Filter *.dll | Where-Object Name -notlike 'CallCenter*'
        $sbom.components.name | Sort-Object | Should -Be ($foreign.BaseName | Sort-Object)
        foreach ($one in $sbom.components) {
            $one.purl | Should -Be "pkg:nuget/$($one.name)@$($one.version)"
        }
    }

    It 'has the hash of each package' {
        foreach ($one in $sbom.components) {
            $folder = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ $assets.libraries["$($one.name)/$($one.version)"].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
            $one.hashes.alg | Should -Be 'SHA-512'
            $one.hashes.content | Should -Be (Get-FileHash (Join-Path $folder *.nupkg) -Algorithm SHA512).Hash -Because $one.name
        }
    }

    # The tool gives the address where an older package gives nothing else. The notices name the license of these too.
    It 'says of each package how it is licensed' {
        $notices = Get-Content -Raw (Join-Path $content THIRD-PARTY-NOTICES.txt)
        foreach ($one in $sbom.components) {
            $one.licenses.license | ForEach-Object { if ($_.PSObject.Properties['id']) { $_.id } else { $_.url } } |
                Should -BeIn 'MIT', 'https://github.com/dotnet/corefx/blob/master/LICENSE.TXT' -Because $one.name
            $notices | Should -MatchExactly "(?m)^    $([regex]::Escape("$($one.name) $($one.version)")) \(MIT\)"
        }
    }

    It 'has the versions that the project resolved' {
        $sbom.components | ForEach-Object { "$($_.name)/$($_.version)" } | Where-Object { $_ -cnotin $assets.libraries.Keys } | Should -BeNullOrEmpty
    }

    It 'refers to nothing that it does not list' {
        $known = @('CallCenter') + $sbom.components.'bom-ref'
        $sbom.dependencies.ref | Sort-Object | Should -Be ($known | Sort-Object)
        $sbom.dependencies.dependsOn | Where-Object { $_ -and $_ -notin $known } | Should -BeNullOrEmpty
    }
}

Describe 'A local repository with the package' {
    BeforeEach {
        Skip-WithoutPacking
    }

    It 'is what Install-PSResource installs from, and the module works and goes again' {
        if ($IsWindows) {
            Set-ItResult -Skipped -Because 'on Windows it would install for the user who runs the tests'
        }

        Invoke-NewUser {
            Register-PSResourceRepository -Name local -Uri $repository -Trusted
            Install-PSResource CallCenter -Repository local
            Get-InstalledPSResource CallCenter | ForEach-Object { "$($_.Name) $($_.Version)" }
        } | Should -Be "CallCenter $($data.ModuleVersion)"

        # Another process finds it by name.
        $said = Invoke-NewUser {
            $simulator = Start-CcSimulator
            $simulator | Connect-CcTenant | Out-Null
            $agent = New-CcAgent 4001 li.na 'Li Na'
            "created $($agent.Code)"
            "simulated $(($simulator.Agent).Code)"
            "commands $(@(Get-Command -Module CallCenter).Count)"
            "path $((Get-Module CallCenter).ModuleBase)"
        }
        $said[0..2] | Should -Be 'created 4001', 'simulated 4001', "commands $($data.CmdletsToExport.Count)"
        $said[3] | Should -BeLike "path $(Join-Path $TestDrive user)*"

        Invoke-NewUser {
            Uninstall-PSResource CallCenter
            "left: $(Get-Module CallCenter -ListAvailable)"
        } | Should -Be 'left: '
    }

    It 'is what Install-Module installs from' {
        if ($IsWindows) {
            Set-ItResult -Skipped -Because 'on Windows it would install for the user who runs the tests'
        } elseif (-not (Get-Module PowerShellGet -ListAvailable | Where-Object { $_.Version.Major -eq 2 })) {
            Set-ItResult -Skipped -Because 'this PowerShell has no PowerShellGet 2'
        }

        Invoke-NewUser {
            Register-PSRepository -Name old -SourceLocation $repository -InstallationPolicy Trusted
            Install-Module CallCenter -Repository old -Scope CurrentUser
            (Import-Module CallCenter -PassThru).Version.ToString()
            Remove-Module CallCenter
            Uninstall-Module CallCenter
            "left: $(Get-Module CallCenter -ListAvailable)"
        } | Should -Be $data.ModuleVersion, 'left: '
    }

    It 'is what Save-PSResource takes the module from' {
        Invoke-NewUser {
            $folder = (New-Item -ItemType Directory (Join-Path (Split-Path $repository) saved)).FullName
            $name = "CallCenter-$(New-Guid)"
            Register-PSResourceRepository -Name $name -Uri $repository
            try {
                Save-PSResource CallCenter -Repository $name -Path $folder -TrustRepository
            } finally {
                Unregister-PSResourceRepository -Name $name
            }

            $module = Import-Module (Join-Path $folder CallCenter) -PassThru
            "$($module.Version) $($module.ModuleBase.StartsWith($folder))"
        } | Should -Be "$($data.ModuleVersion) True"
    }
}
