# This module from a file, with the journal that it keeps of itself.
param([uri] $Server, [int] $Rows, [int] $InFlight, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$token = [securestring]::new()
'bench-token'.ToCharArray().ForEach({ $token.AppendChar($_) })
$null = Connect-CcTenant -Uri $Server -Token $token
$folder = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid()))
function Export-AgentFile([string] $Name, [int] $Count) {
    $path = Join-Path $folder $Name
    $file = [System.IO.StreamWriter]::new($path)
    $file.WriteLine('code,loginName,userName')
    for ($i = 1; $i -le $Count; $i++) { $file.WriteLine("$i,u$i,User $i") }
    $file.Dispose()
    $path
}

try {
    Import-CcAgent (Export-AgentFile warm.csv ([math]::Max(200, [int]($Rows / 5)))) -ThrottleLimit $InFlight | Out-Null
    $path = Export-AgentFile agents.csv $Rows
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    $cpu = $process.TotalProcessorTime
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Import-CcAgent $path -ThrottleLimit $InFlight | Out-Null
    $clock.Stop()
    $process.Refresh()
    @{ Rows = $Rows; Seconds = $clock.Elapsed.TotalSeconds; CpuSeconds = ($process.TotalProcessorTime - $cpu).TotalSeconds; PeakBytes = $process.PeakWorkingSet64 } | ConvertTo-Json -Compress
} finally {
    Remove-Item $folder -Recurse
}
