# This module from a file, with the journal that it keeps of itself.
param([uri] $Server, [int] $Rows, [int] $InFlight, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot Contestant.psm1)
Connect-Server $Server $Module
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
    Measure-Work $Rows { Import-CcAgent $path -ThrottleLimit $InFlight }
} finally {
    Remove-Item $folder -Recurse
}
