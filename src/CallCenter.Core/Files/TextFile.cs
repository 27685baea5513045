using System;
using System.IO;
using System.Security;
using System.Text;
using System.Threading;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>Reads text files of any encoding.</summary>
internal static class TextFile
{
    /// <summary>Opens a file to read, which a spreadsheet may have open: it does not allow others to forbid writing.</summary>
    /// <exception cref="IOException">It cannot be opened, or only be read once.</exception>
    public static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new IOException(Messages.FileNotSeekable);
        }

        return file;
    }

    /// <summary>Whether an exception says that a file cannot be read or written.</summary>
    public static bool IsAccessError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    /// <summary>Reads a file in one pass, which also finds out how it is encoded; a second one only where the beginning of a large file misled.</summary>
    /// <param name="file">The file, at its start.</param>
    /// <param name="forced">The encoding to use whatever the bytes look like; null to find out.</param>
    /// <param name="read">Reads the whole text. Where a second pass is needed, it is called again.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What was read, null where the file is no text; and how the file is encoded.</returns>
    public static (T? Result, DetectedText Text) Read<T>(
        FileStream file, Encoding? forced, Func<TextReader, DetectedText, T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var reader = new DetectingReader(file.Read, forced, cancellationToken);
        var guess = reader.Guess;
        var result = guess.IsBinary ? null : read(reader, guess);
        var text = reader.Finish();
        if (text.IsBinary)
        {
            return (null, text);
        }

        if (result is not null && text.IsDoubtful == guess.IsDoubtful && text.Encoding.CodePage == guess.Encoding.CodePage)
        {
            return (result, text);
        }

        file.Position = 0;
        return (read(new DecodedText(file, text.Encoding), text), text);
    }
}
