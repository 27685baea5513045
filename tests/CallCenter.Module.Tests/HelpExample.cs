using System.Text.RegularExpressions;

namespace CallCenter.Module.Tests;

/// <summary>An example of a page: text, the code, and text again.</summary>
internal sealed partial class HelpExample
{
    public HelpExample(string title, string body)
    {
        Title = title;
        var code = Block().Match(body);
        Code = code.Groups["code"].Value;
        Introduction = code.Success ? body[..code.Index].Trim() : body;
        Remarks = code.Success ? body[(code.Index + code.Length)..].Trim() : string.Empty;
    }

    public string Title { get; }

    public string Introduction { get; }

    public string Code { get; }

    public string Remarks { get; }

    [GeneratedRegex(@"^```powershell\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
