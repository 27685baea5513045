using System;
using System.IO;
using System.Text;

namespace CallCenter.Core.Tests.Import;

/// <summary>A file for the time of a test.</summary>
internal sealed class TempFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "cc-" + Guid.NewGuid().ToString("N") + ".csv");

    public static TempFile Of(string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Of([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    public static TempFile Of(byte[] bytes)
    {
        var file = new TempFile();
        file.Write(bytes);
        return file;
    }

    public void Write(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public void Dispose() => File.Delete(Path);
}
