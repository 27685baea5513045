namespace CallCenter.Binding;

/// <summary>Completes the encodings that a CSV file most likely has.</summary>
internal sealed class EncodingCompleter()
    : WordCompleter("utf8", "unicode", "bigendianunicode", "utf32", "ansi", "gb18030", "big5", "shift_jis", "windows-1252");
