#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Microsoft.PowerShell.PlatyPS'; ModuleVersion = '1.0.0' }
<#
.SYNOPSIS
    Makes what Get-Help reads from the Markdown pages beside this script.
.DESCRIPTION
    Each folder here that is named like a culture becomes one of that name: its pages of commands one MAML file, its about
    topics a text each. The results are committed, so that a machine without PlatyPS can lay out the whole module.
.EXAMPLE
    ./build.ps1 Help
#>
[CmdletBinding()]
param(
    # Where the folders of the cultures go.
    [string] $OutputFolder = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', 'src', 'CallCenter', 'module'))
)

$ErrorActionPreference = 'Stop'
$utf8 = [System.Text.UTF8Encoding]::new($false)

# Get-Help shows what it finds: backticks, stars and the addresses of links to other pages only disturb there.
function ConvertTo-PlainText([string] $Markdown) {
    $Markdown -replace '(?m)^```\w*\r?\n?' -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '\*\*([^*]+)\*\*', '$1' -replace '`'
}

# Get-Help shows a paragraph for a paragraph, and keeps the line breaks in it, which lists need.
function Write-Paragraph([System.Xml.XmlElement] $Element, [string] $Text) {
    $Element.RemoveAll()
    foreach ($paragraph in $Text.Trim() -split '(?:\r?\n){2,}' -ne '') {
        $child = $Element.AppendChild($Element.OwnerDocument.CreateElement('maml', 'para', $maml))
        $child.InnerText = $paragraph
    }
}

# PlatyPS leaves an example's code, in its fence, among the paragraphs before it.
function Repair-Example([System.Xml.XmlElement] $Example, [System.Xml.XmlNamespaceManager] $Names) {
    $introduction = $Example.SelectSingleNode('maml:introduction', $Names)
    $break = [string] [char] 0x80
    $text = ($introduction.SelectNodes('maml:para', $Names).InnerText | Where-Object { $_ -ne $break }) -join "`n`n"
    $before, $code, $after = $text -split '(?ms)^```powershell\r?\n(.*?)\r?\n```$', 2
    Write-Paragraph $introduction (ConvertTo-PlainText $before)
    $Example.SelectSingleNode('dev:code', $Names).InnerText = $code
    $remarks = $Example.SelectSingleNode('dev:remarks', $Names)
    Write-Paragraph $remarks (ConvertTo-PlainText ($after -join "`n"))

    # A line between this example and the next.
    $null = $remarks.AppendChild($Example.OwnerDocument.CreateElement('maml', 'para', $maml))
    $title = $Example.SelectSingleNode('maml:title', $Names)
    $title.InnerText = ConvertTo-PlainText $title.InnerText
}

# PlatyPS reads the default values, and does not write them.
function Add-DefaultValue([System.Xml.XmlElement] $Parameter, [string] $Value) {
    if ($Value) {
        $default = $Parameter.AppendChild($Parameter.OwnerDocument.CreateElement('dev', 'defaultValue', $dev))
        $default.InnerText = $Value
    }
}

function Repair-Maml([xml] $Document, [object[]] $Page) {
    $names = [System.Xml.XmlNamespaceManager]::new($Document.NameTable)
    $names.AddNamespace('maml', $maml)
    $names.AddNamespace('dev', $dev)
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    foreach ($example in $Document.SelectNodes('//command:example', $names)) {
        Repair-Example $example $names
    }

    foreach ($text in $Document.SelectNodes('//maml:description[maml:para] | //maml:alert[maml:para]', $names)) {
        Write-Paragraph $text (ConvertTo-PlainText ($text.SelectNodes('maml:para', $names).InnerText -join "`n`n"))
    }

    foreach ($command in $Page) {
        foreach ($parameter in $command.Parameters) {
            $path = "//command:command[command:details/command:name = '$($command.Title)']/command:parameters/command:parameter[maml:name = '$($parameter.Name)']"
            Add-DefaultValue $Document.SelectSingleNode($path, $names) $parameter.DefaultValue
        }
    }

    # The syntax repeats each parameter, and PlatyPS does not know there what it takes from the pipeline.
    foreach ($parameter in $Document.SelectNodes('//command:syntaxItem/command:parameter', $names)) {
        $command = $parameter.ParentNode.ParentNode.ParentNode
        $same = $command.SelectSingleNode("command:parameters/command:parameter[maml:name = '$($parameter.name)']", $names)
        if ($same) {
            $parameter.SetAttribute('pipelineInput', $same.GetAttribute('pipelineInput'))
        }
    }

    # Links to nowhere: the online version, which there is none of, and the addresses of the other pages, which are files here.
    foreach ($link in @($Document.SelectNodes('//maml:navigationLink', $names))) {
        $uri = $link.SelectSingleNode('maml:uri', $names)
        if ($link.linkText -eq 'Online Version' -and -not $uri.InnerText) {
            $null = $link.ParentNode.RemoveChild($link)
        } elseif ($uri.InnerText -notmatch '^https?:') {
            $uri.InnerText = ''
        }
    }
}

# Get-Help shows an about topic as it is, so its lines are kept. It takes the fifth as the synopsis.
function ConvertTo-AboutText([string[]] $Line) {
    $inCode = $false
    $afterHeading = $false
    switch -Regex ($Line) {
        '^```' { $inCode = -not $inCode; continue }
        { $inCode } { "        $_".TrimEnd(); continue }
        '^# (.+)' { 'TOPIC'; "    $($Matches[1])"; $afterHeading = $false; continue }
        '^## (.+)' { $Matches[1]; $afterHeading = $true; continue }
        '^### (.+)' { "  $($Matches[1])"; $afterHeading = $true; continue }
        '^$' { if (-not $afterHeading) { '' }; continue }
        default { "    $(ConvertTo-PlainText $_)"; $afterHeading = $false }
    }
}

$maml = 'http://schemas.microsoft.com/maml/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
$work = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
try {
    foreach ($culture in Get-ChildItem $PSScriptRoot -Directory | Where-Object Name -CMatch '^[a-z]{2}-[A-Z]{2}$') {
        $target = New-Item (Join-Path $OutputFolder $culture.Name) -ItemType Directory -Force
        $pages = Get-ChildItem $culture -Filter '*-*.md' | Sort-Object Name | Import-MarkdownCommandHelp
        $made = $pages | Export-MamlCommandHelp -OutputFolder (Join-Path $work $culture.Name) -Force
        $document = [xml]::new()
        $document.Load($made.FullName)
        Repair-Maml $document $pages
        $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; Encoding = $utf8; NewLineChars = "`n"; NewLineHandling = 'None' }
        $writer = [System.Xml.XmlWriter]::Create((Join-Path $target $made.Name), $settings)
        $document.Save($writer)
        $writer.Dispose()
        foreach ($topic in Get-ChildItem $culture -Filter 'about_*.md') {
            $text = (ConvertTo-AboutText (Get-Content $topic -Encoding utf8)) -join "`n"
            [System.IO.File]::WriteAllText((Join-Path $target "$($topic.BaseName).help.txt"), "$text`n", $utf8)
        }
    }
}
finally {
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
