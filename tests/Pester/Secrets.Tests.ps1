BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule

    # Each has characters that URLs, JSON and XML write in another way.
    $secrets = @{
        Token     = 'Tok/en+="&<x>-0001'
        AppSecret = 'app/Secret+="&<é>0001'
        WebKey    = 'Web/Key+="&<密>0001'
        Text      = 'Te/xt+"&<é1aA'
        Secure    = 'Se/cure+"&<é1aA'
        Weak      = 'We/ak+"&<é-aA'
        Simulator = 'Sim/Secret+="&<é>0001'
    }

    # Sends back all that it is sent, in each form.
    $echo = {
        param($request, $data)
        $known = @($request.Headers['Authorization'], $request.Headers['Authentication'])
        if ($request.Query -match 'appSecret=([^&]*)') {
            $known += [uri]::UnescapeDataString($Matches[1])
        }

        if ($request.Body -like '{*') {
            $known += ($request.Body | ConvertFrom-Json).password
        }

        $forms = @(foreach ($secret in $known -ne $null) {
                $secret
                [uri]::EscapeDataString($secret)
                [System.Net.WebUtility]::UrlEncode($secret)
                [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($secret))
                [System.Text.Json.JsonEncodedText]::Encode($secret).ToString()
            })

        # A message is cut after 300 characters: each request begins with another form.
        $words = 'you sent ' + ((0..$forms.Count | ForEach-Object { $forms[($_ + $request.Number) % [math]::Max(1, $forms.Count)] }) -join ' ; ')
        $answer = @{ status = 'success'; message = $words; password = "$($known[-1])"; token = "$($known[0])"; id = '1'; data = @{ '630' = @(@{ name = 'sip/800' }) } }
        if ($data.Mode -eq 'Success') {
            if ($request.Path -eq '/token') {
                return @{ Body = @{ token = 'Issued/Tok+="&<x>-01'; message = $words } | ConvertTo-Json }
            }

            if ($request.Method -eq 'PUT') {
                return @{ Status = 204 }
            }

            return @{ Body = $answer | ConvertTo-Json -Depth 5 }
        }

        $answer.status = 'error'
        $status = if ($request.Path -eq '/token') { 425 } elseif ($request.Path -like '/coocenter-api/*') { 200, 404, 500 | Get-Random } else { 401, 403, 424, 472, 418, 500 | Get-Random }
        if ($data.Mode -eq 'Text') {
            return @{ Status = $(if ($status -eq 200) { 400 } else { $status }); Type = 'text/plain'; Body = "token=$($known[0])&password=$($known[-1]) $words" }
        }

        @{ Status = $status; Body = $answer | ConvertTo-Json -Depth 5 }
    }

    # Runs each command with all streams on, in a host of its own, and returns all the text of it that anybody could see,
    # by command. It runs in another runspace: the secrets come as arguments, since a line of a script is shown in an error.
    $drive = {
        param($uri, $login, $token, $key, $secure, $text, $weak, $path, $simulatorLogin, $pass, $certificate)
        $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = $ProgressPreference = 'Continue'
        $seen = @{}
        $kept = @{}

        function Watch([string] $Name, [scriptblock] $Command) {
            $Error.Clear()
            $all = $null
            try {
                & $Command *>&1 | Tee-Object -Variable all | Out-Default
            } catch {
                $_ | Out-Default
            }

            $parts = @()
            $met = [System.Runtime.Serialization.ObjectIDGenerator]::new()
            foreach ($one in @($all) + @($Error)) {
                $isFirst = $false
                if ($null -ne $one) {
                    $null = $met.GetId($one, [ref] $isFirst)
                }

                if (-not $isFirst) {
                    continue
                }

                $parts += $one | Format-List * -Force | Out-String -Width 1000
                if ($one -is [System.Management.Automation.ErrorRecord]) {
                    if (Get-Command Get-Error -ErrorAction Ignore) {
                        $parts += $one | Get-Error | Out-String -Width 1000
                    }

                    $parts += $one.Exception | Format-List * -Force | Out-String -Width 1000
                    $parts += $one.TargetObject | Format-List * -Force | Out-String -Width 1000
                    $parts += $one.TargetObject | ConvertTo-Json -Depth 5
                    $parts += "$($one.Exception)"
                } elseif ($one -isnot [System.Management.Automation.InformationalRecord]) {
                    # A line of a stream is its text. PowerShell hangs the bound parameters on it as well, the user's own row among them.
                    $parts += $one | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue
                }
            }

            $seen[$Name] = "$($seen[$Name])`n$($parts -join "`n")"
            $kept[$Name] = @($kept[$Name]) + @($all)
        }

        $file = "$path/$([guid]::NewGuid()).txt"
        $null = Start-Transcript -LiteralPath $file
        $row = @{ loginName = 'l'; userName = 'b' }
        $csv = "$path/$([guid]::NewGuid())"
        $quote = { param($value) '"' + $value.Replace('"', '""') + '"' }
        $lines = @('code,loginName,userName,password', "11,l11,b,$(& $quote $text)", '12,l12,b,', "13,l13,b,$(& $quote $weak)", "14,l14,b$([char] 7),$(& $quote $text)", "15,l15,b,$(& $quote $text)x,more")
        [System.IO.File]::WriteAllLines("$csv-1", $lines)
        [System.IO.File]::WriteAllLines("$csv-2", $lines)
        [System.IO.File]::WriteAllLines("$csv-3", [string[]] @($lines[1..3]))
        $where = @{ Uri = $uri; QueueUri = $uri; QueueKey = $key; MaximumRetryCount = 0 }
        Watch 'Start-CcSimulator' { Start-CcSimulator -Credential $simulatorLogin -QueueKey $key; Start-CcSimulator -WhatIf -QueueKey $key }
        Watch 'Connect-CcTenant' { Connect-CcTenant @where -Token $token -WhatIf }
        Watch 'Connect-CcTenant' { Connect-CcTenant @where -Token $pass }
        Watch 'Connect-CcTenant' { Connect-CcTenant @where -Credential $login -TokenUri "$($uri)token" -Name byCredential }
        Watch 'Connect-CcTenant' { Connect-CcTenant @where -Token $token -Name byToken }
        foreach ($session in (Get-CcSession).Name) {
            Watch 'Get-CcSession' { Get-CcSession $session }
            Watch 'New-CcImportTemplate' { New-CcImportTemplate "$csv-$session-template.csv"; New-CcImportTemplate "$csv-$session-template.csv" }
            Watch 'Test-CcSession' { Test-CcSession $session; Test-CcSession $session -Quiet }
            Watch 'New-CcAgent' { New-CcAgent 1 l b -Password $secure -Session $session }
            Watch 'New-CcAgent' { [pscustomobject]($row + @{ code = '2'; password = $text }) | New-CcAgent -Session $session }
            Watch 'New-CcAgent' { [pscustomobject]($row + @{ code = '3'; '密码' = $weak }) | New-CcAgent -Session $session }
            Watch 'New-CcAgent' { [pscustomobject]($row + @{ code = '4' }) | New-CcAgent -Session $session }
            Watch 'New-CcAgent' { [pscustomobject]($row + @{ code = '5'; password = $text }) | New-CcAgent -Session $session -WhatIf }
            Watch 'New-CcAgent' { [pscustomobject]($row + @{ code = '6'; password = $text }) | New-CcAgent -Session $session -ErrorAction Stop }
            Watch 'Reset-CcAgentPassword' { Reset-CcAgentPassword 1 -Password $secure -PassThru -Session $session }
            Watch 'Reset-CcAgentPassword' { [pscustomobject]@{ code = '2'; password = $text } | Reset-CcAgentPassword -Session $session }
            Watch 'Reset-CcAgentPassword' { [pscustomobject]@{ code = '3'; password = $weak } | Reset-CcAgentPassword -Session $session }
            Watch 'Reset-CcAgentPassword' { Reset-CcAgentPassword 4 -Session $session }
            Watch 'Reset-CcAgentPassword' { Reset-CcAgentPassword 5 -Password $secure -WhatIf -Session $session }
            Watch 'New-CcAgent' { [pscustomobject]($row + @{ code = '7'; password = $text }), [pscustomobject]($row + @{ code = '8' }) | New-CcAgent -Session $session -JournalPath "$csv-$session-a.journal" }
            Watch 'Reset-CcAgentPassword' { [pscustomobject]@{ code = '7'; password = $text }, [pscustomobject]@{ code = '8' } | Reset-CcAgentPassword -Session $session -JournalPath "$csv-$session-b.journal" }
            Watch 'Enter-CcQueue' { Enter-CcQueue 630 802 -Session $session -JournalPath "$csv-$session-c.journal" }
            Watch 'Exit-CcQueue' { Exit-CcQueue 630 802 -Session $session -JournalPath "$csv-$session-d.journal" }
            Watch 'Import-CcAgent' { Import-CcAgent "$csv-1" -CheckOnly; Import-CcAgent "$csv-3" -CheckOnly; Import-CcAgent "$csv-1" -WhatIf -Session $session }
            Watch 'Import-CcAgent' { Import-CcAgent "$csv-1" -Session $session -JournalPath "$csv-$session-e.journal" }
            Watch 'Import-CcAgent' { Import-CcAgent "$csv-2" -Session $session -JournalPath "$csv-$session-f.journal" -PasswordPath "$csv-$session.cms" -EncryptTo $certificate }
            Watch 'Import-CcAgent' { Import-CcAgent "$csv-2" -Session $session -JournalPath "$csv-$session-g.journal" -PasswordPath "$csv-plain.cms" }
            Watch 'Get-CcJournal' { Get-ChildItem "$csv-$session-*.journal" | Get-CcJournal; (Get-ChildItem "$csv-$session-*.journal" | Get-CcJournal).Row; Get-CcJournal "$csv-1", "$csv-3" }
            Watch 'Enter-CcQueue' { Enter-CcQueue 630 800, 801 -Session $session; Enter-CcQueue 630 800 -WhatIf -Session $session }
            Watch 'Exit-CcQueue' { Exit-CcQueue 630 800 -Session $session; Exit-CcQueue -Extension 800 -AllQueues -Session $session; Exit-CcQueue 630 800 -WhatIf -Session $session }
            Watch 'Get-CcAgent' { Get-CcAgent -Session $session }
            Watch 'Get-CcQueue' { Get-CcQueue -Session $session }
            Watch 'Get-CcQueueMember' { Get-CcQueueMember -Session $session }
            Watch 'Get-CcExtension' { Get-CcExtension -Session $session }
            Watch 'Suspend-CcQueueMember' { Suspend-CcQueueMember 630 800 -Session $session }
            Watch 'Resume-CcQueueMember' { Resume-CcQueueMember 630 800 -Session $session }
            Watch 'Compare-CcQueue' { [pscustomobject]@{ queue = '630'; extension = '801' } | Compare-CcQueue -Session $session }
            Watch 'Sync-CcQueue' { [pscustomobject]@{ queue = '630'; extension = '801' } | Sync-CcQueue -Session $session }
            Watch 'Disconnect-CcTenant' { Disconnect-CcTenant $session -WhatIf; Disconnect-CcTenant $session }
        }

        Watch 'Stop-CcSimulator' { Stop-CcSimulator -WhatIf; Stop-CcSimulator }
        $null = Stop-Transcript
        $seen
        $kept
        Get-Content -LiteralPath $file -Raw
        (Get-ChildItem "$csv-*.journal" | Get-Content -Raw) -join "`n"
        (Get-ChildItem "$csv-*.cms" | Get-Content -Raw) -join "`n"
    }

    $certificate = Get-NewCertificate

    # What could be seen of each command, and all secrets that there were, in a run against a server of that mode.
    function Invoke-Everything([string] $Mode) {
        $server = Open-TestServer $echo @{ Mode = $Mode }
        try {
            $result = Invoke-Alone $drive -Argument @(
                $server.Uri
                ConvertTo-TestLogin 'demo-app' $secrets.AppSecret
                ConvertTo-TestSecret $secrets.Token
                ConvertTo-TestSecret $secrets.WebKey
                ConvertTo-TestSecret $secrets.Secure
                $secrets.Text
                $secrets.Weak
                "$TestDrive"
                ConvertTo-TestLogin 'my-app' $secrets.Simulator
                $secrets.Token
                $certificate
            )
            $sent = $server.Requests.ToArray()
            $all = @($secrets.Values) + @($sent.Headers | ForEach-Object { $_['Authorization']; $_['Authentication'] }) +
                @(@($sent.Body) -like '{*' | ForEach-Object { ($_ | ConvertFrom-Json).password })
            [pscustomobject]@{
                Mode    = $Mode
                Seen    = $result.Output[0]
                Kept    = $result.Output[1]
                Record  = $result.Output[2]
                Journal = $result.Output[3]
                Session = if ($Mode -eq 'Success') { 2 } else { 1 }
                Message = $result.Output[4]
                Screen  = $result.Line -join "`n"
                Bar     = $result.Progress
                Streams = ($result.Error + $result.Warning + $result.Verbose + $result.Debug | Out-String -Width 1000)
                Sent    = $sent
                Secrets = @($all | Where-Object { $_ } | Select-Object -Unique)
            }
        } finally {
            Close-TestServer $server
        }
    }

    $runs = 'Success', 'Failure', 'Text' | ForEach-Object { Invoke-Everything $_ }

    function Find-InCommand([string] $Name) {
        foreach ($run in $runs) {
            $run.Seen[$Name] | Should -Not -BeNullOrEmpty -Because "$Name must have been driven"
            Find-Secret $run.Seen[$Name] $run.Secrets | ForEach-Object { "$($run.Mode): $_" }
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Secrets' {
    Context 'the search itself' {
        It 'finds a secret in each of its forms' {
            foreach ($secret in $secrets.Values) {
                foreach ($form in Get-SecretForm $secret) {
                    Find-Secret "before $form after" $secret | Should -Not -BeNullOrEmpty
                }

                Find-Secret (@{ x = $secret } | ConvertTo-Json) $secret | Should -Not -BeNullOrEmpty
                Find-Secret ([System.Management.Automation.PSSerializer]::Serialize($secret)) $secret | Should -Not -BeNullOrEmpty
            }

            Find-Secret 'nothing here' @($secrets.Values) | Should -BeNullOrEmpty
        }

        It 'drove every command of the module' {
            $data = Get-TestedData
            foreach ($run in $runs) {
                $run.Seen.Keys | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object) -Because $run.Mode
            }
        }

        It 'reached the server with each kind of secret, which sent them back' {
            $run = $runs[0]
            $run.Sent.Count | Should -BeGreaterThan 20
            $run.Secrets | Should -Contain $secrets.Token
            $run.Secrets | Should -Contain $secrets.Text
            $run.Secrets | Should -Contain $secrets.Secure
            $run.Secrets | Should -Contain 'Issued/Tok+="&<x>-01'
            @($run.Secrets -match '^[0-9a-f]{32}$').Count | Should -Be 1 -Because 'the key of the day was sent'
            $run.Sent.Query -join ' ' | Should -Match 'appSecret=app%2FSecret'
            $run.Secrets.Count | Should -BeGreaterThan 11 -Because 'generated passwords were sent as well'
            foreach ($one in $runs) {
                $one.Seen['New-CcAgent'] | Should -Match '\*{8}' -Because 'what was masked was shown'
                $one.Seen['Enter-CcQueue'] | Should -Match 'you sent .*\*{8}'
            }

            $runs[1].Seen['New-CcAgent'] | Should -Match 'The server says: you sent'
        }
    }

    Context 'in what can be seen of' {
        It 'Connect-CcTenant are none' {
            Find-InCommand Connect-CcTenant | Should -BeNullOrEmpty
        }

        It 'Disconnect-CcTenant are none' {
            $runs[0].Screen | Should -Match 'Disconnect the session'
            Find-InCommand Disconnect-CcTenant | Should -BeNullOrEmpty
        }

        It 'Get-CcSession are none' {
            Find-InCommand Get-CcSession | Should -BeNullOrEmpty
        }

        It 'New-CcAgent are none' {
            Find-InCommand New-CcAgent | Should -BeNullOrEmpty
        }

        It 'Reset-CcAgentPassword are none' {
            Find-InCommand Reset-CcAgentPassword | Should -BeNullOrEmpty
        }

        It 'Enter-CcQueue are none' {
            Find-InCommand Enter-CcQueue | Should -BeNullOrEmpty
        }

        It 'Exit-CcQueue are none' {
            Find-InCommand Exit-CcQueue | Should -BeNullOrEmpty
        }

        It 'Import-CcAgent are none' {
            $runs[0].Seen['Import-CcAgent'] | Should -Match 'NotSent'
            $runs[0].Seen['Import-CcAgent'] | Should -Match 'PasswordRule'
            Find-InCommand Import-CcAgent | Should -BeNullOrEmpty
        }

        It 'Get-CcJournal are none' {
            $runs[1].Seen['Get-CcJournal'] | Should -Match 'The server says: you sent.*\*{8}'
            $runs[1].Seen['Get-CcJournal'] | Should -Match 'JournalUnreadable'
            Find-InCommand Get-CcJournal | Should -BeNullOrEmpty
        }

        It 'New-CcImportTemplate are none' {
            $runs[1].Seen['New-CcImportTemplate'] | Should -Match 'FileExists'
            Find-InCommand New-CcImportTemplate | Should -BeNullOrEmpty
        }

        It 'Test-CcSession are none' {
            $runs[1].Seen['Test-CcSession'] | Should -Match 'The server says: you sent.*\*{8}'
            Find-InCommand Test-CcSession | Should -BeNullOrEmpty
        }

        It 'Start-CcSimulator are none' {
            Find-InCommand Start-CcSimulator | Should -BeNullOrEmpty
        }

        It 'Stop-CcSimulator are none' {
            Find-InCommand Stop-CcSimulator | Should -BeNullOrEmpty
        }

        It 'the screen and a transcript are none' {
            foreach ($run in $runs) {
                $run.Record | Should -Match 'POST /api/operation/tenant/agents'
                foreach ($command in 'Connect-CcTenant', 'Test-CcSession', 'New-CcAgent', 'Reset-CcAgentPassword', 'Enter-CcQueue', 'Exit-CcQueue', 'Import-CcAgent') {
                    $run.Record | Should -Match "Run [0-9a-f]{8}: $command of CallCenter"
                }

                $run.Record | Should -Match 'Opened session byToken: tenant'
                Find-Secret $run.Record $run.Secrets | Should -BeNullOrEmpty -Because $run.Mode
                $run.Screen | Should -Match 'What if'
                Find-Secret $run.Screen $run.Secrets | Should -BeNullOrEmpty -Because $run.Mode
                Find-Secret $run.Streams $run.Secrets | Should -BeNullOrEmpty -Because $run.Mode
            }
        }
    }

    Context 'in what is kept' {
        It 'a journal holds none, whatever the server sent back' {
            foreach ($run in $runs) {
                [regex]::Matches($run.Journal, '"journal":"CallCenter"').Count | Should -Be (6 * $run.Session) -Because 'each session wrote six journals'
                Find-Secret $run.Journal $run.Secrets | Should -BeNullOrEmpty -Because $run.Mode
            }

            $runs[1].Journal | Should -Match 'The server says: you sent.*\*{8}' -Because 'what was masked was written'
        }

        It 'a journal holds no hash of one' {
            foreach ($run in $runs) {
                $hashes = foreach ($secret in $run.Secrets) {
                    $bytes = [System.Text.Encoding]::UTF8.GetBytes($secret)
                    foreach ($name in 'MD5', 'SHA1', 'SHA256', 'SHA512') {
                        $hash = [System.Security.Cryptography.HashAlgorithm]::Create($name).ComputeHash($bytes)
                        [System.BitConverter]::ToString($hash).Replace('-', '').Substring(0, 32)
                        [System.Convert]::ToBase64String($hash).Substring(0, 20)
                    }
                }
                @($hashes | Where-Object { $run.Journal.IndexOf($_, [System.StringComparison]::OrdinalIgnoreCase) -ge 0 }) | Should -BeNullOrEmpty -Because $run.Mode
            }
        }

        It 'the hand-over file holds the generated passwords, encrypted alone' {
            foreach ($run in $runs) {
                Find-Secret $run.Message $run.Secrets | Should -BeNullOrEmpty -Because $run.Mode
                $blocks = [regex]::Matches($run.Message, '(?s)-----BEGIN CMS-----.*?-----END CMS-----')
                $blocks.Count | Should -BeIn ($run.Session..(2 * $run.Session)) -Because 'each session had one agent whose password was generated, and marks it where the outcome is known'
                $read = $blocks | ForEach-Object { Unprotect-CmsMessage -Content $_.Value -To $certificate | ConvertFrom-Json }
                @($read | Where-Object Code -CNE 12) | Should -BeNullOrEmpty
                @($read | Where-Object Password) | Should -HaveCount $run.Session
                foreach ($one in $read | Where-Object Password) {
                    $run.Secrets | Should -Contain $one.Password -Because 'it is what was sent'
                }

                $run.Message -replace '(?s)-----BEGIN CMS-----.*?-----END CMS-----' | Should -Match '^\s*$'
            }
        }

        It 'progress records hold none' {
            $server = Open-TestServer $echo @{ Mode = 'Success' }
            try {
                $path = Join-Path $TestDrive progress.csv
                $word = '"' + $secrets.Text.Replace('"', '""') + '"'
                $lines = @('code,loginName,userName,password') + @(1..3 | ForEach-Object { "9$_,l9$_,b,$word" })
                [System.IO.File]::WriteAllLines($path, [string[]] $lines)
                $result = Invoke-Alone -Argument $server.Uri, $path, (ConvertTo-TestSecret $secrets.Token) {
                    param($uri, $path, $token)
                    $null = Connect-CcTenant -Uri $uri -Token $token -RequestsPerSecond 1.5
                    Import-CcAgent $path
                }
                $result.Error | Should -BeNullOrEmpty
                $result.Fault | Should -BeNullOrEmpty
                $result.Progress.Count | Should -BeGreaterThan 1
                $bars = $result.Progress + @($runs.Bar) | Format-List * -Force | Out-String -Width 1000
                $bars | Should -Match 'Import-CcAgent'
                Find-Secret $bars (@($secrets.Values) + $runs.Secrets) | Should -BeNullOrEmpty
            } finally {
                Close-TestServer $server
            }
        }

        It 'a session holds none as JSON, CLIXML, text and by each of its properties' {
            $sessions = $runs[0].Kept['Get-CcSession'] | Where-Object { $_ -is [CallCenter.CcSession] -and $_.Name -match '^by' }
            @($sessions).Count | Should -Be 2
            $path = Join-Path $TestDrive session.xml
            foreach ($session in $sessions) {
                $session | Export-Clixml -LiteralPath $path -Depth 10
                $all = @(
                    Get-Content -LiteralPath $path -Raw
                    $session | ConvertTo-Json -Depth 5 -EscapeHandling Default
                    $session | ConvertTo-Json -Depth 5 -EscapeHandling EscapeNonAscii
                    $session | Out-String -Width 1000
                    "$session"
                    $session | ConvertTo-Csv
                    $session | ConvertTo-Html
                ) -join "`n"
                $all | Should -Match 'by(Credential|Token)'
                Find-Secret $all $runs[0].Secrets | Should -BeNullOrEmpty
            }
        }

        It 'a result holds its password in a PSCredential alone' {
            $results = @($runs[0].Kept['New-CcAgent']) + @($runs[0].Kept['Import-CcAgent']) + @($runs[0].Kept['Reset-CcAgentPassword']) | Where-Object { $_ -is [CallCenter.CcAgent] -or $_ -is [CallCenter.CcImportRow] -or $_ -is [CallCenter.CcAgentPasswordReset] }
            $generated = @($results | Where-Object Credential)
            $generated.Count | Should -Be 10
            foreach ($result in $generated) {
                $word = $result.Credential.GetNetworkCredential().Password
                $runs[0].Secrets | Should -Contain $word
                Find-Secret ($result | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue) $word | Should -BeNullOrEmpty
                Find-Secret ($result | ConvertTo-Csv) $word | Should -BeNullOrEmpty
                Find-Secret ($result | Select-Object * -ExcludeProperty Credential | Out-String) $word | Should -BeNullOrEmpty
            }
        }

        It 'a membership holds none as JSON and CLIXML, although the server put them into its message' {
            $members = @($runs[0].Kept['Enter-CcQueue'] | Where-Object { $_ -is [CallCenter.CcQueueMembership] })
            $members.Count | Should -Be 6
            $path = Join-Path $TestDrive members.xml
            $members | Export-Clixml -LiteralPath $path
            Find-Secret ((Get-Content -LiteralPath $path -Raw) + ($members | ConvertTo-Json)) $runs[0].Secrets | Should -BeNullOrEmpty
            $members[0].Message | Should -Match '^you sent .*\*{8}'
        }

        It 'the simulator holds its appSecret in a PSCredential alone' {
            $sim = $runs[0].Kept['Start-CcSimulator'] | Where-Object { $_ -is [CallCenter.CcSimulator] }
            $sim.Credential.GetNetworkCredential().Password | Should -BeExactly $secrets.Simulator
            Find-Secret ($sim | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue) @($secrets.Values) | Should -BeNullOrEmpty
        }
    }
}
