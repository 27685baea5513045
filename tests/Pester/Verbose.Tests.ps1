BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $version = (Get-TestedData).ModuleVersion

    # The verbose lines of what runs.
    function Get-Line([scriptblock] $Script) {
        @(& $Script 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object { "$_" })
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'Verbose' {
    BeforeAll {
        $key = ConvertTo-TestSecret 'Demo-Key-1'
        $sim = Start-CcSimulator -UseTls -QueueKey $key
    }

    AfterEach {
        Get-CcSession | Disconnect-CcTenant
    }

    It 'begins with module, PowerShell, system and session, and ends with the counts' {
        $null = $sim | Connect-CcTenant -QueueKey $key -Name north
        $lines = Get-Line { New-CcAgent 4001 login1 b -Verbose }
        $lines[0] | Should -Match "^Run [0-9a-f]{8}: New-CcAgent of CallCenter $([regex]::Escape($version)), PowerShell $([regex]::Escape($PSVersionTable.PSVersion)) Core, \.NET"
        $run = $lines[0].Substring(4, 8)
        $lines[0] | Should -Match ([regex]::Escape([System.Runtime.InteropServices.RuntimeInformation]::OSDescription))
        $lines[0] | Should -Match "session north: tenant $($sim.Uri.Scheme)://$($sim.Uri.Authority), tokens from .*, phone system https://$($sim.QueueUri.Authority), with a key of the day, pinned certificate $($sim.CertificateThumbprint), timeout 100 s, retries 2"
        @($lines -match '^POST /api/operation/tenant/agents: 200 in \d+ ms, attempt 1').Count | Should -Be 1
        $lines[-1] | Should -Match "^Run $run took \d+\.\d s: done 1, failed 0, unknown 0, done by earlier runs 0$"
    }

    It 'tells how a session was opened, without what is secret' {
        $lines = Get-Line {
            Connect-CcTenant -Uri https://192.0.2.1 -Token (ConvertTo-TestSecret 'test-token-0001') -QueueUri http://192.0.2.1:8080 -SkipCertificateCheck -TimeoutSec 7 -Proxy http://127.0.0.1:3128 -ProxyCredential (ConvertTo-TestLogin user 'Proxy-Word-1') -Verbose
        }
        $lines[0] | Should -Match '^Run [0-9a-f]{8}: Connect-CcTenant of CallCenter'
        $lines[-1] | Should -Match '^Opened session Session1: tenant https://192\.0\.2\.1, with the given token, phone system http://192\.0\.2\.1:8080, without a key, proxy http://127\.0\.0\.1:3128, -ProxyCredential, -SkipCertificateCheck, timeout 7 s, retries 2$'
        "$lines" | Should -Not -Match 'test-token|Proxy-Word|user:'
    }

    It 'tells the certificate with the first request of a run alone' {
        $null = $sim | Connect-CcTenant -QueueKey $key
        $lines = Get-Line { Enter-CcQueue -Queue 630, 631, 632 -Extension 800 -ThrottleLimit 1 -Verbose }
        @($lines -match 'agent-login: 200').Count | Should -Be 3
        @($lines -match "; certificate $($sim.CertificateThumbprint) \(Pinned\)").Count | Should -Be 1
    }

    It 'tells when it tries again, and why it waited' {
        $server = Open-TestServer { param($request) if ($request.Number -eq 1) { @{ Status = 429; Header = @{ 'Retry-After' = '2' } } } else { @{ Body = '{"status":"success"}' } } }
        try {
            $null = Connect-CcTenant -QueueUri $server.Uri
            $lines = Get-Line { Enter-CcQueue -Queue 630 -Extension 800 -Verbose } | Where-Object { $_ -match 'attempt' }
            $lines[0] | Should -Match ': 429 in \d+ ms, attempt 1 .*; next try in 2\.0 s$'
            $lines[1] | Should -Match ': 200 in \d+ ms, attempt 2 .*; waited \d+\.\d s for its turn$'
        } finally {
            Close-TestServer $server
        }

        $null = Connect-CcTenant -QueueUri "http://127.0.0.1:$(Get-FreePort)" -MaximumRetryCount 1
        $lines = Get-Line { Enter-CcQueue -Queue 630 -Extension 800 -Verbose -ErrorAction SilentlyContinue } | Where-Object { $_ -match 'attempt' }
        $lines[0] | Should -Match ': Unreachable in \d+ ms, attempt 1 .*; next try in 0\.\d s$'
        $lines[1] | Should -Match ': Unreachable in \d+ ms, attempt 2 [^;]*$'
    }

    It 'tells of the file and of the journal' {
        $null = $sim | Connect-CcTenant -QueueKey $key
        $path = Join-Path $TestDrive verbose.csv
        Set-Content -LiteralPath $path -Encoding utf8 -Value 'code,loginName,userName', '41,l41,b', '42,,b'
        $null = Import-CcAgent $path -ErrorAction SilentlyContinue
        $lines = Get-Line { Import-CcAgent $path -Verbose -ErrorAction SilentlyContinue }
        $lines -match "^File .*verbose\.csv: utf-8, delimiter ,, rows 2, of which invalid 1$" | Should -HaveCount 1
        $lines -match "^Journal .*verbose\.csv\.journal: rows of earlier runs 1, done 1, failed 0, unknown 0$" | Should -HaveCount 1
        $lines[-1] | Should -Match 'done 0, failed 0, unknown 0, done by earlier runs 1$'
    }

    It 'is silent without -Verbose, and goes to the debug stream with -Debug alone' {
        $null = $sim | Connect-CcTenant -QueueKey $key
        Get-Line { Enter-CcQueue -Queue 630 -Extension 801 } | Should -BeNullOrEmpty
        $all = @(Enter-CcQueue -Queue 630 -Extension 801 -Debug *>&1)
        $all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | Should -BeNullOrEmpty
        ($all | Where-Object { $_ -is [System.Management.Automation.DebugRecord] })[0] | Should -Match '^Run [0-9a-f]{8}: Enter-CcQueue'
    }
}
