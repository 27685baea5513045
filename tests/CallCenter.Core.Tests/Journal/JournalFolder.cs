using System;
using System.IO;
using System.Text;
using CallCenter.Core.Runs;

namespace CallCenter.Core.Tests.Journal;

/// <summary>A folder for the journals of one test.</summary>
internal sealed class JournalFolder : IDisposable
{
    public static readonly JournalRun Header =
        new("New-CcAgent", [new("Test", "n01.example.com")]) { At = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc) };

    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public JournalFolder() => Journal = Path.Combine(_folder, "日志 run.jsonl");

    public string Journal { get; }

    public byte[] Bytes
    {
        get => File.ReadAllBytes(Journal);
        set => File.WriteAllBytes(Journal, value);
    }

    public string Text
    {
        get => Encoding.UTF8.GetString(Bytes);
        set => Bytes = Encoding.UTF8.GetBytes(value);
    }

    public RunJournal Open() => RunJournal.Open(Journal, Header);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
