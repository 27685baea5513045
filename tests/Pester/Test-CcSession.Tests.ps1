BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $key = ConvertTo-TestSecret 'Demo-Key-1'
    $token = ConvertTo-TestSecret 'test-token-0001'

    # The one check of that kind.
    function Get-Check($Found, [string] $Name) {
        $one = @($Found | Where-Object { "$($_.Target) $($_.Check)" -eq $Name })
        $one.Count | Should -Be 1 -Because "$Name is checked once"
        $one[0]
    }

    # What was found, as one line a check.
    function Get-Summary($Found) {
        $Found | ForEach-Object { "$($_.Target) $($_.Check) $($_.Result)" }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Test-CcSession' {
    AfterEach {
        Get-CcSession | Disconnect-CcTenant
    }

    Context 'a session that is well' {
        BeforeAll {
            $sim = Start-CcSimulator -UseTls -QueueKey $key
        }

        BeforeEach {
            $session = $sim | Connect-CcTenant -QueueKey $key -Name north
        }

        It 'passes each step of each server, in order' {
            $found = Test-CcSession
            $found | Should -BeOfType ([CallCenter.CcSessionCheck])
            Get-Summary $found | Should -Be @(
                'Tenant Connection Passed', 'Tenant Encryption Skipped', 'Tenant Service Passed', 'Tenant SignIn Passed'
                'TokenServer Connection Passed', 'TokenServer Encryption Skipped', 'TokenServer SignIn Skipped'
                'PhoneSystem Connection Passed', 'PhoneSystem Encryption Passed', 'PhoneSystem Service Passed', 'PhoneSystem SignIn Passed', 'PhoneSystem Clock Passed'
            )
            $found.Session | Select-Object -Unique | Should -Be 'north'
            $found.RecommendedAction | Where-Object { $_ } | Should -BeNullOrEmpty
            (Get-Check $found 'Tenant SignIn').Uri | Should -Be $sim.Uri
            (Get-Check $found 'PhoneSystem Encryption').Message | Should -Match "CN=127\.0\.0\.1.*$($sim.CertificateThumbprint).*20\d\d-\d\d-\d\d"
        }

        It 'changes nothing and asks each server once' {
            $null = Enter-CcQueue -Queue 630 -Extension 800
            $before = $sim.RequestCount
            $null = Test-CcSession
            $sim.RequestCount | Should -Be ($before + 3)
            $sim.Agent | Should -BeNullOrEmpty
            $sim.QueueMember.Extension | Should -Be '800'
        }

        It 'is said to be well by -Quiet, as a boolean' {
            Test-CcSession -Quiet | Should -BeExactly $true
        }

        It 'is found by name and through the pipeline' {
            $null = $sim | Connect-CcTenant -QueueKey $key -Name south
            (Test-CcSession north).Session | Select-Object -Unique | Should -Be 'north'
            (Get-CcSession | Test-CcSession).Session | Select-Object -Unique | Should -Be 'north', 'south'
            'north', 'south' | Test-CcSession -Quiet | Should -Be $true, $true
        }

        It 'renews a token that has expired, and says so' {
            $sim.ExpireTokens()
            $found = Test-CcSession
            (Get-Check $found 'Tenant SignIn').Result | Should -Be 'Passed'
            (Get-Check $found 'Tenant SignIn').Message | Should -Match 'had expired'
            (Get-Check $found 'TokenServer SignIn').Result | Should -Be 'Passed'
        }

        It 'shows a table with the message and what to do' {
            $null = Connect-CcTenant -QueueUri $sim.QueueUri -Name unpinned
            $text = Test-CcSession | Out-String -Width 500
            $text | Should -Match 'Session: unpinned'
            $text | Should -Match '(?m)^PhoneSystem\s+Encryption\s+Failed\s+Cannot establish an encrypted connection.*\r?\n\s+.*-CertificateThumbprint'
            $text.IndexOf([char] 27) | Should -Be -1
        }

        It 'prints one verbose line for each request' {
            $lines = @(Test-CcSession -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object { "$_" })
            $lines -match 'GET .*topOrg: 200' | Should -HaveCount 1
            $lines -match 'GET .*queue-info: 200' | Should -HaveCount 1
            $lines -match 'GET .*apply/token: 405' | Should -HaveCount 1
        }
    }

    Context 'who is refused' {
        BeforeAll {
            $sim = Start-CcSimulator -QueueKey $key
        }

        It 'fails with a wrong token, and says what to type' {
            $null = Connect-CcTenant -Uri $sim.Uri -Token $token -Name wrong
            $found = Test-CcSession
            Get-Summary $found | Should -Be 'Tenant Connection Passed', 'Tenant Encryption Skipped', 'Tenant Service Passed', 'Tenant SignIn Failed'
            (Get-Check $found 'Tenant SignIn').Message | Should -Match 'did not accept the token \(401\)'
            (Get-Check $found 'Tenant SignIn').RecommendedAction | Should -Match 'Connect-CcTenant.*-Token'
            Test-CcSession -Quiet | Should -BeExactly $false
        }

        It 'fails with a wrong key' {
            $null = Connect-CcTenant -QueueUri $sim.QueueUri -QueueKey (ConvertTo-TestSecret 'Wrong-Key-1')
            $found = Test-CcSession
            (Get-Check $found 'PhoneSystem Service').Result | Should -Be 'Passed'
            (Get-Check $found 'PhoneSystem SignIn').Result | Should -Be 'Failed'
            (Get-Check $found 'PhoneSystem SignIn').RecommendedAction | Should -Match '-QueueKey'
            (Get-Check $found 'PhoneSystem Clock').Result | Should -Be 'Passed'
        }

        It 'fails where a key is asked for and the session has none' {
            $null = Connect-CcTenant -QueueUri $sim.QueueUri
            (Get-Check (Test-CcSession) 'PhoneSystem SignIn').Result | Should -Be 'Failed'
        }

        It 'fails when the token has expired and the token server gives no other' {
            $server = Open-TestServer -Data @{ Given = $false } {
                param($request, $data)
                if ($request.Path -eq '/token' -and $request.Method -eq 'POST' -and -not $data.Given) {
                    $data.Given = $true
                    return @{ Body = '{"token":"abcdef0123456789"}' }
                }

                if ($request.Path -eq '/token') { @{ Status = 425; Body = '{"message":"appId","code":"425"}' } } else { @{ Status = 401 } }
            }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -Credential (ConvertTo-TestLogin app 'secret-0001') -TokenUri "$($server.Uri)token"
                $found = Test-CcSession
                (Get-Check $found 'Tenant SignIn').Result | Should -Be 'Failed'
                (Get-Check $found 'Tenant SignIn').Message | Should -Match 'rejected the token, and no new one.*425'
                (Get-Check $found 'Tenant SignIn').RecommendedAction | Should -Match '-Credential'
                (Get-Check $found 'TokenServer Connection').Result | Should -Be 'Passed'
            } finally {
                Close-TestServer $server
            }
        }
    }

    Context 'what is not there' {
        It 'fails where nothing listens, in words, with the rest skipped and without an error' {
            $port = Get-FreePort
            $null = Connect-CcTenant -QueueUri "http://127.0.0.1:$port" -Uri "http://127.0.0.1:$port" -Token $token
            $found = Test-CcSession -ErrorAction Stop
            foreach ($target in 'Tenant', 'PhoneSystem') {
                (Get-Check $found "$target Connection").Result | Should -Be 'Failed'
                (Get-Check $found "$target Connection").Message | Should -Match "127\.0\.0\.1:$port.*refused"
                (Get-Check $found "$target Connection").RecommendedAction | Should -Not -BeNullOrEmpty
                $found | Where-Object { $_.Target -eq $target -and $_.Check -ne 'Connection' } | ForEach-Object Result | Select-Object -Unique | Should -Be 'Skipped'
            }

            Test-CcSession -Quiet | Should -BeExactly $false
        }

        It 'fails where the name does not resolve' {
            $null = Connect-CcTenant -QueueUri 'https://phone.call-centre.invalid'
            (Get-Check (Test-CcSession) 'PhoneSystem Connection').Message | Should -Match 'phone\.call-centre\.invalid could not be resolved'
        }

        It 'fails where no answer comes within -TimeoutSec, and tries once' {
            $server = Open-TestServer { @{ Body = '{}'; Delay = 8000 } }
            try {
                $null = Connect-CcTenant -QueueUri $server.Uri
                $check = Get-Check (Test-CcSession -TimeoutSec 1) 'PhoneSystem Connection'
                $check.Result | Should -Be 'Failed'
                $check.Message | Should -Match 'within 1 seconds'
                $server.Requests.Count | Should -Be 1
            } finally {
                Close-TestServer $server
            }
        }

        It 'says where a redirect leads, and which -Uri to use' {
            $server = Open-TestServer { param($request) @{ Status = 301; Header = @{ Location = "https://api.example.cn$($request.Path)?id=1" } } }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -Token $token -QueueUri $server.Uri
                $found = Test-CcSession
                foreach ($case in @{ Check = 'Tenant Service'; Parameter = '-Uri' }, @{ Check = 'PhoneSystem Service'; Parameter = '-QueueUri' }) {
                    $check = Get-Check $found $case.Check
                    $check.Result | Should -Be 'Failed'
                    $check.Message | Should -Match 'redirects \(301\) to https://api\.example\.cn/'
                    $check.RecommendedAction | Should -BeLike "*$($case.Parameter) https://api.example.cn"
                }

                (Test-CcSession -Verbose 4>&1) -match 'redirects to https://api' | Should -Not -BeNullOrEmpty
            } finally {
                Close-TestServer $server
            }
        }

        It 'says that a port wants https, and which -Uri to use' {
            $server = Open-TestServer { @{ Status = 400; Body = '<html>The plain HTTP request was sent to HTTPS port</html>' } }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -Token $token
                $check = Get-Check (Test-CcSession) 'Tenant Service'
                $check.Message | Should -Match 'plain http was sent to an https port'
                $check.RecommendedAction | Should -BeLike "*-Uri https://$($server.Uri.Authority)"
            } finally {
                Close-TestServer $server
            }
        }

        It 'says that a port may speak plain http' {
            $server = Open-TestServer { @{ Body = '{}' } }
            try {
                $null = Connect-CcTenant -QueueUri "https://$($server.Uri.Authority)"
                $check = Get-Check (Test-CcSession) 'PhoneSystem Encryption'
                $check.Result | Should -Be 'Failed'
                $check.RecommendedAction | Should -Match "plain http, specify http://$($server.Uri.Authority);"
            } finally {
                Close-TestServer $server
            }
        }

        It 'is false and no error with -Quiet when there is no session, and NotConnected without' {
            Test-CcSession -Quiet -ErrorAction Stop | Should -BeExactly $false
            { Test-CcSession } | Should -Throw -ErrorId 'NotConnected,*'
        }

        It 'finds a session that was closed' {
            $sim = Start-CcSimulator
            $session = $sim | Connect-CcTenant
            Disconnect-CcTenant $session
            $found = Test-CcSession $session
            Get-Summary $found | Should -Be 'Tenant Connection Failed', 'PhoneSystem Connection Failed'
            $found[0].Message | Should -Match 'closed'
        }
    }

    Context 'a certificate' {
        BeforeAll {
            $tls = Start-CcSimulator -UseTls
        }

        It 'that is self-signed fails with its subject, thumbprint, expiry and reason' {
            $null = Connect-CcTenant -QueueUri $tls.QueueUri
            $check = Get-Check (Test-CcSession) 'PhoneSystem Encryption'
            $check.Result | Should -Be 'Failed'
            $check.Message | Should -Match "CN=127\.0\.0\.1.*$($tls.CertificateThumbprint).*self-signed.*valid until 20\d\d-\d\d-\d\d"
            $check.RecommendedAction | Should -Match "Connect-CcTenant again with -CertificateThumbprint $($tls.CertificateThumbprint)"
        }

        It 'that is another than the pinned one fails' {
            $null = Connect-CcTenant -QueueUri $tls.QueueUri -CertificateThumbprint ('AB' * 20)
            $check = Get-Check (Test-CcSession) 'PhoneSystem Encryption'
            $check.Result | Should -Be 'Failed'
            $check.Message | Should -Match "$($tls.CertificateThumbprint), not the one specified with -CertificateThumbprint"
        }

        It 'that is only accepted because of -SkipCertificateCheck is a warning, and still well' {
            $null = Connect-CcTenant -QueueUri $tls.QueueUri -SkipCertificateCheck
            $check = Get-Check (Test-CcSession) 'PhoneSystem Encryption'
            $check.Result | Should -Be 'Warning'
            $check.RecommendedAction | Should -Match "-CertificateThumbprint $($tls.CertificateThumbprint)"
            Test-CcSession -Quiet | Should -BeExactly $true
        }

        It 'is missing where the server speaks plain http' {
            $plain = Start-CcSimulator
            $null = Connect-CcTenant -QueueUri "https://127.0.0.1:$($plain.QueueUri.Port)"
            (Get-Check (Test-CcSession) 'PhoneSystem Encryption').Result | Should -Be 'Failed'
        }
    }

    Context 'a server that is not the vendor' {
        It 'is told from it by a web page, whatever the status' {
            foreach ($status in 200, 401, 403, 404) {
                Invoke-WithAnswer @{ Status = $status; Type = 'text/html'; Body = '<html><body>Welcome to nginx</body></html>' } {
                    $found = Test-CcSession
                    foreach ($target in 'Tenant', 'PhoneSystem') {
                        $check = Get-Check $found "$target Service"
                        $check.Result | Should -Be 'Failed' -Because "status $status"
                        $check.Message | Should -Match 'Something answers at this address, but it is not the API'
                        $check.RecommendedAction | Should -Match 'Connect-CcTenant again with the right -(Uri|QueueUri)'
                        (Get-Check $found "$target SignIn").Result | Should -Be 'Skipped'
                    }
                }
            }
        }

        It 'is told from it by JSON that is not the vendor''s' {
            Invoke-WithAnswer @{ Body = '{"hello":"world"}' } {
                $found = Test-CcSession
                (Get-Check $found 'Tenant Service').Result | Should -Be 'Failed'
                (Get-Check $found 'PhoneSystem Service').Result | Should -Be 'Failed'
            }
        }

        It 'is not taken for another when the tenant declines the question in its own form' {
            Invoke-WithAnswer @{ Status = 404; Body = '{"message":"RESTEASY003210: Could not find resource","code":"404"}' } {
                $found = Test-CcSession
                (Get-Check $found 'Tenant Service').Result | Should -Be 'Warning'
                (Get-Check $found 'Tenant SignIn').Result | Should -Be 'Skipped'
                (Get-Check $found 'PhoneSystem Service').Result | Should -Be 'Failed'
            }
        }

        It 'fails by its own words when the server is in trouble' {
            Invoke-WithAnswer @{ Status = 500; Body = '{"message":"out of memory","code":"500"}' } {
                $check = Get-Check (Test-CcSession) 'Tenant Service'
                $check.Result | Should -Be 'Failed'
                $check.Message | Should -Match 'status 500.*out of memory'
            }
        }
    }

    Context 'the clock of the phone system' {
        It 'is a warning in words when it is wrong, ahead or behind' {
            foreach ($case in @{ Hours = 3.25; Says = '^It is [23] h \d+ min ahead of' }, @{ Hours = -72; Says = '^It is [23] days behind' }, @{ Hours = 0.1; Says = '^It is [56] min \d+ s ahead' }) {
                $date = [datetimeoffset]::UtcNow.AddHours($case.Hours).ToString('r')
                Invoke-WithAnswer @{ Body = '{"status":"success","data":{}}'; Header = @{ Date = $date } } {
                    $check = Get-Check (Test-CcSession) 'PhoneSystem Clock'
                    $check.Result | Should -Be 'Warning'
                    $check.Message | Should -Match $case.Says
                    $check.Message | Should -Match 'key of the day'
                    $check.RecommendedAction | Should -Match 'NTP'
                }
            }
        }

        It 'is told also when the key was refused' {
            $date = [datetimeoffset]::UtcNow.AddHours(5).ToString('r')
            Invoke-WithAnswer @{ Status = 401; Body = '{"status":"error"}'; Header = @{ Date = $date } } -Session @{ QueueKey = $key } {
                $found = Test-CcSession
                (Get-Check $found 'PhoneSystem SignIn').Result | Should -Be 'Failed'
                (Get-Check $found 'PhoneSystem Clock').Result | Should -Be 'Warning'
            }
        }
    }
}
