BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $token = ConvertTo-TestSecret 'test-token-0001'

    # The error of a command that is to fail, terminating or not.
    function Get-Failure([scriptblock] $Script) {
        try {
            $null = & $Script
        } catch {
            return $_
        }

        throw 'The command did not fail.'
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Connect-CcTenant' {
    AfterEach {
        Get-CcSession | Disconnect-CcTenant
    }

    Context 'what it opens' {
        It 'binds the properties of the simulator by name' {
            $session = $sim | Connect-CcTenant
            $session | Should -BeOfType ([CallCenter.CcSession])
            $session.Uri | Should -Be $sim.Uri
            $session.QueueUri | Should -Be $sim.QueueUri
            $session.TenantId | Should -Be $sim.TenantId
            $session.Namespace | Should -Be 'n01.cc'
            $session.Authentication | Should -Be 'Credential'
            $session.State | Should -Be 'Open'
        }

        It 'makes the session the default of the runspace' {
            $null = $sim | Connect-CcTenant
            (Enter-CcQueue -Queue 630 -Extension 700).State | Should -Be 'SignedIn'
        }

        It 'opens a session to a tenant alone, which says so when a phone system is needed' {
            $null = Connect-CcTenant -Uri $sim.Uri -Credential $sim.Credential -TokenUri $sim.TokenUri -Name tenantOnly
            $failure = Get-Failure { Enter-CcQueue -Queue 630 -Extension 700 }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NoPhoneSystem,*'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
            "$failure" | Should -Match 'tenantOnly.*no phone system'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-CcTenant again with -QueueUri'
        }

        It 'opens a session to a phone system alone, which says so when a tenant is needed' {
            $session = Connect-CcTenant -QueueUri $sim.QueueUri -Name phoneOnly
            $session.Authentication | Should -Be 'None'
            foreach ($command in { New-CcAgent 1 a b }, { Reset-CcAgentPassword 1 }) {
                $failure = Get-Failure $command
                $failure.FullyQualifiedErrorId | Should -BeLike 'NoTenant,*'
                "$failure" | Should -Match 'phoneOnly.*no tenant'
                $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-CcTenant again with -Uri and with -Token or -Credential'
            }
        }

        It 'takes a token as a SecureString and asks the server nothing' {
            $before = $sim.RequestCount
            (Connect-CcTenant -Uri $sim.Uri -Token $token).Authentication | Should -Be 'Token'
            $sim.RequestCount | Should -Be $before
        }

        It 'sends the token bare in the Authorization header' {
            Invoke-WithAnswer @{ Status = 204 } {
                param($server)
                $null = Reset-CcAgentPassword 5009
                $server.Requests.ToArray()[0].Headers['Authorization'] | Should -BeExactly 'test-token-0001'
            }
        }

        It 'gets its token with one request when it connects' {
            $before = $sim.RequestCount
            $null = $sim | Connect-CcTenant
            $sim.RequestCount | Should -Be ($before + 1)
        }

        It 'asks for a token of a tenant or a partner as -TokenType says' {
            $server = Open-TestServer { @{ Body = '{"token":"abcdef0123456789"}' } }
            try {
                $login = ConvertTo-TestLogin 'app&1' 's&cret=+/1'
                $null = Connect-CcTenant -Uri $server.Uri -Credential $login -TokenUri ([uri]::new($server.Uri, 'apply/token'))
                $null = Connect-CcTenant -Uri $server.Uri -Credential $login -TokenUri ([uri]::new($server.Uri, 'apply/token')) -TokenType Partner
                $requests = $server.Requests.ToArray()
                $requests[0].Method | Should -Be 'POST'
                $requests[0].Path | Should -Be '/apply/token'
                $requests[0].Headers['Content-Type'] | Should -BeExactly 'application/json;charset=utf-8'
                $requests[0].Query | Should -BeExactly '?appId=app%261&appSecret=s%26cret%3D%2B%2F1&type=tenant'
                $requests[1].Query | Should -BeExactly '?appId=app%261&appSecret=s%26cret%3D%2B%2F1&type=partner'
            } finally {
                Close-TestServer $server
            }
        }

        It 'names sessions by number, and by -Name when it is given' {
            ($sim | Connect-CcTenant).Name | Should -Be 'Session1'
            ($sim | Connect-CcTenant).Name | Should -Be 'Session2'
            ($sim | Connect-CcTenant -Name 'north 上海').Name | Should -Be 'north 上海'
        }

        It 'closes an open session of the same name' {
            $old = $sim | Connect-CcTenant -Name again
            $new = $sim | Connect-CcTenant -Name AGAIN
            $old.State | Should -Be 'Closed'
            $new.State | Should -Be 'Open'
            @(Get-CcSession again).Count | Should -Be 1
        }

        It 'keeps a base path of the address' {
            $server = Open-TestServer { @{ Status = 204 } }
            try {
                $null = Connect-CcTenant -Uri ([uri]::new($server.Uri, 'gateway/p/')) -Token $token
                $null = Reset-CcAgentPassword 5009
                $server.Requests.ToArray()[0].Path | Should -Be '/gateway/p/api/operation/tenant/agents/resetAgentPassword2'
            } finally {
                Close-TestServer $server
            }
        }

        It 'gives tenant id and namespace to the agents that the session creates' {
            Invoke-WithAnswer @{ Body = '{"id":"1"}' } {
                param($server)
                $null = New-CcAgent 1 a b
                $null = New-CcAgent 2 c d -TenantId t2 -Namespace n2
                $bodies = $server.Requests.ToArray().Body | ConvertFrom-Json
                $bodies[0].tenantId, $bodies[0].namespace | Should -Be 't1', 'n1'
                $bodies[1].tenantId, $bodies[1].namespace | Should -Be 't2', 'n2'
            } @{ TenantId = 't1'; Namespace = 'n1' }
        }
    }

    Context 'the key of the phone system' {
        BeforeAll {
            $locked = Start-CcSimulator -QueueKey (ConvertTo-TestSecret 'Demo-Key-1')
        }

        It 'opens a phone system that asks for a key' {
            $null = Connect-CcTenant -QueueUri $locked.QueueUri -QueueKey (ConvertTo-TestSecret 'Demo-Key-1')
            (Enter-CcQueue -Queue 630 -Extension 701).State | Should -Be 'SignedIn'
        }

        It 'takes the key and a token as a vault hands them out: a SecureString or a PSCredential' {
            foreach ($key in (ConvertTo-TestSecret 'Demo-Key-1'), (ConvertTo-TestLogin webkey 'Demo-Key-1')) {
                $null = Connect-CcTenant -QueueUri $locked.QueueUri -QueueKey $key
                (Enter-CcQueue -Queue 630 -Extension 703).State | Should -Be 'SignedIn'
            }

            Invoke-WithAnswer @{ Status = 204; Body = '' } {
                param($server)
                Reset-CcAgentPassword 4001 -Password (ConvertTo-TestLogin x 'Abcd1234') -ErrorAction Stop
                $server.Requests.ToArray()[0].Headers['Authorization'] | Should -BeExactly 'vault-token-0001'
            } @{ Token = ConvertTo-TestLogin token 'vault-token-0001' }
        }

        It 'sends md5 of key and date under both header names' {
            Invoke-WithAnswer @{ Body = '{"status":"success"}' } {
                param($server)
                $null = Enter-CcQueue -Queue 630 -Extension 701
                $request = $server.Requests.ToArray()[0]
                $today = [datetime]::Now.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
                $hash = [System.Security.Cryptography.MD5]::Create().ComputeHash([System.Text.Encoding]::UTF8.GetBytes('Demo-Key-1' + $today))
                $expected = [System.BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
                $request.Headers['Authentication'] | Should -BeExactly $expected
                $request.Headers['Authorization'] | Should -BeExactly $expected
            } @{ QueueKey = ConvertTo-TestSecret 'Demo-Key-1' }
        }

        It 'fails with QueueKeyRefused when the key is wrong or missing' {
            foreach ($key in @{ QueueKey = ConvertTo-TestSecret 'Wrong-Key-1' }, @{}) {
                $null = Connect-CcTenant -QueueUri $locked.QueueUri @key
                $null = Enter-CcQueue -Queue 630 -Extension 702 -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count | Should -Be 1
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'QueueKeyRefused,*'
                $failed[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
                $failed[0].ErrorDetails.RecommendedAction | Should -Match '-QueueKey'
                "$($failed[0])" | Should -Match '702'
            }
        }
    }

    Context 'a credential that is wrong' {
        It 'fails with CredentialRefused and opens no session' {
            $failure = Get-Failure { Connect-CcTenant -Uri $sim.Uri -TokenUri $sim.TokenUri -Credential (ConvertTo-TestLogin $sim.Credential.UserName 'wrong-secret-1') }
            $failure.FullyQualifiedErrorId | Should -BeLike 'CredentialRefused,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            "$failure" | Should -Match '425'
            "$failure" | Should -Match 'appId或appSecret有误'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'appId as user name'
            Get-CcSession | Should -BeNullOrEmpty
        }

        It 'leaves the session of before open, but not as the default, when connecting fails' {
            $good = $sim | Connect-CcTenant -Name good
            $null = Get-Failure { Connect-CcTenant -Uri $sim.Uri -TokenUri $sim.TokenUri -Credential (ConvertTo-TestLogin x 'wrong-secret-1') -Name good }
            $good.State | Should -Be 'Open'
            { Enter-CcQueue -Queue 630 -Extension 703 } | Should -Throw -ErrorId 'NotConnected,*'
            (Enter-CcQueue -Queue 630 -Extension 703 -Session good).State | Should -Be 'SignedIn'
        }
    }

    Context 'parameters that do not go together' {
        It 'are refused with InvalidParameter, and it says what to give' {
            $login = ConvertTo-TestLogin a 'secret-0001'
            $cases = @(
                @{ Given = @{}; Says = 'needs -Uri' }
                @{ Given = @{ Token = $token }; Says = '-Uri is missing' }
                @{ Given = @{ Credential = $login; QueueUri = $sim.QueueUri }; Says = '-Uri is missing' }
                @{ Given = @{ TokenUri = $sim.TokenUri; QueueUri = $sim.QueueUri }; Says = '-Uri is missing' }
                @{ Given = @{ Uri = $sim.Uri }; Says = 'requires -Token or -Credential' }
                @{ Given = @{ Uri = $sim.Uri; Token = $token; Credential = $login }; Says = 'cannot be used together' }
                @{ Given = @{ Uri = $sim.Uri; Token = $token; QueueKey = $token }; Says = '-QueueUri is missing' }
                @{ Given = @{ Uri = $sim.Uri; Token = $token; CertificateThumbprint = '00' * 20 }; Says = '-QueueUri is missing' }
                @{ Given = @{ QueueUri = $sim.QueueUri; CertificateThumbprint = 'xyz' }; Says = '40 \(SHA-1\) or 64' }
                @{ Given = @{ QueueUri = 'ftp://127.0.0.1' }; Says = '-QueueUri.*http' }
                @{ Given = @{ QueueUri = 'phone' }; Says = '-QueueUri.*http' }
                @{ Given = @{ Uri = 'http://127.0.0.1/?appSecret=s'; Token = $token }; Says = '-Uri.*http' }
                @{ Given = @{ QueueUri = 'https://user:word@127.0.0.1' }; Says = '-QueueUri.*http' }
            )
            foreach ($case in $cases) {
                $given = $case.Given
                $failure = Get-Failure { Connect-CcTenant @given }
                $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*' -Because $case.Says
                $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
                "$failure" | Should -Match $case.Says
                $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            }

            Get-CcSession | Should -BeNullOrEmpty
        }

        It 'refuses a plain-text token and key without repeating them' {
            foreach ($name in 'Token', 'QueueKey') {
                $given = @{ $name = 'plain-text-0001' }
                $failure = Get-Failure { Connect-CcTenant -Uri $sim.Uri -QueueUri $sim.QueueUri @given }
                $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
                "$failure" | Should -Match 'SecureString'
                ($failure | Format-List * -Force | Out-String) | Should -Not -Match 'plain-text-0001'
            }
        }

        It 'refuses an address with a password in it without repeating it, also in a row' {
            $row = [pscustomobject]@{ password = 'Plain-Word-1' }
            foreach ($name in 'Uri', 'QueueUri', 'TokenUri', 'Proxy') {
                foreach ($address in 'http://li:Plain-Word-1@pbx', 'http://li:Plain-Word-1/@pbx', 'http://li:Plain-Word-1@pbx:99999', 'li:Plain-Word-1@pbx', $row) {
                    $given = @{ Uri = $sim.Uri; Token = $token }
                    $given[$name] = $address
                    $failure = Get-Failure { Connect-CcTenant @given }
                    $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*' -Because "$name $address"
                    "$failure" | Should -Match "-$name"
                    ($failure | Format-List * -Force | Out-String) + $failure.Exception | Should -Not -Match 'Plain-Word'
                }
            }

            $failure = Get-Failure { [pscustomobject]@{ queueUri = 'http://li:Plain-Word-1@pbx:99999' } | Connect-CcTenant }
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
            ($failure | Format-List * -Force | Out-String) + $failure.TargetObject | Should -Not -Match 'Plain-Word'
        }

        It 'refuses a TimeoutSec and a MaximumRetryCount below zero' {
            (Get-Failure { Connect-CcTenant -QueueUri $sim.QueueUri -TimeoutSec -1 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
            (Get-Failure { Connect-CcTenant -QueueUri $sim.QueueUri -MaximumRetryCount -1 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }
    }

    Context 'plain http to another machine' {
        It 'refuses to send a token, an appSecret and a key, and says what to do' {
            $login = ConvertTo-TestLogin a 'secret-0001'
            foreach ($given in @(
                    @{ Uri = 'http://tpisdk.wellcloud.cc'; Token = $token }
                    @{ Uri = $sim.Uri; Credential = $login }
                    @{ Uri = $sim.Uri; Credential = $login; TokenUri = 'http://tpiag.wellcloud.cc/p/api/operation/operation/apply/token' }
                    @{ Uri = 'http://tpisdk.wellcloud.cc'; Credential = $login; TokenUri = $sim.TokenUri }
                    @{ QueueUri = 'http://192.0.2.1:8080'; QueueKey = $token })) {
                $failure = Get-Failure { Connect-CcTenant @given }
                $failure.FullyQualifiedErrorId | Should -BeLike 'UnencryptedRefused,*'
                $failure.CategoryInfo.Category | Should -Be 'SecurityError'
                "$failure" | Should -Match 'plain http'
                $failure.ErrorDetails.RecommendedAction | Should -Match '-AllowUnencryptedAuthentication'
            }
        }

        It 'opens such a session with -AllowUnencryptedAuthentication' {
            $how = @{ AllowUnencryptedAuthentication = $true }
            (Connect-CcTenant -Uri http://tpisdk.wellcloud.cc -Token $token @how).State | Should -Be 'Open'
            (Connect-CcTenant -QueueUri http://192.0.2.1:8080 -QueueKey $token @how).State | Should -Be 'Open'
        }

        It 'allows it without a secret, over https and to this machine' {
            foreach ($given in @(
                    @{ QueueUri = 'http://192.0.2.1:8080' }
                    @{ Uri = 'https://tpisdk.wellcloud.cc'; Token = $token }
                    @{ QueueUri = 'https://192.0.2.1:8080'; QueueKey = $token }
                    @{ Uri = 'http://localhost:8080'; Token = $token }
                    @{ Uri = 'http://[::1]:8080'; Token = $token })) {
                (Connect-CcTenant @given).State | Should -Be 'Open'
            }
        }
    }

    Context 'the certificate of a phone system' {
        BeforeAll {
            $tls = Start-CcSimulator -UseTls -QueueKey (ConvertTo-TestSecret 'Demo-Key-1')
            $how = @{ QueueUri = $tls.QueueUri; QueueKey = ConvertTo-TestSecret 'Demo-Key-1'; MaximumRetryCount = 0 }
        }

        It 'is refused when it is self-signed, with its thumbprint and what to do' {
            $null = Connect-CcTenant @how
            $null = Enter-CcQueue -Queue 630 -Extension 704 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailure,*'
            $failed[0].CategoryInfo.Category | Should -Be 'SecurityError'
            "$($failed[0])" | Should -Match $tls.CertificateThumbprint
            "$($failed[0])" | Should -Match '704'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match '-CertificateThumbprint'
        }

        It 'is accepted by its SHA-256 thumbprint, however that is written' {
            $spaced = ($tls.CertificateThumbprint.ToLowerInvariant() -replace '(..)', '$1 ').Trim()
            foreach ($pin in $tls.CertificateThumbprint, $spaced, $tls.CertificateThumbprint.ToLowerInvariant()) {
                $null = Connect-CcTenant @how -CertificateThumbprint $pin
                (Enter-CcQueue -Queue 630 -Extension 704).State | Should -Be 'SignedIn'
            }
        }

        It 'is not looked at where a row has an empty column for its thumbprint, and refused where an empty one was typed' {
            $row = [pscustomobject]@{ QueueUri = $sim.QueueUri; CertificateThumbprint = '' }
            ($row | Connect-CcTenant -Name rowWithoutPin).State | Should -Be 'Open'
            foreach ($empty in '', $null, ' ') {
                { Connect-CcTenant -QueueUri $sim.QueueUri -CertificateThumbprint $empty } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*CertificateThumbprint is empty*'
            }
            Get-CcSession | Where-Object Name -EQ 'rowWithoutPin' | Disconnect-CcTenant
        }

        It 'is refused where only the check of the tenant is left out, and the other way round' {
            $null = Connect-CcTenant @how -SkipTenantCertificateCheck
            $null = Enter-CcQueue -Queue 630 -Extension 704 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailure,*'
            $null = Connect-CcTenant -Uri $tls.QueueUri -Token (ConvertTo-TestSecret 'test-token-0001') -SkipCertificateCheck -SkipTokenCertificateCheck
            $null = Reset-CcAgentPassword 5001 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailure,*'
            $null = Connect-CcTenant -Uri $tls.QueueUri -Token (ConvertTo-TestSecret 'test-token-0001') -SkipTenantCertificateCheck
            $null = Reset-CcAgentPassword 5001 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -Not -BeLike 'TlsFailure,*'
        }

        It 'is left out for the token server by a switch of its own' {
            $login = @{ Uri = $tls.QueueUri; TokenUri = $tls.QueueUri; Credential = ConvertTo-TestLogin demo 'secret-0001'; MaximumRetryCount = 0 }
            foreach ($skip in @{}, @{ SkipTenantCertificateCheck = $true }, @{ SkipCertificateCheck = $true; QueueUri = $tls.QueueUri }, @{ CertificateThumbprint = $tls.CertificateThumbprint; QueueUri = $tls.QueueUri }) {
                (Get-Failure { Connect-CcTenant @login @skip }).FullyQualifiedErrorId | Should -BeLike 'TlsFailure,*'
            }
            (Get-Failure { Connect-CcTenant @login -SkipTokenCertificateCheck }).FullyQualifiedErrorId | Should -Not -BeLike 'TlsFailure,*'
        }

        It 'is pinned by the simulator object alone' {
            $null = $tls | Connect-CcTenant -QueueKey $how.QueueKey
            (Enter-CcQueue -Queue 630 -Extension 705).State | Should -Be 'SignedIn'
        }

        It 'is refused by another thumbprint, even with -SkipCertificateCheck' {
            foreach ($skip in $false, $true) {
                $null = Connect-CcTenant @how -CertificateThumbprint ('AB' * 20) -SkipCertificateCheck:$skip
                $null = Enter-CcQueue -Queue 630 -Extension 706 -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailure,*'
                "$($failed[0])" | Should -Match 'not the one specified with -CertificateThumbprint'
            }
        }

        It 'is not looked at with -SkipCertificateCheck' {
            $null = Connect-CcTenant @how -SkipCertificateCheck
            (Enter-CcQueue -Queue 630 -Extension 707).State | Should -Be 'SignedIn'
        }

        It 'is only the business of the session that was told so' {
            $null = Connect-CcTenant @how -SkipCertificateCheck -Name careless
            $null = Connect-CcTenant @how -Name careful
            $null = Enter-CcQueue -Queue 630 -Extension 708 -Session careful -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailure,*'
            (Enter-CcQueue -Queue 630 -Extension 708 -Session careless).State | Should -Be 'SignedIn'
        }
    }

    Context 'time and retries' {
        It 'says where an address comes from that nobody typed' {
            { Connect-CcTenant -Uri https://tenant.invalid -Credential (ConvertTo-TestLogin id 'app-secret-1') } |
                Should -Throw -ErrorId 'UnencryptedRefused,*'
            $Error[0].ErrorDetails.RecommendedAction | Should -Match 'tpiag\.wellcloud\.cc is the default of -TokenUri'
        }

        It 'gives up a request after -TimeoutSec' {
            $slow = Start-CcSimulator -LatencyMilliseconds 60000
            try {
                $null = Connect-CcTenant -QueueUri $slow.QueueUri -TimeoutSec 1 -MaximumRetryCount 0
                $null = Enter-CcQueue -Queue 630 -Extension 709 -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
                $failed[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
                "$($failed[0])" | Should -Match '709'
                "$($failed[0])" | Should -Match '1 seconds'
                $failed[0].ErrorDetails.RecommendedAction | Should -Match '-TimeoutSec'
            } finally {
                Stop-CcSimulator $slow
            }
        }

        It 'refuses the pasted path of a call, and says which address to use' {
            foreach ($given in @{ QueueUri = 'https://10.0.0.1:8080/coocenter-api' }, @{ QueueUri = 'https://10.0.0.1:8080/coocenter-api/queues/agent-login' }) {
                $fault = { Connect-CcTenant @given } | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
                "$fault" | Should -Match '-QueueUri contains the path of an API call'
                $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-QueueUri https://10.0.0.1:8080'
            }

            $fault = { Connect-CcTenant -Uri 'https://10.0.0.1/x/api/operation/tenant/agents' -Token (ConvertTo-TestSecret 'abcd12345678') } | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
            $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-Uri https://10.0.0.1/x'
        }

        It 'tries again as often as -MaximumRetryCount says' {
            foreach ($count in 0, 1) {
                Invoke-WithAnswer @{ Status = 502 } {
                    param($server)
                    $null = Enter-CcQueue -Queue 630 -Extension 710 -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnexpectedStatus,*'
                    $server.Requests.Count | Should -Be ($count + 1)
                } @{ MaximumRetryCount = $count }
            }
        }

        It 'sends no more requests a second than -RequestsPerSecond says, by all commands of the session together' {
            $null = $sim | Connect-CcTenant -RequestsPerSecond 20
            $null = Enter-CcQueue 630 900
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $null = Enter-CcQueue 630 (901..906) -ThrottleLimit 16
            $null = Exit-CcQueue 630 (901..906) -ThrottleLimit 16
            $clock.Stop()
            $clock.ElapsedMilliseconds | Should -BeGreaterThan 500 -Because '12 requests at 20 a second take 600 ms'
        }

        It 'shares -RequestsPerSecond with the runspaces that the session travels to' {
            Skip-WindowsPowerShell 'ForEach-Object -Parallel'
            $session = $sim | Connect-CcTenant -RequestsPerSecond 20
            $manifest = Get-TestedManifest
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $null = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
                Import-Module $using:manifest
                Enter-CcQueue 631 ((900 + 10 * $_)..(904 + 10 * $_)) -Session $using:session -ThrottleLimit 16
            }
            $clock.ElapsedMilliseconds | Should -BeGreaterThan 600 -Because '15 requests at 20 a second take 700 ms'
        }

        It 'has no limit of its own without -RequestsPerSecond, and refuses one below zero' {
            $null = $sim | Connect-CcTenant -Name capped -RequestsPerSecond 10
            $null = $sim | Connect-CcTenant -Name free
            $capped, $free = foreach ($name in 'capped', 'free') {
                Measure-Command { Enter-CcQueue 632 (900..929) -ThrottleLimit 16 -Session $name }
            }
            $free | Should -BeLessThan $capped
            { $sim | Connect-CcTenant -RequestsPerSecond -1 } | Should -Throw '*RequestsPerSecond*'
        }

        It 'waits out Retry-After once for all rows, and fails none for it' {
            $server = Open-TestServer {
                param($request)
                if ($request.Number -eq 1) { @{ Status = 429; Header = @{ 'Retry-After' = '1' } } } else { @{ Body = '{ "status": "success", "message": "ok" }' } }
            }
            try {
                Invoke-WithServer $server {
                    $clock = [System.Diagnostics.Stopwatch]::StartNew()
                    $members = Enter-CcQueue 630 (920..925) -ErrorAction Stop
                    $members.Count | Should -Be 6
                    $clock.ElapsedMilliseconds | Should -BeGreaterThan 900
                } @{ MaximumRetryCount = 0 }
            } finally {
                Close-TestServer $server
            }
        }

        It 'goes through the proxy that -Proxy names, and only through it, a dead one being named' {
            # The simulator is no proxy, but it counts what comes to it.
            $before = $sim.RequestCount
            $null = Connect-CcTenant -QueueUri http://localhost:8080 -Proxy $sim.QueueUri -MaximumRetryCount 0
            $null = Enter-CcQueue -Queue 630 -Extension 711 -ErrorAction SilentlyContinue
            $sim.RequestCount | Should -Be ($before + 1)
            $null = Connect-CcTenant -QueueUri $sim.QueueUri -Proxy "http://127.0.0.1:$(Get-FreePort)" -MaximumRetryCount 0
            $null = Enter-CcQueue -Queue 630 -Extension 711 -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'Unreachable,*'
            $sim.RequestCount | Should -Be ($before + 1)
            "$($failed[0])" | Should -Match "cannot connect to the proxy 127\.0\.0\.1:\d+ on the way to $($sim.QueueUri.Authority)"
            $failed[0].ErrorDetails.RecommendedAction | Should -Match '-Proxy of Connect-CcTenant'
        }
    }

    Context 'a proxy' {
        BeforeAll {
            $secure = @{ Uri = 'https://192.0.2.1'; Token = $token }
            $proxyLogin = ConvertTo-TestLogin zhang@corp.com 'Proxy-Word-1'
        }

        It 'is refused where its address is none, with what to type, whether with -Token or -QueueUri alone' {
            $cases = @(
                @{ Proxy = 'proxy.corp:3128'; Says = '-Proxy http://proxy\.corp:3128\.' }
                @{ Proxy = '10.0.0.1:3128'; Says = '-Proxy http://10\.0\.0\.1:3128\.' }
                @{ Proxy = 'proxy'; Says = '-Proxy http://proxy\.' }
                @{ Proxy = 'https://proxy.corp:8443'; Says = '-Proxy http://proxy\.corp:8443\.' }
                @{ Proxy = 'ftp://proxy.corp'; Says = '-Proxy http://proxy\.corp\.' }
                @{ Proxy = 'http://'; Says = '-Proxy http://proxy\.corp:3128\.' }
                @{ Proxy = 'http://proxy.corp:port'; Says = '-Proxy http://proxy\.corp:3128\.' }
                @{ Proxy = ''; Says = '-Proxy http://proxy\.corp:3128\.' }
                @{ Proxy = [uri] 'proxy.corp:3128'; Says = '-Proxy http://proxy\.corp:3128\.' }
            )
            foreach ($case in $cases) {
                foreach ($where in $secure, @{ QueueUri = $sim.QueueUri }, @{ Uri = $sim.Uri; Credential = $sim.Credential; TokenUri = $sim.TokenUri }) {
                    $failure = Get-Failure { Connect-CcTenant @where -Proxy $case.Proxy }
                    $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*' -Because "'$($case.Proxy)' is no proxy"
                    "$failure" | Should -Match 'scheme and host'
                    $failure.ErrorDetails.RecommendedAction | Should -Match $case.Says
                }
            }
            Get-CcSession | Should -BeNullOrEmpty
        }

        It 'is refused with a user name in its address, which is not repeated' {
            foreach ($address in 'http://zhang:Proxy-Word-1@proxy.corp:3128', 'zhang:Proxy-Word-1@proxy.corp:3128', 'http://zhang@proxy.corp:3128', 'http://zhang:Proxy-Word-1@') {
                $failure = Get-Failure { Connect-CcTenant @secure -Proxy $address }
                $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
                "$failure" + $failure.ErrorDetails.RecommendedAction | Should -Not -Match 'Proxy-Word'
                if ($address -notlike '*@') {
                    $failure.ErrorDetails.RecommendedAction | Should -Match '-ProxyCredential \(Get-Credential\)'
                }
            }
        }

        It 'takes credentials as Invoke-RestMethod does: of one kind, and with -Proxy' {
            $how = @{ Proxy = 'http://127.0.0.1:3128' }
            (Connect-CcTenant @secure @how -ProxyCredential $proxyLogin).State | Should -Be 'Open'
            (Connect-CcTenant @secure @how -ProxyUseDefaultCredentials).State | Should -Be 'Open'
            foreach ($case in @(
                    @{ Given = @{ ProxyCredential = $proxyLogin }; Says = '-Proxy is missing' }
                    @{ Given = @{ ProxyUseDefaultCredentials = $true }; Says = '-Proxy is missing' }
                    @{ Given = @{ ProxyCredential = $proxyLogin; ProxyUseDefaultCredentials = $true; Proxy = 'http://127.0.0.1:3128' }; Says = 'cannot be used together' })) {
                $given = $case.Given
                $failure = Get-Failure { Connect-CcTenant @secure @given }
                $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
                "$failure" | Should -Match $case.Says
            }
        }

        It 'makes plain http to this machine unencrypted' {
            $how = @{ Proxy = 'http://127.0.0.1:3128' }
            foreach ($given in @{ Uri = $sim.Uri; Token = $token }, @{ QueueUri = $sim.QueueUri; QueueKey = $token }, @{ Uri = 'https://192.0.2.1'; TokenUri = $sim.TokenUri; Credential = $sim.Credential }) {
                $failure = Get-Failure { Connect-CcTenant @given @how }
                $failure.FullyQualifiedErrorId | Should -BeLike 'UnencryptedRefused,*'
                "$failure" | Should -Match 'plain http through a proxy'
            }
        }

        It 'that wants credentials, or others, is an error of its own, from which nothing is unknown' {
            $expected = 'Basic ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes('zhang@corp.com:Proxy-Word-1'))
            $server = Open-TestServer -Data $expected {
                param($request, $expected)
                if ($request.Headers['Proxy-Authorization'] -eq $expected) { @{ Body = '{"status":"success"}' } }
                else { @{ Status = 407; Body = '<html>Who are you?</html>'; Type = 'text/html'; Header = @{ 'Proxy-Authenticate' = 'Basic realm="proxy"' } } }
            }
            try {
                $how = @{ QueueUri = $server.Uri; Proxy = $server.Uri }
                $place = [regex]::Escape($server.Uri.Authority)
                $null = Connect-CcTenant @how -ProxyCredential $proxyLogin
                (Enter-CcQueue -Queue 630 -Extension 711).State | Should -Be 'SignedIn'
                $lines = Enter-CcQueue -Queue 630 -Extension 711 -Verbose -Debug *>&1 | Out-String
                $lines | Should -Match 'agent-login'
                $lines | Should -Not -Match ('Proxy-Word|' + [regex]::Escape($expected.Substring(6)))
                foreach ($case in @(
                        @{ Given = @{}; Says = 'requires a user name and a password \(407\)'; Advises = '-Proxy and -ProxyCredential \(Get-Credential\)' }
                        @{ Given = @{ ProxyCredential = ConvertTo-TestLogin zhang 'Wrong-Word-2' }; Says = 'did not accept the credentials'; Advises = 'the right -ProxyCredential' })) {
                    $given = $case.Given
                    $null = Connect-CcTenant @how @given
                    $null = Enter-CcQueue -Queue 630 -Extension 711 -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed[0].FullyQualifiedErrorId | Should -BeLike 'ProxyRefused,*'
                    $failed[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
                    "$($failed[0])" | Should -Match "the proxy $place on the way to $place .*$($case.Says)"
                    $failed[0].ErrorDetails.RecommendedAction | Should -Match $case.Advises
                    $check = Test-CcSession | Where-Object Result -EQ 'Failed'
                    $check.Check | Should -Be 'Connection'
                    $check.Message | Should -Match $case.Says
                    $check.RecommendedAction | Should -Match $case.Advises
                }
            } finally {
                Close-TestServer $server
            }
        }

        It 'has its password in no property of the session, and in no line of -Verbose' {
            $session = Connect-CcTenant @secure -Proxy http://127.0.0.1:3128 -ProxyCredential $proxyLogin -Verbose -OutVariable all 4>&1
            ($session | Format-List * -Force | Out-String) + ($session | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue) | Should -Not -Match 'Proxy-Word'
            "$session" | Should -Match 'proxy http://127\.0\.0\.1:3128, -ProxyCredential'
        }
    }

    Context 'servers that are no tenant' {
        It 'fails with Unreachable when nothing listens there' {
            $dead = "http://127.0.0.1:$(Get-FreePort)"
            $failure = Get-Failure { Connect-CcTenant -Uri $dead -TokenUri "$dead/token" -Credential $sim.Credential -MaximumRetryCount 0 }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Unreachable,*'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Check the address'
        }

        It 'fails with NotJson when the token address answers a web page' {
            Invoke-WithAnswer @{ Body = '<html><body>Sign in</body></html>'; Type = 'text/html' } {
                param($server)
                $failure = Get-Failure { Connect-CcTenant -Uri $server.Uri -TokenUri $server.Uri -Credential $sim.Credential }
                $failure.FullyQualifiedErrorId | Should -BeLike 'NotJson,*'
                $failure.CategoryInfo.Category | Should -Be 'ProtocolError'
                "$failure" | Should -Match 'web page'
                "$failure" | Should -Not -Match 'unknown' -Because 'a token request changes nothing'
                "$failure" | Should -Not -Match '<html>'
            }
        }

        It 'fails with NotJson when the answer holds no token' {
            Invoke-WithAnswer @{ Body = '{"message":"hello"}' } {
                param($server)
                (Get-Failure { Connect-CcTenant -Uri $server.Uri -TokenUri $server.Uri -Credential $sim.Credential }).FullyQualifiedErrorId | Should -BeLike 'NotJson,*'
            }
        }

        It 'gives the words of the vendor for a token address with another fault' {
            Invoke-WithAnswer @{ Status = 500; Body = '{"message":"RESTEASY003065: Cannot consume content type","code":"500"}' } {
                param($server)
                $failure = Get-Failure { Connect-CcTenant -Uri $server.Uri -TokenUri $server.Uri -Credential $sim.Credential -MaximumRetryCount 0 }
                $failure.FullyQualifiedErrorId | Should -BeLike 'UnexpectedStatus,*'
                "$failure" | Should -Match 'RESTEASY003065'
            }
        }
    }

    Context 'questions and traces' {
        It 'does nothing under -WhatIf' {
            $before = $sim.RequestCount
            ($sim | Connect-CcTenant -WhatIf).State | Should -Be 'WhatIf'
            $sim.RequestCount | Should -Be $before
            Disconnect-CcTenant
        }

        It 'names the servers under -WhatIf' {
            $result = Invoke-Alone { param($tenant, $phone) Connect-CcTenant -Uri $tenant -Token ([securestring]::new()) -QueueUri $phone -WhatIf } 'http://127.0.0.1:1', 'http://127.0.0.1:2'
            $result.Line | Should -Be 'What if: Connect to http://127.0.0.1:1/, http://127.0.0.1:2/'
        }

        It 'shows the token request under -Verbose without its query' {
            $lines = @($sim | Connect-CcTenant -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_ -match 'POST' })
            $lines.Count | Should -Be 1
            "$lines" | Should -Match '^POST /p/api/operation/operation/apply/token: 200 in \d+ ms, attempt 1'
            "$lines" | Should -Not -Match 'appSecret|\?'
        }
    }
}
