# What the Pester files of the module share.

$root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$version = (& "$root/build/Get-ModuleManifest.ps1" (Join-Path $root CallCenter.psd1)).ModuleVersion

<#
.SYNOPSIS
    The manifest of the module as it was built.
#>
function Get-TestedManifest {
    $manifest = [System.IO.Path]::Combine($root, 'output', 'CallCenter', $version, 'CallCenter.psd1')
    if (-not (Test-Path -LiteralPath $manifest)) {
        throw "The module is not built: $manifest is missing. Run ./build.ps1 first."
    }

    $manifest
}

<#
.SYNOPSIS
    What that manifest says.
#>
function Get-TestedData {
    & "$root/build/Get-ModuleManifest.ps1" (Get-TestedManifest)
}

<#
.SYNOPSIS
    Imports the built module, and no other that may be installed.
#>
function Import-TestedModule {
    Import-Module -Name (Get-TestedManifest) -Global -ErrorAction Stop
}

<#
.SYNOPSIS
    Skips the test in Windows PowerShell, which does not have what it tests.
#>
function Skip-WindowsPowerShell([string] $Missing) {
    if ($PSVersionTable.PSEdition -eq 'Desktop') {
        Set-ItResult -Skipped -Because "Windows PowerShell has no $Missing"
    }
}

<#
.SYNOPSIS
    Closes and stops all that the test file opened in this runspace.
#>
function Clear-Rehearsal {
    Get-CcSession | Disconnect-CcTenant
    Stop-CcSimulator
}

<#
.SYNOPSIS
    A text as a SecureString.
#>
function ConvertTo-TestSecret([string] $Text) {
    $secret = [securestring]::new()
    foreach ($character in $Text.ToCharArray()) {
        $secret.AppendChar($character)
    }

    $secret.MakeReadOnly()
    $secret
}

<#
.SYNOPSIS
    A user name and a text as a PSCredential.
#>
function ConvertTo-TestLogin([string] $Name, [string] $Text) {
    [pscredential]::new($Name, (ConvertTo-TestSecret $Text))
}

<#
.SYNOPSIS
    Rows as a CSV file gives them, saved the way Excel does: UTF-8 with a byte order mark.
#>
function Import-Row([string[]] $Line) {
    $path = Join-Path (Get-PSDrive TestDrive).Root rows.csv
    [System.IO.File]::WriteAllLines($path, $Line, [System.Text.Encoding]::UTF8)
    Import-Csv -LiteralPath $path
}

<#
.SYNOPSIS
    A port of this machine that nothing listens on.
#>
function Get-FreePort {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    try {
        $listener.LocalEndpoint.Port
    } finally {
        $listener.Stop()
    }
}

<#
.SYNOPSIS
    Starts an HTTP server on loopback that answers what the script block says, one request after the other.
.DESCRIPTION
    The script block gets the request (Method, Path, Query, Headers, Body, Number) and returns a hashtable with Status, Body,
    Type, Header and Delay (milliseconds), or nothing to break the connection. It runs in another runspace and sees no
    variables of the test but the -Data given.
#>
function Open-TestServer([scriptblock] $Answer, $Data, [uri] $Uri = "http://127.0.0.1:$(Get-FreePort)/") {
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add($Uri)
    $listener.Start()
    $requests = [System.Collections.Concurrent.ConcurrentQueue[object]]::new()
    $serve = {
        param($Listener, $Requests, $Text, $Data)
        $answer = [scriptblock]::Create($Text)
        while ($Listener.IsListening) {
            try {
                $context = $Listener.GetContext()
            } catch {
                break
            }

            try {
                $in = $context.Request
                $headers = @{}
                foreach ($name in $in.Headers.AllKeys) {
                    $headers[$name] = $in.Headers[$name]
                }

                $request = [pscustomobject]@{
                    Method  = $in.HttpMethod
                    Path    = $in.Url.AbsolutePath
                    Query   = $in.Url.Query
                    Headers = $headers
                    Body    = [System.IO.StreamReader]::new($in.InputStream, [System.Text.Encoding]::UTF8).ReadToEnd()
                    Number  = $Requests.Count + 1
                }
                $Requests.Enqueue($request)
                $result = & $answer $request $Data
                if (-not $result) {
                    # Half an answer: the client cannot know what became of its request.
                    $context.Response.ContentLength64 = 100
                    $context.Response.OutputStream.Write([byte[]] (123), 0, 1)
                    $context.Response.Abort()
                    continue
                }

                if ($result.Delay) {
                    Start-Sleep -Milliseconds $result.Delay
                }

                $context.Response.StatusCode = if ($result.Status) { $result.Status } else { 200 }
                $context.Response.ContentType = if ($result.Type) { $result.Type } else { 'application/json;charset=UTF-8' }
                foreach ($name in $result.Header.Keys) {
                    $context.Response.AddHeader($name, $result.Header[$name])
                }

                $bytes = [System.Text.Encoding]::UTF8.GetBytes([string] $result.Body)
                $context.Response.ContentLength64 = $bytes.Length
                if ($bytes.Length) {
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                }

                $context.Response.Close()
            } catch {
                # The client did not wait for the answer.
                $context.Response.Abort()
            }
        }
    }
    $shell = [powershell]::Create().AddScript($serve).AddArgument($listener).AddArgument($requests).AddArgument($Answer.ToString()).AddArgument($Data)
    [pscustomobject]@{ Uri = $Uri; Requests = $requests; Listener = $listener; Shell = $shell; Run = $shell.BeginInvoke() }
}

<#
.SYNOPSIS
    Stops a server that Open-TestServer started.
#>
function Close-TestServer($Server) {
    $Server.Listener.Close()
    $Server.Shell.Stop()
    $Server.Shell.Dispose()
}

<#
.SYNOPSIS
    Starts a server that hands requests on to a simulator, and loses the answers to creates of the codes given.
.DESCRIPTION
    -Lose are the codes whose create is processed before the connection breaks, -Swallow those whose create is not.
#>
function Open-LossyServer($Simulator, [string[]] $Lose = @(), [string[]] $Swallow = @(), [uri] $Uri = "http://127.0.0.1:$(Get-FreePort)/") {
    Open-TestServer -Uri $Uri -Data @{ Uri = $Simulator.Uri; Lose = $Lose; Swallow = $Swallow } -Answer {
        param($request, $data)
        $code = if ($request.Method -eq 'POST') { ($request.Body | ConvertFrom-Json).code }
        if ($code -cin $data.Swallow) {
            return
        }

        Add-Type -AssemblyName System.Net.Http
        $onward = [System.Net.Http.HttpRequestMessage]::new($request.Method, [uri]::new($data.Uri, $request.Path + $request.Query))
        $null = $onward.Headers.TryAddWithoutValidation('Authorization', [string] $request.Headers['Authorization'])
        if ($request.Body) {
            $onward.Content = [System.Net.Http.StringContent]::new($request.Body, [System.Text.Encoding]::UTF8, 'application/json')
        }

        $client = [System.Net.Http.HttpClient]::new()
        try {
            $answer = $client.SendAsync($onward).GetAwaiter().GetResult()
            if ($code -cnotin $data.Lose) {
                @{ Status = [int] $answer.StatusCode; Body = $answer.Content.ReadAsStringAsync().GetAwaiter().GetResult() }
            }
        } finally {
            $client.Dispose()
        }
    }
}

<#
.SYNOPSIS
    Opens a session with a simulator's credential to a server that stands before it.
#>
function Connect-LossyServer($Server, $Simulator, [string] $Name = 'lossy') {
    Connect-CcTenant -Uri $Server.Uri -Credential $Simulator.Credential -TokenUri $Simulator.TokenUri -TenantId $Simulator.TenantId -Namespace $Simulator.Namespace -Name $Name -TimeoutSec 2
}

<#
.SYNOPSIS
    Starts a simulator and a lossy server before it, runs the script block with a session to it, named lossy, and closes all.
.OUTPUTS
    What the script block puts out. Its parameters are the simulator and the server.
#>
function Invoke-WithLoss([scriptblock] $Script, [string[]] $Lose = @(), [string[]] $Swallow = @(), [switch] $AllowAgentList) {
    $simulator = Start-CcSimulator -AllowAgentList:$AllowAgentList
    $server = Open-LossyServer $simulator -Lose $Lose -Swallow $Swallow
    try {
        $null = Connect-LossyServer $server $simulator
        & $Script $simulator $server
    } finally {
        Disconnect-CcTenant lossy
        Close-TestServer $server
        Stop-CcSimulator $simulator
    }
}

<#
.SYNOPSIS
    Starts one more simulator, runs the script block with a session to it, named other, and closes both.
.OUTPUTS
    What the script block puts out. Its parameters are the simulator and the session.
#>
function Invoke-WithOther([scriptblock] $Script) {
    $simulator = Start-CcSimulator
    try {
        $session = $simulator | Connect-CcTenant -Name other
        & $Script $simulator $session
    } finally {
        Disconnect-CcTenant other
        Stop-CcSimulator $simulator
    }
}

<#
.SYNOPSIS
    Opens a server that always answers the same, a session to it, runs the script block with -Session's default, and closes both.
.OUTPUTS
    What the script block puts out. Its first parameter is the server.
#>
function Invoke-WithAnswer([hashtable] $Answer, [scriptblock] $Script, [hashtable] $Session = @{}) {
    $server = Open-TestServer { param($request, $data) $data } $Answer
    try {
        Invoke-WithServer -Server $server -Script $Script -Session $Session
    } finally {
        Close-TestServer $server
    }
}

<#
.SYNOPSIS
    Opens a session to a server as tenant and phone system, runs the script block with it as the default, and closes it.
#>
function Invoke-WithServer($Server, [scriptblock] $Script, [hashtable] $Session = @{}) {
    $how = @{ MaximumRetryCount = 0; Token = ConvertTo-TestSecret 'test-token-0001' }
    foreach ($name in $Session.Keys) {
        $how[$name] = $Session[$name]
    }

    $connected = Connect-CcTenant -Uri $Server.Uri -QueueUri $Server.Uri @how
    try {
        & $Script $Server
    } finally {
        Disconnect-CcTenant $connected
    }
}

<#
.SYNOPSIS
    Runs a script in a runspace and a host of its own, with the built module, and tells all that came of it.
.DESCRIPTION
    -Argument are the arguments of the script block. -Answer are the numbers of the choices that the host takes when it is asked (0 is
    yes, 2 is no). -StopWhen stops the pipeline as soon as it says true; with -Close by closing its runspace.
#>
function Invoke-Alone([scriptblock] $Script, [object[]] $Argument = @(), [int[]] $Answer = @(), [string] $Culture = '', [scriptblock] $StopWhen, [switch] $Close) {
    if (-not ('TestHost' -as [type])) {
        Add-Type -Path (Join-Path $PSScriptRoot TestHost.cs) -WarningAction SilentlyContinue -IgnoreWarnings
    }

    $screen = [TestHost]::new($Culture, $Answer)
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule([string[]] (Get-TestedManifest))
    $runspace = [runspacefactory]::CreateRunspace($screen, $state)
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    try {
        # The module's commands are found in the runspace by their own names.
        $null = $shell.AddScript($Script.ToString())
        foreach ($value in $Argument) {
            $null = $shell.AddArgument($value)
        }

        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $fault = $null
        $clock = $null
        $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]] $null, $output)
        if ($StopWhen) {
            $until = [datetime]::Now.AddSeconds(30)
            while (-not (& $StopWhen $shell.Streams) -and [datetime]::Now -lt $until) {
                Start-Sleep -Milliseconds 20
            }

            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            if ($Close) {
                $runspace.Close()
            } else {
                $shell.Stop()
            }

            $clock.Stop()
        }

        try {
            $null = $shell.EndInvoke($run)
        } catch {
            $fault = if ($_.Exception.InnerException) { $_.Exception.InnerException } else { $_.Exception }
        }

        [pscustomobject]@{
            Output    = @($output)
            Error     = @($shell.Streams.Error)
            Warning   = @($shell.Streams.Warning)
            Verbose   = @($shell.Streams.Verbose)
            Debug     = @($shell.Streams.Debug)
            Progress  = @($shell.Streams.Progress)
            Fault     = $fault
            Line      = @($screen.Lines)
            Question  = @($screen.Questions)
            StoppedIn = $clock.ElapsedMilliseconds
        }
    } finally {
        $shell.Dispose()
        $runspace.Dispose()
    }
}

<#
.SYNOPSIS
    The forms in which a secret could turn up in a text: plain, URL-encoded, JSON-escaped and base64.
#>
function Get-SecretForm([string] $Secret) {
    $Secret
    [uri]::EscapeDataString($Secret)
    [System.Net.WebUtility]::UrlEncode($Secret)
    [System.Text.Json.JsonEncodedText]::Encode($Secret).ToString()
    [System.Text.Json.JsonEncodedText]::Encode($Secret, [System.Text.Encodings.Web.JavaScriptEncoder]::UnsafeRelaxedJsonEscaping).ToString()
    [System.Security.SecurityElement]::Escape($Secret)
    $Secret.Replace('&', '&amp;').Replace('<', '&lt;').Replace('>', '&gt;')
    [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Secret))
    [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Secret))
}

<#
.SYNOPSIS
    The forms of the secrets that stand in the text; nothing when there are none.
#>
function Find-Secret([string] $Text, [string[]] $Secret) {
    foreach ($one in $Secret) {
        foreach ($form in Get-SecretForm $one | Select-Object -Unique) {
            if ($Text.IndexOf($form, [System.StringComparison]::OrdinalIgnoreCase) -ge 0) {
                $form
            }
        }
    }
}

<#
.SYNOPSIS
    A certificate, with its private key, that Protect-CmsMessage takes.
#>
function Get-NewCertificate {
    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
        'CN=hand-over', $key, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $usage = [System.Security.Cryptography.X509Certificates.X509KeyUsageFlags] 'DataEncipherment, KeyEncipherment'
    $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509KeyUsageExtension]::new($usage, $true))
    $purpose = [System.Security.Cryptography.OidCollection]::new()
    $null = $purpose.Add([System.Security.Cryptography.Oid]::new('1.3.6.1.4.1.311.80.1'))
    $request.CertificateExtensions.Add([System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension]::new($purpose, $false))
    $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddHours(-1), [datetimeoffset]::UtcNow.AddDays(1))
}

Export-ModuleMember -Function *
