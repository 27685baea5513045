using System;
using System.Globalization;
using System.Text;

namespace CallCenter.Core.Files;

/// <summary>Finds an encoding by what people call it: PowerShell's own words, the number of a code page, or a registered name.</summary>
public static class EncodingName
{
    /// <summary>The encoding; null when there is none of that name.</summary>
    /// <param name="name">Such as utf8, 936 or windows-1252, however it is cased.</param>
    public static Encoding? Find(string name)
    {
        var text = name.Trim();
        var culture = CultureInfo.CurrentCulture.TextInfo;
        return text.ToUpperInvariant() switch
        {
            "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
            "UNICODE" or "UTF16" => Encoding.Unicode,
            "BIGENDIANUNICODE" or "UTF16BE" => Encoding.BigEndianUnicode,
            "UTF32" => Encoding.UTF32,
            "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            "ASCII" => Encoding.ASCII,
            "ANSI" => OfCodePage(culture.ANSICodePage),
            "OEM" => OfCodePage(culture.OEMCodePage),

            // As Import-Csv has it: UTF-8 in PowerShell 7, and the code page of Windows in Windows PowerShell.
            "DEFAULT" => Encoding.Default,
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? OfCodePage(number) : OfName(text),
        };
    }

    private static Encoding? OfCodePage(int number) => number > 0 ? Try(() => GetEncoding(number)) : null;

    private static Encoding? OfName(string name) => Try(() => GetEncoding(name));

    private static Encoding? Try(Func<Encoding> get)
    {
        try
        {
            return get();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

#if NET
    private static Encoding GetEncoding(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);

    private static Encoding GetEncoding(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
#else
    private static Encoding GetEncoding(int number) => Encoding.GetEncoding(number);

    private static Encoding GetEncoding(string name) => Encoding.GetEncoding(name);
#endif
}
