using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// A file of agents to be filled: a header line and an example row. What the columns mean is said beside the file, not in it, so that
/// every reader of CSV takes the file as it is. Its columns are <see cref="AgentField.All"/>.
/// </summary>
public sealed class AgentTemplate
{
    private readonly CultureInfo _language;
    private readonly bool _isChinese;

    private AgentTemplate(bool isChinese)
    {
        _isChinese = isChinese;
        _language = Find(isChinese ? "zh-CN" : "en-US");
    }

    /// <summary>The template in a language: Chinese where the language is, else English.</summary>
    /// <param name="language">The language of headers, example and descriptions.</param>
    public static AgentTemplate In(CultureInfo language) => new(language.TwoLetterISOLanguageName == "zh");

    /// <summary>The same, by the language's name, which .NET need not know: where it is globalization-invariant it knows none.</summary>
    /// <param name="language">The name, such as zh-CN.</param>
    public static AgentTemplate In(string language) => new(language.StartsWith("zh", StringComparison.OrdinalIgnoreCase));

    /// <summary>The header of a field's column.</summary>
    /// <param name="field">The field.</param>
    public string HeaderOf(AgentField field) => _isChinese ? field.ChineseName : field.Name;

    /// <summary>What the example row holds; empty where the cell is best left blank.</summary>
    /// <param name="field">The field.</param>
    public string ExampleOf(AgentField field) => _isChinese ? field.Examples.Chinese : field.Examples.English;

    /// <summary>What belongs into the column, for the person who fills the file.</summary>
    /// <param name="field">The field.</param>
    public string DescriptionOf(AgentField field) => Messages.In(_language, field.Description);

    /// <summary>Writes the file, in UTF-8 with the mark by which a spreadsheet knows it.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="overwrite">Whether a file that exists is replaced.</param>
    /// <exception cref="CallCenterException">The file exists, or it cannot be written.</exception>
    public void Write(string path, bool overwrite)
    {
        try
        {
            using var file = new FileStream(path, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
            writer.WriteLine(string.Join(",", AgentField.All.Select(HeaderOf)));
            writer.WriteLine(string.Join(",", AgentField.All.Select(ExampleOf)));
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            throw Failure.Session(ErrorKind.FileExists, path);
        }
        catch (Exception exception) when (TextFile.IsAccessError(exception))
        {
            throw Failure.Session(ErrorKind.FileUnwritable, path, exception.Message);
        }
    }

    // Without the language the descriptions are English; headers and example are in it all the same.
    private static CultureInfo Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
