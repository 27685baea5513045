BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    $null = Get-TestedManifest
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $folder = [System.IO.Path]::Combine($root, 'docs', 'pictures')
    $maker = Join-Path $folder Make-Picture.ps1
    $pictures = @(Get-ChildItem $folder -Filter *.svg)

    # How PowerShell itself shows errors and tables differs between its versions.
    function Skip-OtherVersion {
        if ($PSVersionTable.PSVersion -lt [version] '7.6') {
            Set-ItResult -Skipped -Because 'the pictures show PowerShell 7.6'
        }
    }
}

Describe 'The pictures of the README' {
    It 'show what the commands print now' {
        Skip-OtherVersion
        & $maker -Check | ForEach-Object { "$($_.Picture) $($_.SideIndicator) $($_.InputObject)" } | Should -BeNullOrEmpty -Because 'docs/pictures/Make-Picture.ps1 makes them again'
    }

    It 'are found out when they are out of date' {
        Skip-OtherVersion
        $picture = Join-Path $TestDrive day.en-US.svg
        (Get-Content (Join-Path $folder day.en-US.svg) -Raw) -replace 'Problem', 'Trouble' | Set-Content $picture
        $found = @(& $maker -Check -Name day -Culture en-US -Destination $TestDrive)
        ($found.InputObject | Sort-Object) -join '|' | Should -Match '^ *Line Code LoginName State Queue Problem\| *Line Code LoginName State Queue Trouble$'

        & $maker -Name day -Culture en-US -Destination $TestDrive | Should -HaveCount 1
        & $maker -Name day -Culture en-US -Destination $TestDrive | Should -BeNullOrEmpty -Because 'nothing has changed but ports and times'
    }

    It 'draw the whole of their text and nothing else, each row where it belongs' {
        $pictures | Should -HaveCount 4
        foreach ($picture in $pictures) {
            $svg = ([xml] (Get-Content $picture.FullName -Raw)).svg
            $svg.title | Should -Not -BeNullOrEmpty
            ($svg.g.text.'#text' -join '') | Should -BeExactly ($svg.desc -replace '\s')
            $rows = @($svg.g.text.y | Select-Object -Unique | ForEach-Object { [double]::Parse($_, [cultureinfo]::InvariantCulture) })
            $rows | Should -Be ($rows | Sort-Object)
            $right = $svg.g.text | ForEach-Object { [double]::Parse($_.x, [cultureinfo]::InvariantCulture) + [double]::Parse($_.textLength, [cultureinfo]::InvariantCulture) }
            ($right | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual ([double]::Parse($svg.width, [cultureinfo]::InvariantCulture))
        }
    }

    It 'are in English and in Chinese' {
        foreach ($picture in @{ Name = 'day'; English = '(?m)^Extension +AgentName'; Chinese = '(?m)^分机 +座席姓名' },
            @{ Name = 'failure'; English = '(?m)^Code +LoginName'; Chinese = '(?m)^工号 +登录名' }) {
            ([xml] (Get-Content (Join-Path $folder "$($picture.Name).en-US.svg") -Raw)).svg.desc | Should -Match $picture.English
            ([xml] (Get-Content (Join-Path $folder "$($picture.Name).zh-CN.svg") -Raw)).svg.desc | Should -Match $picture.Chinese
        }
    }

    It 'stand in the README with words for those who do not see them' {
        $shown = @([regex]::Matches((Get-Content (Join-Path $root README.md) -Raw), '!\[(?<alt>[^\]]+)\]\(docs/pictures/(?<file>[^)]+)\)'))
        $shown.Count | Should -BeGreaterOrEqual 3
        foreach ($picture in $shown) {
            Join-Path $folder $picture.Groups['file'].Value | Should -Exist
            $picture.Groups['alt'].Value.Length | Should -BeGreaterThan 20
        }
    }
}
