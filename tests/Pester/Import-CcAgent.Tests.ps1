BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    # A new file with these lines, and its path.
    function Write-TestFile([string[]] $Line, [System.Text.Encoding] $Encoding = [System.Text.UTF8Encoding]::new($false)) {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        [System.IO.File]::WriteAllText($path, ($Line -join "`r`n") + "`r`n", $Encoding)
        $path
    }

    # A new file of that many good rows, and its path.
    function Write-AgentFile([int] $Count, [string] $Prefix) {
        Write-TestFile (@('code,loginName,userName') + @(1..$Count | ForEach-Object { "$Prefix$_,l$Prefix$_,User $_" }))
    }

    function Get-Created([string] $Prefix, $Simulator = $sim) {
        @($Simulator.Agent | Where-Object Code -CLike "$Prefix*")
    }

    # How many lines of an import came to which end. Nothing but lines comes out of it, each once.
    function Get-Summary($Output) {
        $all = @($Output | Where-Object { $null -ne $_ })
        @($all | Where-Object { $_ -isnot [CallCenter.CcImportRow] }).Count | Should -Be 0
        @($all.Line | Select-Object -Unique).Count | Should -Be $all.Count
        $summary = @{ Total = $all.Count }
        [CallCenter.CcImportState].GetEnumNames() | ForEach-Object { $summary[$_] = 0 }
        $all | Group-Object -Property State -NoElement | ForEach-Object { $summary[$_.Name] = $_.Count }
        [pscustomobject] $summary
    }

    # The entries of a hand-over file, decrypted.
    function Read-HandoverEntry([string] $Path, $Certificate) {
        $blocks = [regex]::Matches([System.IO.File]::ReadAllText($Path), '(?s)-----BEGIN CMS-----.*?-----END CMS-----')
        foreach ($block in $blocks) {
            Unprotect-CmsMessage -Content $block.Value -To $Certificate | ConvertFrom-Json
        }
    }

    # The passwords that the agents have, as docs/recipes/hand-over-passwords.md reads them.
    function Read-Handover([string] $Path, $Certificate) {
        $pending, $set = @{}, [ordered] @{}
        foreach ($entry in Read-HandoverEntry $Path $Certificate) {
            switch ($entry.State) {
                'Pending' { $pending[$entry.Code] = $entry }
                'Set' { $set[$entry.Code] = $pending[$entry.Code] }
            }
        }

        $set.Values
    }

    function Test-Handover($Simulator, [string] $Code, $Handover) {
        $one = @($Handover | Where-Object Code -CEQ $Code)
        $one.Count -eq 1 -and $Simulator.VerifyPassword($Code, (ConvertTo-TestLogin x $one[0].Password))
    }

    $certificate = Get-NewCertificate

    # A file with each kind of fault, the line that it is reported for (0 for none) and words of its message.
    $head = 'code,loginName,userName,gender,useOnlineService,password,phone'
    $good = 'good1,lgood1,Good One,,,,'
    $faults = @(
        @{ Kind = 'FileUnreadable'; Line = 0; Path = 'no-such-file.csv'; Says = 'cannot be read' }
        @{ Kind = 'Workbook'; Line = 0; Bytes = [byte[]] (0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0); Says = 'Excel workbook' }
        @{ Kind = 'NotText'; Line = 0; Bytes = [byte[]] (@(0x7F, 0x45, 0x4C, 0x46, 2, 1, 1) + @(0) * 200 + @(1, 2, 3, 0)); Says = 'not text' }
        @{ Kind = 'NoHeader'; Line = 1; Text = 'alpha,beta', '1,2'; Says = 'no known column' }
        @{ Kind = 'NoRows'; Line = 0; Text = @($head); Says = 'no row' }
        @{ Kind = 'MissingColumn'; Line = 1; Text = 'code,loginNam,userName', '1,a,b'; Says = 'the column LoginName is missing.*"loginNam"' }
        @{ Kind = 'DuplicateColumn'; Line = 1; Text = 'code,工号,loginName,userName', '1,1,a,b'; Says = '"code" and "工号" both mean Code' }
        @{ Kind = 'UnclosedQuote'; Line = 3; Text = $head, $good, '2,"l2,b,,,,'; Says = 'not closed' }
        @{ Kind = 'TextAfterQuote'; Line = 3; Text = $head, $good, '2,"l"2,b,,,,'; Says = 'text follows the closing quote' }
        @{ Kind = 'CellTooLong'; Line = 3; Text = $head, $good, "2,l2,$('x' * 32768),,,,"; Says = '32,767 characters' }
        @{ Kind = 'TooManyCells'; Line = 3; Text = $head, $good, '2,l2,b,,,,1,more'; Says = 'more cells' }
        @{ Kind = 'MissingValue'; Line = 3; Text = $head, $good, '2, ,b,,,,'; Says = 'loginName is blank' }
        @{ Kind = 'InvalidValue'; Line = 3; Text = $head, $good, '2,l2,b,X,,,'; Says = 'Male, Female, 男 or 女' }
        @{ Kind = 'PasswordRule'; Line = 3; Text = $head, $good, '2,l2,b,,,Weak,'; Says = '8 to 16 characters' }
        @{ Kind = 'ExampleRow'; Line = 3; Text = $head, $good, 'EXAMPLE,l2,b,,,,'; Says = 'example row of the template' }
        @{ Kind = 'DuplicateCode'; Line = 3; Text = $head, $good, 'good1,l2,b,,,,'; Says = 'already appears in line 2' }
        @{ Kind = 'DuplicateLoginName'; Line = 3; Text = $head, $good, '2,lgood1,b,,,,'; Says = 'already appears in line 2' }
        @{ Kind = 'ControlCharacter'; Line = 3; Text = $head, $good, "2,l2,b`tc,,,,"; Says = 'invisible character' }
        @{ Kind = 'DamagedCharacter'; Line = 3; Text = $head, $good, "2,l2,b$([char] 0xFFFD)c,,,,"; Says = 'not a character in the encoding' }
        @{ Kind = 'SpreadsheetDamage'; Line = 3; Text = $head, $good, '5E+03,l2,b,,,,'; Says = 'scientific notation' }
        @{ Kind = 'LostLeadingZero'; Line = 4; Text = $head, '0001,l1,a,,,,', '0002,l2,b,,,,', '3,l3,c,,,,', '0004,l4,d,,,,'; Says = 'should probably be 0003' }
        @{ Kind = 'UnlikelyValue'; Line = 3; Text = $head, $good, '2,l2,??,,,,'; Says = 'looks wrong: a name begins with a letter' }
        @{ Kind = 'UnlikeOthers'; Line = 5; Text = $head, '5001,l1,a,,,,', '5002,l2,b,,,,', '5003,l3,c,,,,', '5-4,l4,d,,,,'; Says = 'form 9-9, but most have the form 9999' }
        @{ Kind = 'DoubtfulEncoding'; Line = 3; Text = $head, $good, '2,l2,JÃ¼rgen,,,,'; Says = 'should perhaps be "Jürgen"' }
        @{ Kind = 'NotAnAgent'; Line = 3; Text = $head, $good, 'code,loginName,userName,,,,'; Says = 'column names' }
    )

    function Write-FaultyFile($Fault) {
        if ($Fault.Path) {
            return Join-Path $TestDrive $Fault.Path
        }

        if ($Fault.Bytes) {
            $path = Join-Path $TestDrive "$($Fault.Kind).csv"
            [System.IO.File]::WriteAllBytes($path, $Fault.Bytes)
            return $path
        }

        Write-TestFile $Fault.Text
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Import-CcAgent' {
    Context 'what it does' {
        It 'creates the agents of a file, and emits one object a line, with the generated password' {
            $path = Write-AgentFile 3 A
            $output = Import-CcAgent -Path $path -ErrorAction Stop
            $summary = Get-Summary $output
            $agents = @($output)
            $agents.Code | Sort-Object | Should -Be 'A1', 'A2', 'A3'
            foreach ($agent in $agents) {
                $sim.VerifyPassword($agent.Code, $agent.Credential) | Should -BeTrue
            }

            $summary.Total, $summary.Done | Should -Be 3, 3
            ($agents | Sort-Object Line).Line | Should -Be 2, 3, 4
            @($agents | Where-Object Problem) | Should -HaveCount 0
            "$path.journal" | Should -Exist
        }

        It 'finds a relative path in the location of PowerShell' {
            $path = Write-AgentFile 1 B
            Push-Location $TestDrive
            try {
                (Get-Summary (Import-CcAgent (Split-Path -Leaf $path))).Done | Should -Be 1
            } finally {
                Pop-Location
            }
        }

        It 'hands failed rows back as the file has them, so that they can be saved and imported again' {
            $null = New-CcAgent C8 lC8 b
            $path = Write-TestFile 'code,loginName,userName,roles,agentQueues', 'C8,lC8b,b,r1;r2,q1'
            $null = Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.TargetObject.role, $failed.TargetObject.agentQueue | Should -Be 'r1;r2', 'q1'
            $again = Join-Path $TestDrive again.csv
            $failed.TargetObject | ForEach-Object { $_.code = 'C9'; $_ } | Export-Csv $again
            $null = Import-CcAgent $again
            $agent = @(Get-Created C9)
            $agent | Should -HaveCount 1
            "$($agent.Roles)" | Should -Be 'r1 r2'
            (New-CcAgent C10 lC10 b -Role r1, r2 | ConvertTo-Csv | ConvertFrom-Csv).Role | Should -Be 'r1;r2'
        }

        It 'refuses what Export-Csv makes of a list' {
            foreach ($cell in [string[]].FullName, '<>z__ReadOnlySingleElementList`1[System.String]') {
                $path = Write-TestFile 'code,loginName,userName,roles', "C7,lC7,b,$cell"
                $null = Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed
                "$failed" | Should -Match 'name of a type.*join the values with ;'
            }

            Get-Created C7 | Should -BeNullOrEmpty
        }

        It 'reads passwords of the file, and hands none of them back' {
            $path = Write-TestFile '工号,登录名,用户名,密码', 'C1,lC1,b,Given-0001'
            (Import-CcAgent $path)[0].Credential | Should -BeNullOrEmpty
            $sim.VerifyPassword('C1', (ConvertTo-TestLogin x 'Given-0001')) | Should -BeTrue
        }

        It 'leaves blank passwords to the vendor only with -UseVendorDefaultPassword' {
            $path = Write-TestFile 'code,loginName,userName,password', 'D1,lD1,b,', 'D2,lD2,b,Given-0001'
            $output = Import-CcAgent $path -UseVendorDefaultPassword
            @($output | Where-Object Credential) | Should -BeNullOrEmpty
            (Get-Created D | Where-Object HasVendorDefaultPassword).Code | Should -Be 'D1'
        }

        It 'has no more requests in flight than -ThrottleLimit, and as many' {
            $slow = Start-CcSimulator -LatencyMilliseconds 150
            try {
                $null = $slow | Connect-CcTenant -Name throttle
                $null = Import-CcAgent (Write-AgentFile 6 E) -Session throttle -ThrottleLimit 1
                $slow.MaxConcurrentRequests | Should -Be 1
                $null = Import-CcAgent (Write-AgentFile 12 F) -Session throttle -ThrottleLimit 4
                $slow.MaxConcurrentRequests | Should -Be 4
            } finally {
                Disconnect-CcTenant throttle
                Stop-CcSimulator $slow
            }
        }

        It 'shows rows done, their number, the rate and the time left while it runs' {
            $slow = Start-CcSimulator -LatencyMilliseconds 300
            try {
                $result = Invoke-Alone -Argument $slow, (Write-AgentFile 20 G) {
                    param($slow, $path)
                    $null = $slow | Connect-CcTenant
                    Import-CcAgent $path -ThrottleLimit 4
                }
                $result.Progress | Should -Not -BeNullOrEmpty
                $running = @($result.Progress | Where-Object RecordType -EQ Processing)
                $running[-1].Activity | Should -Be 'Import-CcAgent'
                $running[-1].StatusDescription | Should -Match '^\d+ of 20 rows: \d+ done, 0 failed, \d in progress, [\d.]+ per second$'
                $running[-1].PercentComplete | Should -BeIn (1..100)
                $running[-1].SecondsRemaining | Should -BeIn (0..10)
                $result.Progress[-1].RecordType | Should -Be 'Completed'
            } finally {
                Stop-CcSimulator $slow
            }
        }
    }

    Context 'encodings and headers' {
        It 'reads UTF-8 with and without a byte order mark, UTF-16 of both ends, and GB18030' {
            $encodings = [ordered]@{
                utf8    = [System.Text.UTF8Encoding]::new($false)
                utf8bom = [System.Text.UTF8Encoding]::new($true)
                utf16   = [System.Text.UnicodeEncoding]::new($false, $true)
                utf16be = [System.Text.UnicodeEncoding]::new($true, $true)
                gb18030 = [System.Text.Encoding]::GetEncoding('GB18030')
            }
            foreach ($name in $encodings.Keys) {
                $path = Write-TestFile '工号,登录名,用户名,性别', "H-$name,l-$name,王小明,女", "H2-$name,l2-$name,李雷雷,男" $encodings[$name]
                $summary = Get-Summary (Import-CcAgent $path -ErrorAction Stop)
                $summary.Done | Should -Be 2 -Because $name
                $agent = $sim.Agent | Where-Object Code -CEQ "H-$name"
                $agent.UserName | Should -BeExactly '王小明' -Because $name
            }
        }

        It 'maps English, vendor and Chinese headers, whatever their case and order' {
            $null = Import-CcAgent (Write-TestFile 'USER NAME,Login Name,Code,E-mail', 'Eng,lI1,I1,e@n01.cc')
            $null = Import-CcAgent (Write-TestFile 'code,loginName,userName,email', 'I2,lI2,Ven,v@n01.cc')
            $null = Import-CcAgent (Write-TestFile '邮箱,用户名,登录名,座席工号', 'c@n01.cc,中文,lI3,I3')
            (Get-Created I | Sort-Object Code).UserName | Should -BeExactly 'Eng', 'Ven', '中文'
            (Get-Created I | Sort-Object Code).Email | Should -Be 'e@n01.cc', 'v@n01.cc', 'c@n01.cc'
        }

        It 'reads files separated by semicolons and tabs' {
            (Get-Summary (Import-CcAgent (Write-TestFile 'code;loginName;userName', 'J1;lJ1;b'))).Done | Should -Be 1
            (Get-Summary (Import-CcAgent (Write-TestFile "code`tloginName`tuserName", "J2`tlJ2`tb"))).Done | Should -Be 1
        }

        It 'warns about a column that is not read' {
            $null = Import-CcAgent (Write-TestFile 'code,loginName,userName,Gendre', 'K1,lK1,b,Male') -CheckOnly -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -Match '"Gendre" is unknown.*Gender'
        }
    }

    Context 'a file in another encoding' {
        BeforeAll {
            # A file of one row, whose name is these bytes.
            function Write-ByteFile([string] $Code, [byte[]] $Name) {
                $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
                $ascii = [System.Text.Encoding]::ASCII
                [System.IO.File]::WriteAllBytes($path, $ascii.GetBytes("code,loginName,userName`r`n$Code,l$Code,") + $Name + $ascii.GetBytes("`r`n"))
                $path
            }

            # What Windows-1252 and Big5 make of Müller and 陳大文.
            $western = [byte[]] (0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72)
            $traditional = [byte[]] (0xB3, 0xAF, 0xA4, 0x6A, 0xA4, 0xE5)
        }

        It 'is read as -Encoding says, by name, number or object, without a warning' {
            $null = Import-CcAgent (Write-ByteFile enc1 $western) -Encoding windows-1252 -WarningVariable warned
            $null = Import-CcAgent (Write-ByteFile enc2 $western) -Encoding 1252 -WarningVariable +warned
            $null = Import-CcAgent (Write-ByteFile enc3 $western) -Encoding ([System.Text.Encoding]::GetEncoding('iso-8859-1')) -WarningVariable +warned
            $null = Import-CcAgent (Write-ByteFile enc4 $traditional) -Encoding BIG5 -WarningVariable +warned
            (Get-Created enc | Sort-Object Code).UserName | Should -BeExactly 'Müller', 'Müller', 'Müller', '陳大文'
            $warned | Should -BeNullOrEmpty
        }

        It 'is a fault with its encoding and a sample, and no such name is sent' {
            $before = $sim.RequestCount
            $null = Import-CcAgent (Write-ByteFile enc5 $western) -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -Be 'DoubtfulEncoding,CallCenter.Commands.ImportCcAgentCommand'
            "$failed" | Should -Match '^Line 2.*read as gb18030, it would be "M黮ler"'
            $failed.ErrorDetails.RecommendedAction | Should -Match '-Encoding.*-Accept DoubtfulEncoding'
            { Import-CcAgent (Write-ByteFile enc6 $traditional) -ErrorAction Stop } | Should -Throw
            $sim.RequestCount | Should -Be $before
        }

        It 'is no name that nobody knows' {
            { Import-CcAgent (Write-ByteFile enc7 $western) -Encoding klingon -CheckOnly } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*klingon*code page*'
            { Import-CcAgent (Write-ByteFile enc8 $western) -Encoding (Get-Date) -CheckOnly } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*DateTime*'
        }

        It 'has names that Tab completes' {
            $line = 'Import-CcAgent x.csv -Encoding '
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain windows-1252
            $line += 'b'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'bigendianunicode', 'big5'
        }
    }

    Context 'files that are not quite right' {
        It 'is UTF-8 still where a line of it is not, which is a fault of that line' {
            $good = [System.Text.Encoding]::UTF8.GetBytes((@('code,loginName,userName') + @(1..10 | ForEach-Object { "encg$_,lencg$_,王芳" }) -join "`n") + "`nencg99,lencg99,")
            $path = Join-Path $TestDrive mixed.csv
            [System.IO.File]::WriteAllBytes($path, $good + [byte[]] (0xB3, 0xC2, 0xB4, 0xF3, 0xCE, 0xC4, 0x0A))
            $summary = Get-Summary (Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed)
            $summary.Done, $summary.Skipped | Should -Be 10, 1
            "$failed" | Should -Match '^Line 12 \(agent encg99\)'
            $failed.FullyQualifiedErrorId | Should -BeLike 'DamagedCharacter,*'
            (Get-Created encg).UserName | Select-Object -Unique | Should -BeExactly '王芳'
        }

        It 'may have the line with the type that Windows PowerShell puts before the header' {
            $path = Write-TestFile '#TYPE System.Management.Automation.PSCustomObject', '"code","loginName","userName"', '"enct1","lenct1","b"', '"enct2","","b"'
            $summary = Get-Summary (Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed)
            $summary.Done, $summary.Skipped | Should -Be 1, 1
            "$failed" | Should -Match '^Line 4 '
        }
    }

    Context 'the check' {
        It 'reports each kind of fault with its line and an advice that can be followed' {
            foreach ($fault in $faults) {
                $summary = Get-Summary (Import-CcAgent (Write-FaultyFile $fault) -CheckOnly -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue)
                $because = $fault.Kind
                $one = @($failed | Where-Object FullyQualifiedErrorId -CEQ "$($fault.Kind),CallCenter.Commands.ImportCcAgentCommand")
                $one.Count | Should -Be 1 -Because "$because must be among: $failed"
                if ($fault.Line) {
                    "$one" | Should -Match "^Line $($fault.Line)\b" -Because $because
                } else {
                    "$one" | Should -Not -Match '^Line' -Because $because
                }

                "$one" | Should -Match $fault.Says -Because $because
                $one[0].ErrorDetails.RecommendedAction | Should -Match '\w{3}.*\.$' -Because $because
                $one[0].CategoryInfo.Category | Should -Be 'InvalidData' -Because $because
                "$($one[0].TargetObject.Kind)" | Should -Be $fault.Kind
                $summary.Skipped + $summary.NotSent | Should -Be $summary.Total
            }
        }

        It 'has a test for each kind of fault, save that of a file that changes in the very moment of the check' {
            $kinds = [CallCenter.Core.Text.ErrorKind].GetEnumNames()
            $ofFiles = $kinds[[array]::IndexOf($kinds, 'FileUnreadable')..([array]::IndexOf($kinds, 'FileExists') - 1)]
            $faults.Kind + 'FileChanged' | Sort-Object | Should -Be ($ofFiles + 'MissingValue' + 'InvalidValue' + 'PasswordRule' | Sort-Object)
        }

        It 'reports all faults of a file at once, and of all before anything is sent' {
            $path = Write-TestFile $head, ',lL1,b,,,,', 'L2,,b,,,,', 'L3,lL3,b,X,perhaps,Weak,', '3/4,lL4,b,,,,1.38E+10'
            $before = $sim.RequestCount
            { Import-CcAgent $path -ErrorAction Stop } | Should -Throw -ErrorId 'MissingValue,*'
            $sim.RequestCount | Should -Be $before
            $summary = Get-Summary (Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed)
            $failed.Count | Should -Be 7
            $summary.Skipped | Should -Be 4
            $failed.TargetObject.Kind | Select-Object -Unique | Should -Be 'MissingValue', 'InvalidValue', 'PasswordRule', 'SpreadsheetDamage'
            "$($failed[1])" | Should -Match '^Line 3 \(agent L2\)'
            $sim.RequestCount | Should -Be $before
        }

        It 'skips the rows with faults and creates the others' {
            $path = Write-TestFile 'code,loginName,userName', 'M1,lM1,b', 'M2,,b', 'M3,lM3,b', 'M1,lM4,b', 'M5,lM5,b'
            $output = Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed
            $summary = Get-Summary $output
            $summary.Total, $summary.Done, $summary.Skipped, $summary.Failed | Should -Be 5, 3, 2, 0
            ($output | Sort-Object Line).State | Should -Be 'Done', 'Skipped', 'Done', 'Skipped', 'Done'
            ($output | Where-Object Line -EQ 5).Problem | Should -Be 'the code already appears in line 2.'
            (Get-Created M).Code | Sort-Object | Should -Be 'M1', 'M3', 'M5'
            $failed.Count | Should -Be 2
        }

        It 'sends nothing and writes no journal with -CheckOnly, and needs no session' {
            $path = Write-TestFile 'code,loginName,userName', 'N1,lN1,b', 'N2,,b'
            $before = $sim.RequestCount
            $result = Invoke-Alone -Argument $path { param($path) Import-CcAgent $path -CheckOnly }
            $result.Error.Count | Should -Be 1
            $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'MissingValue,*'
            $summary = Get-Summary $result.Output
            $summary.Total, $summary.NotSent, $summary.Skipped | Should -Be 2, 1, 1
            "$path.journal" | Should -Not -Exist
            $sim.RequestCount | Should -Be $before
        }

        It 'sends nothing and writes no journal under -WhatIf, and names each row' {
            $path = Write-TestFile 'code,loginName,userName', 'O1,lO1,b', 'O2,,b', 'O3,lO3,b'
            $handover = Join-Path $TestDrive whatif.cms
            $result = Invoke-Alone -Argument $sim, $path, $handover, $certificate {
                param($sim, $path, $handover, $certificate)
                $null = $sim | Connect-CcTenant
                Import-CcAgent $path -WhatIf -PasswordPath $handover -EncryptTo $certificate -ErrorAction SilentlyContinue
            }
            $result.Line | Should -Be 'What if: Create agent O1 (lO1) in tenant n01.cc: b, generated password', 'What if: Create agent O3 (lO3): b, generated password', 'What if: 2 of 3 rows would be sent; invalid: 1'
            $summary = Get-Summary $result.Output
            $summary.Total, $summary.NotSent, $summary.Skipped | Should -Be 3, 2, 1
            "$path.journal" | Should -Not -Exist
            $handover | Should -Not -Exist
            Get-Created O | Should -BeNullOrEmpty
        }

        It 'says under -WhatIf what its journal leaves to do, and leaves the journal as it is' {
            $path = Write-TestFile 'code,loginName,userName', 'P1,lP1,b', 'P2,lP2,b'
            $null = Import-CcAgent $path
            Add-Content -LiteralPath $path -Value 'P3,lP3,b'
            $before = Get-Content -LiteralPath "$path.journal" -Raw
            $result = Invoke-Alone -Argument $sim, $path { param($sim, $path) $null = $sim | Connect-CcTenant; Import-CcAgent $path -WhatIf }
            $result.Line | Should -Be 'What if: Create agent P3 (lP3) in tenant n01.cc: b, generated password', 'What if: 1 of 3 rows would be sent; already done: 2'
            (Get-Summary $result.Output).AlreadyDone | Should -Be 2
            Get-Content -LiteralPath "$path.journal" -Raw | Should -BeExactly $before
        }

        It 'sends nothing of a file whose columns cannot be told apart' {
            $before = $sim.RequestCount
            $summary = Get-Summary (Import-CcAgent (Write-TestFile 'code,code,loginName,userName', '1,1,a,b') -ErrorAction SilentlyContinue)
            $summary.Total | Should -Be 0
            $sim.RequestCount | Should -Be $before
        }

        It 'needs a session to send' {
            $result = Invoke-Alone -Argument (Write-AgentFile 1 P) { param($path) Import-CcAgent $path }
            $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        }

        It 'repeats no password that a header has in its note' {
            $known = Write-TestFile 'code,loginName,userName,密码（初始 Plain-Word-1）', 'Q4,lQ4,Li Wei,'
            $unknown = Write-TestFile 'password: Plain-Word-1', 'code,loginName,userName', 'Q5,lQ5,Li Wei'
            $shown = $known, $unknown | ForEach-Object { Import-CcAgent $_ -CheckOnly *>&1 }
            "$shown" | Should -BeLike '*密码…*password…*'
            ($shown | Format-List * -Force | Out-String) + ($shown.TargetObject | Format-List * -Force | Out-String) | Should -Not -Match 'Plain-Word'
        }

        It 'repeats no password of the file in a fault' {
            $path = Write-TestFile $head, 'Q1,lQ1,b,,,Hidden-Word,', 'Q2,lQ2,b,,,"Hidden-Word-1"x,', 'Q3,lQ3,b,,,Hidden-Word-1,1,more'
            $null = Import-CcAgent $path -CheckOnly -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 3
            ($failed | Format-List * -Force | Out-String) + ($failed.TargetObject | Format-List * -Force | Out-String) | Should -Not -Match 'Hidden-Word'
        }
    }

    Context 'rows that fail' {
        It 'reports them with the words of the vendor and their line, and counts them' {
            $null = New-CcAgent R2 lR2 b
            $path = Write-TestFile 'code,loginName,userName', 'R1,lR1,b', 'R2,lR2x,b', 'R3,lR3,b'
            $summary = Get-Summary (Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed)
            $summary.Done, $summary.Failed | Should -Be 2, 1
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'UnexpectedStatus,CallCenter.Commands.ImportCcAgentCommand'
            "$($failed[0])" | Should -Match 'R2.*已存在'
            $failed[0].TargetObject.line | Should -Be 3
            $failed[0].TargetObject.code | Should -Be 'R2'
        }

        It 'ends at the first with -ErrorAction Stop' {
            $null = New-CcAgent S1 lS1 b
            { Import-CcAgent (Write-AgentFile 6 S) -ErrorAction Stop -ThrottleLimit 1 -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'UnexpectedStatus,*'
            (Get-Created S).Code | Should -Be 'S1' -Because 'nothing is sent after the first failure'
        }

        It 'hands back a row that New-CcAgent takes once it is mended' {
            $null = New-CcAgent T1 lT1 b
            $null = Import-CcAgent (Write-TestFile 'code,loginName,userName,password', 'T1,lT2,b,Given-0001') -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].TargetObject.password | Should -BeOfType ([securestring])
            $failed[0].TargetObject.code = 'T2'
            $null = $failed[0].TargetObject | New-CcAgent -ErrorAction Stop
            $sim.VerifyPassword('T2', (ConvertTo-TestLogin x 'Given-0001')) | Should -BeTrue
        }

        It 'says of a file that changes while it runs that the rest was not sent' {
            $path = Write-AgentFile 300 U
            $changed = $false
            $output = Import-CcAgent $path -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object {
                if (-not $changed) {
                    $changed = $true
                    Add-Content -LiteralPath $path -Value 'U301,lU301,b'
                }

                $_
            }
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileChanged,*'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'run the command again'
            $summary = Get-Summary $output
            $summary.Done | Should -Be (Get-Created U).Count
            $summary.Failed | Should -Be 0 -Because 'no row was refused'
            $summary.Total | Should -Be $summary.Done -Because 'what became of the other lines nobody read'
            $again = Get-Summary (Import-CcAgent $path -ErrorAction Stop)
            $again.AlreadyDone | Should -Be $summary.Done
            (Get-Created U).Count | Should -Be 301
        }
    }

    Context 'the journal' {
        It 'sends nothing again when the same command is run again' {
            $path = Write-AgentFile 4 V
            $null = Import-CcAgent $path
            $before = $sim.RequestCount
            $output = Import-CcAgent $path -WarningVariable warned
            $summary = Get-Summary $output
            $summary.AlreadyDone, $summary.Done | Should -Be 4, 0
            $warned | Should -BeNullOrEmpty
            $sim.RequestCount | Should -Be $before
        }

        It 'continues after Select-Object -First' {
            $path = Write-AgentFile 12 W
            $first = Import-CcAgent $path -ThrottleLimit 1 | Select-Object -First 3
            $first.Count | Should -Be 3
            $done = (Get-Created W).Count
            $done | Should -BeLessThan 12
            $before = $sim.RequestCount
            $summary = Get-Summary (Import-CcAgent $path -ErrorAction Stop)
            $summary.AlreadyDone | Should -Be $done
            $summary.Done | Should -Be (12 - $done)
            $sim.RequestCount - $before | Should -Be (12 - $done)
            (Get-Created W).Count | Should -Be 12
        }

        It 'continues after the server died midway' {
            $first = Start-CcSimulator -Credential (ConvertTo-TestLogin app 'Simulator-Secret-1')
            $path = Write-AgentFile 8 X
            $null = $first | Connect-CcTenant -Name dying -MaximumRetryCount 0 -TimeoutSec 2
            try {
                $output = Import-CcAgent $path -Session dying -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object {
                    if ($first.Agent.Count -ge 3 -and $first.IsRunning) {
                        Stop-CcSimulator $first
                    }

                    $_
                }
                $summary = Get-Summary $output
                # What was under way when the server died may have been done just before, or be unknown.
                $summary.Done | Should -BeGreaterOrEqual 3
                $summary.Done + $summary.Failed + $summary.Unknown + $summary.NotSent | Should -Be 8
                $summary.Unknown | Should -BeLessOrEqual 1 -Because 'one was in flight at a time'
                $created = $summary.Done
                $failed | Where-Object FullyQualifiedErrorId -NotLike 'OutcomeUnknown,*' | ForEach-Object FullyQualifiedErrorId |
                    Select-Object -Unique | Should -BeLike 'Unreachable,*'
                $second = Start-CcSimulator -Credential (ConvertTo-TestLogin app 'Simulator-Secret-1') -Port $first.Uri.Port -AllowAgentList
                $null = $second | Connect-CcTenant -Name dying
                $summary = Get-Summary (Import-CcAgent $path -Session dying -ErrorAction Stop)
                $summary.AlreadyDone, $summary.Done | Should -Be $created, (8 - $created)
                @($first.Agent) + @($second.Agent) | ForEach-Object Code | Sort-Object -Unique | Should -Be (1..8 | ForEach-Object { "X$_" })
            } finally {
                Disconnect-CcTenant dying
                $first, $second | Where-Object IsRunning | Stop-CcSimulator
            }
        }

        It 'takes a changed row for a new one' {
            $path = Write-TestFile 'code,loginName,userName', 'Y1,lY1,b', 'Y2,lY2,b'
            $null = Import-CcAgent $path
            Set-Content -LiteralPath $path -Value 'code,loginName,userName', 'Y1,lY1,b', 'Y3,lY3,b'
            $summary = Get-Summary (Import-CcAgent $path)
            $summary.AlreadyDone, $summary.Done | Should -Be 1, 1
            (Get-Created Y).Code | Sort-Object | Should -Be 'Y1', 'Y2', 'Y3'
        }

        It 'is where -JournalPath says' {
            $path = Write-AgentFile 1 Z
            $journal = Join-Path $TestDrive elsewhere.journal
            $null = Import-CcAgent $path -JournalPath $journal
            "$path.journal" | Should -Not -Exist
            (Get-CcJournal $journal).Done | Should -Be 1
        }

        It 'does not take the file itself for a journal, and leaves it as it is' {
            $path = Write-AgentFile 1 a
            $content = Get-Content -LiteralPath $path -Raw
            { Import-CcAgent $path -JournalPath $path } | Should -Throw -ErrorId 'JournalUnreadable,*'
            Get-Content -LiteralPath $path -Raw | Should -BeExactly $content
        }

        It 'is one for a file and a link to it' {
            if ($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
                Set-ItResult -Skipped -Because 'Windows asks for rights to make a link'
            }

            $path = Write-AgentFile 3 ln
            $link = Join-Path $TestDrive linked.csv
            $null = New-Item -ItemType SymbolicLink -Path $link -Target $path
            $null = Import-CcAgent $path
            (Get-Summary (Import-CcAgent $link)).AlreadyDone | Should -Be 3
            "$link.journal" | Should -Not -Exist
        }

        It 'ends the run when it is deleted, with what is known' {
            if ($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
                Set-ItResult -Skipped -Because 'Windows keeps an open file from being deleted'
            }

            $path = Write-AgentFile 300 dj
            $output = Import-CcAgent $path -ThrottleLimit 2 -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue | ForEach-Object {
                Remove-Item -LiteralPath "$path.journal" -ErrorAction Ignore
                $_
            }
            $summary = Get-Summary $output
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'JournalFailed,*'
            "$($failed[-1])" | Should -Match 'deleted, replaced or changed'
            $failed[-1].ErrorDetails.RecommendedAction | Should -Match 'all rows would be sent again'
            $summary.Done | Should -BeLessThan 200
            $summary.Unknown | Should -Be 0
            (Get-Created dj).Count | Should -Be $summary.Done
        }

        It 'refuses what is no regular file, and a link, at once' {
            if ($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
                Set-ItResult -Skipped -Because 'there are no such devices here'
            }

            $path = Write-AgentFile 1 nr
            $link = Join-Path $TestDrive planted.journal
            $null = New-Item -ItemType SymbolicLink -Path $link -Target (Join-Path $TestDrive not-there)
            foreach ($journal in '/dev/full', '/dev/null', '/dev/stdout', $link) {
                { Import-CcAgent $path -JournalPath $journal } | Should -Throw -ErrorId 'JournalFailed,*' -Because $journal
                { Import-CcAgent $path -PasswordPath $journal -EncryptTo $certificate } | Should -Throw -ErrorId 'FileUnwritable,*' -Because $journal
            }

            Join-Path $TestDrive not-there | Should -Not -Exist
            Get-Created nr | Should -BeNullOrEmpty
        }

        It 'says of one that is there and empty that all is sent' {
            $path = Write-AgentFile 1 em
            [System.IO.File]::WriteAllText("$path.journal", '')
            (Get-Summary (Import-CcAgent $path -WarningAction SilentlyContinue -WarningVariable warned)).Done | Should -Be 1
            "$warned" | Should -Match 'already existed but was empty'
        }

        It 'refuses a second run of the same file while one is going on' {
            $path = Write-AgentFile 3 b
            $refused = $null
            $null = Import-CcAgent $path -ThrottleLimit 1 | ForEach-Object {
                if (-not $refused) {
                    try { Import-CcAgent $path } catch { $refused = $_ }
                }
            }
            $refused.FullyQualifiedErrorId | Should -BeLike 'JournalInUse,*'
            (Get-Created b).Count | Should -Be 3
        }
    }

    Context 'two tenants at one address' {
        # As at the vendor, whose one address leads to each tenant by who is signed in.
        It 'are not taken for each other: the journal of the first is refused to the second, which gets all of its agents' {
            $tenant = @(foreach ($app in 'app-north', 'app-south') { Start-CcSimulator -Credential (ConvertTo-TestLogin $app "secret-of-$app") })
            $address = "http://127.0.0.1:$(Get-FreePort)/"
            $path = Write-AgentFile 20 tt
            try {
                foreach ($number in 0, 1) {
                    $server = Open-LossyServer $tenant[$number] -Uri $address
                    try {
                        $session = Connect-CcTenant -Uri $address -Credential $tenant[$number].Credential -TokenUri $tenant[$number].TokenUri -Name "tt$number"
                        if ($number -eq 1) {
                            { Import-CcAgent $path -Session $session } | Should -Throw -ErrorId 'JournalMismatch,*' -ExpectedMessage '*app-north*app-south*'
                            { Import-CcAgent $path -Session $session -WhatIf } | Should -Throw -ErrorId 'JournalMismatch,*'
                            $tenant[1].Agent.Count | Should -Be 0
                        }

                        $summary = Get-Summary (Import-CcAgent $path -Session $session -JournalPath ("$path.journal", "$path.south.journal")[$number])
                        $summary.Done, $summary.AlreadyDone | Should -Be 20, 0
                        $tenant[$number].Agent.Count | Should -Be 20
                    } finally {
                        Close-TestServer $server
                    }
                }
            } finally {
                Get-CcSession 'tt*' | Disconnect-CcTenant
                $tenant | Stop-CcSimulator
            }
        }

        It 'are one when the user says so, as after a token was renewed' {
            $path = Write-AgentFile 3 tu
            $null = Import-CcAgent $path
            $renewed = Connect-CcTenant -Uri $sim.Uri -Token (ConvertTo-TestSecret 'token-of-the-next-day') -TenantId $sim.TenantId -Namespace $sim.Namespace -Name renewed
            try {
                { Import-CcAgent $path -Session $renewed } | Should -Throw -ErrorId 'JournalMismatch,*' -ExpectedMessage '*a token that the journal does not know*'
                $Error[0].ErrorDetails.RecommendedAction | Should -Match '-SameTenant'
                (Get-Summary (Import-CcAgent $path -Session $renewed -SameTenant)).AlreadyDone | Should -Be 3
                (Get-Summary (Import-CcAgent $path -Session $renewed)).AlreadyDone | Should -Be 3
                Find-Secret ([System.IO.File]::ReadAllText("$path.journal")) 'token-of-the-next-day' | Should -BeNullOrEmpty
            } finally {
                Disconnect-CcTenant -Session renewed
            }
        }
    }

    Context 'outcomes that nobody answered' {
        It 'are unknown where the tenant lists no agents, and are not sent again by the next run' {
            Invoke-WithLoss -Lose c2 {
                param($own, $server)
                $path = Write-AgentFile 3 c
                $summary = Get-Summary (Import-CcAgent $path -Session lossy -ErrorAction SilentlyContinue -ErrorVariable failed -InformationVariable said 6>$null)
                $summary.Done, $summary.Unknown, $summary.Failed | Should -Be 2, 1, 0
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
                "$said" | Should -BeLike '*2 done, 1 unknown*Run the same command again: it sends what was not sent, and looks in the tenant for the agents whose outcome is unknown.*'
                $again = Get-Summary (Import-CcAgent $path -Session lossy -ErrorAction SilentlyContinue -ErrorVariable failed)
                $again.AlreadyDone, $again.Unknown | Should -Be 2, 1
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
                @($server.Requests.ToArray() | Where-Object Method -EQ POST).Count | Should -Be 3
                $own.Agent.Count | Should -Be 3
            }
        }

        It 'are settled by looking where the tenant lists them' {
            Invoke-WithLoss -AllowAgentList -Lose d2 -Swallow d3 {
                param($own)
                $output = Import-CcAgent (Write-AgentFile 3 d) -Session lossy -ErrorAction SilentlyContinue -ErrorVariable failed
                $summary = Get-Summary $output
                $summary.Done, $summary.Unknown, $summary.Failed | Should -Be 2, 0, 1
                $own.Agent.Code | Sort-Object | Should -Be 'd1', 'd2'
                $made = $output | Where-Object Code -CEQ d2
                $own.VerifyPassword('d2', $made.Credential) | Should -BeTrue
                "$failed" | Should -Match 'd3.*has no such agent'
            }
        }
    }

    Context 'a server that acts on a request only after a while' {
        It 'has nobody twice after a run that was stopped, and continued at once' {
            $slow = Start-CcSimulator -EffectDelayMilliseconds 2000 -AllowAgentList
            $null = $slow | Connect-CcTenant -Name slow -TimeoutSec 3
            $path = Write-AgentFile 12 s
            try {
                $before = $slow.RequestCount
                $null = Invoke-Alone -Argument (Get-CcSession slow), $path -StopWhen { $slow.RequestCount -ge $before + 8 } {
                    param($session, $path)
                    Import-CcAgent $path -Session $session
                }
                (Get-CcJournal "$path.journal").Unknown | Should -BeGreaterThan 0
                $summary = Get-Summary (Import-CcAgent $path -Session slow -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue)
                $failed | Should -BeNullOrEmpty
                $summary.Done | Should -Be 12
                $slow.Agent.Code | Sort-Object -Unique | Should -HaveCount 12
                # A second create of an agent would be refused with 409.
                (Get-CcJournal "$path.journal").Row.Attempts | Should -Be (@(1) * 12)
            } finally {
                Disconnect-CcTenant slow
                Stop-CcSimulator $slow
            }
        }
    }

    Context 'queues' {
        It 'signs the extension of each agent in to its queues, and carries on the rest of the line' {
            $path = Write-TestFile 'code,loginName,userName,queue,extension,seat', 'w1,lw1,b,630;631,8301,a@x', 'w2,lw2,b,,8302,b@x', 'w3,lw3,b,0800,0803,c@x'
            $output = Import-CcAgent $path -ErrorAction Stop -WarningAction Stop | Sort-Object Line
            $output.State | Should -Be 'Done', 'Done', 'Done'
            $output[0].Queue | Should -Be '630', '631'
            $output[1].Queue | Should -BeNullOrEmpty
            ($output | ConvertTo-Csv | ConvertFrom-Csv).Queue | Should -Be '630;631', '', '0800'
            $output.seat | Should -Be 'a@x', 'b@x', 'c@x'
            $output.extension | Should -Be '8301', '8302', '0803'
            @($sim.QueueMember | Where-Object Extension -EQ '0803').Queue | Should -Be '0800'
        }

        It 'says which line is only partly done, and signs in alone when it is run again' {
            $path = Write-TestFile 'code,loginName,userName,queue,extension', 'x1,lx1,b,630;699,8311', 'x2,lx2,b,631,8312'
            $output = Import-CcAgent $path -ErrorAction SilentlyContinue -ErrorVariable failed | Sort-Object Line
            $output.State | Should -Be 'Partial', 'Done'
            $output[0].Queue | Should -Be '630'
            $output[0].Problem | Should -Match '699.*Queue not found'
            $output[0].Credential | Should -Not -BeNullOrEmpty
            @($failed).Count | Should -Be 1
            $failed[0].TargetObject.extension | Should -Be '8311'
            $failed[0].TargetObject.line | Should -Be 2

            (Get-Content -LiteralPath $path) -replace '630;699', '630;632' | Set-Content -LiteralPath $path
            $again = Import-CcAgent $path -ErrorAction Stop | Sort-Object Line
            $again.State | Should -Be 'Done', 'AlreadyDone'
            $again[0].Queue | Should -Be '630', '632'
            @(Get-Created x).Count | Should -Be 2
        }

        It 'checks the cells of queues and extensions before anything is sent' {
            $path = Write-TestFile 'code,loginName,userName,queue,extension', 'y1,ly1,b,630,', 'y2,ly2,b,630,8321;8322', 'y3,ly3,b,630,8323'
            $before = $sim.RequestCount
            $output = Import-CcAgent $path -CheckOnly -ErrorAction SilentlyContinue -ErrorVariable failed
            $output.State | Should -Be 'Skipped', 'Skipped', 'NotSent'
            $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'MissingValue', 'InvalidValue'
            $sim.RequestCount | Should -Be $before
        }

        It 'leaves them out with -SkipQueue, and where there is no phone system, which it says once' {
            $path = Write-TestFile 'code,loginName,userName,queue,extension', 'z1,lz1,b,630,8331', 'z2,lz2,b,631,8332'
            (Import-CcAgent $path -SkipQueue -WarningVariable warned).State | Should -Be 'Done', 'Done'
            $warned | Should -BeNullOrEmpty
            $session = Connect-CcTenant -Uri $sim.Uri -TokenUri $sim.TokenUri -Credential $sim.Credential -Name alone
            $path = Write-TestFile 'code,loginName,userName,queue,extension', 'z3,lz3,b,630,8333'
            (Import-CcAgent $path -Session $session -WarningVariable warned -WarningAction SilentlyContinue).State | Should -Be 'Done'
            @($warned).Count | Should -Be 1
            "$warned" | Should -Match 'no phone system.*-SkipQueue'
            Disconnect-CcTenant alone
            $sim.QueueMember.Extension | Should -Not -Contain '8331'
            @(Get-Created z).Count | Should -Be 3
        }

        It 'replaces the password of a line with -ResetPassword' {
            $path = Write-TestFile 'code,loginName,userName,password', 'v1,lv1,b,Given-0001', 'v2,lv2,b,'
            $output = Import-CcAgent $path -ResetPassword -ErrorAction Stop
            foreach ($row in $output) {
                $sim.VerifyPassword($row.Code, $row.Credential) | Should -BeTrue
                $row.PSObject.Properties.Name | Should -Not -Contain 'password'
            }

            $sim.VerifyPassword('v1', (ConvertTo-TestLogin x 'Given-0001')) | Should -BeFalse
        }
    }

    Context 'passwords handed over in a file' {
        It 'writes each generated password encrypted, and emits none' {
            $path = Write-TestFile 'code,loginName,userName,password', 'e1,le1,b,', 'e2,le2,b,', 'e3,le3,b,Given-0001'
            $handover = Join-Path $TestDrive handover1.cms
            $output = Import-CcAgent $path -PasswordPath $handover -EncryptTo $certificate
            @($output | Where-Object Credential).Count | Should -Be 0
            (Get-Summary $output).Done | Should -Be 3
            $read = @(Read-Handover $handover $certificate)
            $read.Code | Sort-Object | Should -Be 'e1', 'e2' -Because 'the third is in the file of the user'
            ($read | Sort-Object Code).LoginName | Should -Be 'le1', 'le2'
            foreach ($one in $read) {
                $sim.VerifyPassword($one.Code, (ConvertTo-TestLogin x $one.Password)) | Should -BeTrue
                Find-Secret ([System.IO.File]::ReadAllText($handover)) $one.Password | Should -BeNullOrEmpty
                Find-Secret ([System.IO.File]::ReadAllText("$path.journal")) $one.Password | Should -BeNullOrEmpty
            }
        }

        It 'adds to the file, and can encrypt to several' {
            $other = Get-NewCertificate
            $handover = Join-Path $TestDrive handover2.cms
            $null = Import-CcAgent (Write-AgentFile 1 f) -PasswordPath $handover -EncryptTo $certificate, $other
            $null = Import-CcAgent (Write-AgentFile 1 g) -PasswordPath $handover -EncryptTo $certificate, $other
            (Read-Handover $handover $other).Code | Should -BeExactly 'f1', 'g1'
            (Read-Handover $handover $certificate).Code | Should -BeExactly 'f1', 'g1'
        }

        It 'refuses -PasswordPath and -EncryptTo without the other, before anything is sent' {
            $path = Write-AgentFile 1 h
            $handover = Join-Path $TestDrive handover3.cms
            { Import-CcAgent $path -PasswordPath $handover } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*never writes passwords to a plain-text file*'
            { Import-CcAgent $path -EncryptTo $certificate } | Should -Throw -ErrorId 'InvalidParameter,*'
            $handover | Should -Not -Exist
            "$path.journal" | Should -Not -Exist
            Get-Created h | Should -BeNullOrEmpty
        }

        It 'sends nothing when the file cannot be written' {
            $path = Write-AgentFile 1 i
            { Import-CcAgent $path -PasswordPath (Join-Path $TestDrive missing/handover.cms) -EncryptTo $certificate } |
                Should -Throw -ErrorId 'FileUnwritable,*' -ExpectedMessage '*handover.cms*cannot be written*'
            Get-Created i | Should -BeNullOrEmpty
        }

        It 'adds passwords to no file that holds something else, such as the CSV file itself' {
            $path = Write-AgentFile 1 ii
            $before = [System.IO.File]::ReadAllText($path)
            { Import-CcAgent $path -PasswordPath $path -EncryptTo $certificate } | Should -Throw -ErrorId 'FileUnwritable,*' -ExpectedMessage '*something other than passwords*'
            [System.IO.File]::ReadAllText($path) | Should -BeExactly $before
            Get-Created ii | Should -BeNullOrEmpty
        }

        It 'cuts off an entry that was torn, and says so' {
            $handover = Join-Path $TestDrive torn.cms
            $null = Import-CcAgent (Write-AgentFile 1 to) -PasswordPath $handover -EncryptTo $certificate
            [System.IO.File]::AppendAllText($handover, "-----BEGIN CMS-----`nMIIB")
            $null = Import-CcAgent (Write-AgentFile 1 tp) -PasswordPath $handover -EncryptTo $certificate -WarningAction SilentlyContinue -WarningVariable warned
            "$warned" | Should -Match 'torn.cms.*incomplete.*24 bytes'
            (Read-Handover $handover $certificate).Code | Should -BeExactly 'to1', 'tp1'
        }

        It 'sends no agent whose password cannot be written' {
            if (-not (Test-Path /dev/full)) {
                Set-ItResult -Skipped -Because 'there is no device that is always full here'
            }

            { Import-CcAgent (Write-AgentFile 3 q) -PasswordPath /dev/full -EncryptTo $certificate } | Should -Throw -ErrorId 'FileUnwritable,*' -ExpectedMessage '*/dev/full*'
            Get-Created q | Should -BeNullOrEmpty
        }

        It 'sends nothing when the certificate is none to encrypt to' {
            $path = Write-AgentFile 2 j
            $handover = Join-Path $TestDrive handover4.cms
            { Import-CcAgent $path -PasswordPath $handover -EncryptTo 'no-such-certificate' -ErrorAction Stop } | Should -Throw
            Get-Created j | Should -BeNullOrEmpty
        }

        It 'knows the password of every agent that a stopped run left, and says of none that it is lost' {
            $slow = Start-CcSimulator -LatencyMilliseconds 100
            $null = $slow | Connect-CcTenant -Name handover
            try {
                $path = Write-AgentFile 40 k
                $handover = Join-Path $TestDrive handover5.cms
                $result = Invoke-Alone -Argument $slow, $path, $handover, $certificate -StopWhen { $slow.Agent.Count -ge 5 } {
                    param($slow, $path, $handover, $certificate)
                    $null = $slow | Connect-CcTenant
                    Import-CcAgent $path -ThrottleLimit 4 -PasswordPath $handover -EncryptTo $certificate
                }
                $left = @($slow.Agent)
                $left.Count | Should -BeIn (5..39)
                $read = @(Read-Handover $handover $certificate)
                # An agent whose outcome the stopped run did not learn of has a password that is there, and not marked yet.
                $entry = @(Read-HandoverEntry $handover $certificate)
                foreach ($agent in $left | Where-Object Code -NotIn $read.Code) {
                    Test-Handover -Simulator $slow -Code $agent.Code -Handover @($entry | Where-Object State -EQ Pending) | Should -BeTrue -Because $agent.Code
                }

                foreach ($one in $read) {
                    Test-Handover -Simulator $slow -Code $one.Code -Handover $one | Should -BeTrue -Because $one.Code
                }

                $result.Line -join "`n" | Should -Not -Match 'passwords of these agents are lost'
                (Get-Summary (Import-CcAgent $path -Session handover -PasswordPath $handover -EncryptTo $certificate -ThrottleLimit 16 -ErrorAction Stop)).Unknown | Should -Be 0
                $read = @(Read-Handover $handover $certificate)
                foreach ($agent in $slow.Agent) {
                    Test-Handover -Simulator $slow -Code $agent.Code -Handover $read | Should -BeTrue -Because $agent.Code
                }

                $slow.Agent.Count | Should -Be 40
            } finally {
                Disconnect-CcTenant handover
                Stop-CcSimulator $slow
            }
        }
    }

    Context 'passwords of a run that was killed' {
        # At four moments; the file is read as the recipe says.
        It 'are in the file, and the one that an agent has is marked: of 40 agents none has another' {
            $slow = Start-CcSimulator -AllowAgentList -LatencyMilliseconds 60
            $path = Write-AgentFile 40 kk
            $handover = Join-Path $TestDrive killed.cms
            $public = Join-Path $TestDrive killed.cer
            [System.IO.File]::WriteAllBytes($public, $certificate.Export('Cert'))
            $script = Join-Path $TestDrive killed.ps1
            Set-Content -LiteralPath $script -Value @'
param($Manifest, $Session, $Path, $Handover, $Certificate)
Import-Module $Manifest
$tenant = Import-Clixml -LiteralPath $Session
$null = Connect-CcTenant @tenant
Import-CcAgent $Path -ThrottleLimit 4 -PasswordPath $Handover -EncryptTo $Certificate
'@
            $powerShell = & ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'build', 'Get-PowerShell.ps1'))
            $tenant = Join-Path $TestDrive killed.xml
            # An agent that the killed run did not get to send is certainly absent after twice the timeout.
            @{ Uri = $slow.Uri; TokenUri = $slow.TokenUri; Credential = $slow.Credential; TenantId = $slow.TenantId; Namespace = $slow.Namespace; TimeoutSec = 10 } |
                Export-Clixml -LiteralPath $tenant
            try {
                foreach ($created in 1, 8, 17, 30) {
                    $arguments = @('-NoProfile', '-File', $script, (Get-TestedManifest), $tenant, $path, $handover, $public)
                    $process = Start-Process -FilePath $powerShell -ArgumentList $arguments -PassThru -RedirectStandardOutput (Join-Path $TestDrive killed.out)
                    while ($slow.Agent.Count -lt $created -and -not $process.HasExited) {
                        Start-Sleep -Milliseconds 5
                    }

                    $process.HasExited | Should -BeFalse
                    $process.Kill()
                    $process.WaitForExit()
                }

                $slow.Agent.Count | Should -BeIn (30..39)
                $null = $slow | Connect-CcTenant -Name killed
                $summary = Get-Summary (Import-CcAgent $path -Session killed -PasswordPath $handover -EncryptTo $certificate -WarningAction SilentlyContinue)
                $summary.Failed, $summary.Unknown | Should -Be 0, 0
                $slow.Agent.Count | Should -Be 40
                $read = @(Read-Handover $handover $certificate)
                $read.Count | Should -Be 40
                foreach ($agent in $slow.Agent) {
                    Test-Handover -Simulator $slow -Code $agent.Code -Handover $read | Should -BeTrue -Because $agent.Code
                }
            } finally {
                Get-CcSession | Where-Object Name -EQ killed | Disconnect-CcTenant
                Stop-CcSimulator $slow
            }
        }
    }

    Context 'certificates' {
        It 'are found in a file, as PEM text and as an object, and by a file that Get-Item gives' {
            $folder = (New-Item -ItemType Directory (Join-Path $TestDrive certs)).FullName
            $cer = Join-Path $folder hr.cer
            [System.IO.File]::WriteAllBytes($cer, $certificate.Export('Cert'))
            $pem = "-----BEGIN CERTIFICATE-----`n$([Convert]::ToBase64String($certificate.Export('Cert')))`n-----END CERTIFICATE-----"
            [System.IO.File]::WriteAllText((Join-Path $folder hr.pem), $pem)
            $given = $cer, (Join-Path $folder hr.pem), $pem, $certificate, (Get-Item $cer)
            for ($number = 0; $number -lt $given.Count; $number++) {
                $handover = Join-Path $folder "$number.cms"
                $null = Import-CcAgent (Write-AgentFile 1 "cf$number-") -PasswordPath $handover -EncryptTo $given[$number]
                (Read-Handover $handover $certificate).Code | Should -BeExactly "cf$number-1"
            }
        }

        It 'by a subject or a thumbprint are never a file of that name in the current folder' {
            Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive planted))
            try {
                foreach ($name in 'CN=hr', '0123456789abcdef0123456789abcdef01234567') {
                    [System.IO.File]::WriteAllBytes((Join-Path $PWD.ProviderPath $name), $certificate.Export('Cert'))
                    { Import-CcAgent (Write-AgentFile 1 pl) -PasswordPath planted.cms -EncryptTo $name } |
                        Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*$name*no certificate*"
                }

                Get-Created pl | Should -BeNullOrEmpty
                $null = Import-CcAgent (Write-AgentFile 1 pm) -PasswordPath planted.cms -EncryptTo ./CN=hr
                (Read-Handover (Join-Path $PWD.ProviderPath planted.cms) $certificate).Code | Should -BeExactly 'pm1'
            } finally {
                Pop-Location
            }
        }

        It 'that are not made for documents are refused before anything is sent' {
            $rsa = [System.Security.Cryptography.RSA]::Create(2048)
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=web', $rsa, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $web = $request.CreateSelfSigned([datetimeoffset]::Now.AddDays(-1), [datetimeoffset]::Now.AddDays(1))
            { Import-CcAgent (Write-AgentFile 1 we) -PasswordPath (Join-Path $TestDrive web.cms) -EncryptTo $web } | Should -Throw -ExpectedMessage '*CN=web*document encryption*'
            Get-Created we | Should -BeNullOrEmpty
        }
    }

    Context 'what a policy logs' {
        It 'has no generated password: nothing goes through a pipeline that module logging sees' {
            $logging = Get-Module Microsoft.PowerShell.Security, Microsoft.PowerShell.Utility
            $before = $logging | ForEach-Object LogPipelineExecutionDetails
            Mock Protect-CmsMessage { throw 'A password went through a command.' }
            try {
                $logging | ForEach-Object { $_.LogPipelineExecutionDetails = $true }
                $handover = Join-Path $TestDrive logged.cms
                $null = Import-CcAgent (Write-AgentFile 2 lo) -PasswordPath $handover -EncryptTo $certificate
                @(Read-Handover $handover $certificate).Count | Should -Be 2
            } finally {
                for ($number = 0; $number -lt @($logging).Count; $number++) {
                    @($logging)[$number].LogPipelineExecutionDetails = @($before)[$number]
                }
            }
        }
    }

    Context 'passwords of a row that was interrupted twice' {
        It 'are all in the file, and the run that settles it marks the one that the agent has' {
            $silent = Start-CcSimulator
            $lister = Start-CcSimulator -Credential $silent.Credential -AllowAgentList -LatencyMilliseconds 900
            $server = Open-LossyServer $silent -Swallow m1
            $path = Write-AgentFile 1 m
            $how = @{ Path = $path; PasswordPath = Join-Path $TestDrive handover6.cms; EncryptTo = $certificate }
            try {
                $null = Connect-LossyServer $server $silent
                (Get-Summary (Import-CcAgent @how -ErrorAction SilentlyContinue)).Unknown | Should -Be 1
                Disconnect-CcTenant lossy
                Close-TestServer $server
                # The same address, now before a tenant that lists its agents: it creates the agent, and the run is stopped.
                $server = Open-LossyServer $lister -Uri $server.Uri
                $session = Connect-LossyServer $server $lister
                $null = Invoke-Alone -Argument $session, $how -StopWhen { $lister.Agent.Count } {
                    param($session, $how)
                    Import-CcAgent @how -Session $session
                }
                $summary = Get-Summary (Import-CcAgent @how -Session $session -WarningVariable warned -WarningAction SilentlyContinue)
                $summary.Done, $summary.Unknown | Should -Be 1, 0
                Test-Handover -Simulator $lister -Code m1 -Handover (Read-Handover $how.PasswordPath $certificate) | Should -BeTrue
                (Read-HandoverEntry $how.PasswordPath $certificate).State | Should -Be 'Pending', 'Pending', 'Set'
                "$warned" | Should -Match 'm1.*marked there as set'
            } finally {
                Get-CcSession | Where-Object Name -EQ lossy | Disconnect-CcTenant
                Close-TestServer $server
                Stop-CcSimulator $silent
                Stop-CcSimulator $lister
            }
        }
    }

    Context 'on the screen' {
        It 'ends with one line that says how many lines came to which end, and what to do next' {
            $path = Write-TestFile 'code,loginName,userName,queue,extension', 'l1,ll1,b,630,8201', 'l2,,b,,', 'l3,ll3,b,699,8203'
            $null = Import-CcAgent $path -ErrorAction SilentlyContinue -InformationVariable said 6>$null
            @($said).Count | Should -Be 1
            "$said" | Should -Match '\.csv: 1 done, 1 created but not in all queues, 1 invalid \(rows: 3, time: .*\)\. Correct the errors and run the same command again'
            $null = Import-CcAgent $path -CheckOnly -ErrorAction SilentlyContinue -InformationVariable said 6>$null
            "$said" | Should -Match '1 invalid, 2 not sent \(.*\)\. Correct the file'
            $path = Write-TestFile 'code,loginName,name', 'l4,ll4,b'
            foreach ($how in @{ CheckOnly = $true }, @{}) {
                $null = Import-CcAgent $path @how -ErrorAction SilentlyContinue -InformationVariable said 6>$null
                "$said" | Should -Match '\.csv: 1 not sent \(.*\)\. Correct the file' -Because 'a column is missing'
            }
        }
    }
}
