using System.IO;

namespace CallCenter.Core.Runs;

/// <summary>A file was deleted, replaced or changed while a run had it open.</summary>
internal sealed class FileReplacedException(string message) : IOException(message);
