using System;
using System.IO;

namespace CallCenter.Bench;

/// <summary>A module with nothing but a manifest: what PowerShell itself takes to import one.</summary>
internal sealed class EmptyModule : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public EmptyModule()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "Empty.psd1");
        File.WriteAllText(Path, "@{ ModuleVersion = '1.0.0'; FunctionsToExport = @(); CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }");
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
