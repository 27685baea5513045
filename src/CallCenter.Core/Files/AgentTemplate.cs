using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>
/// A file of agents to be filled: a header line and an example row. What the columns mean stands beside the file, not in it, so that
/// every reader of CSV takes the file as it is.
/// </summary>
public sealed class AgentTemplate
{
    // A word without digits: a spreadsheet that fills cells downwards repeats it, and does not count on from it.
    private const string ExampleCode = "EXAMPLE";
    private const string ChineseExampleCode = "示例";

    // In the order in which people fill them. What depends on the tenant, such as the ids of roles, has no example.
    private static readonly (AgentField Field, string Text, string Example, string ChineseExample)[] Fields =
    [
        (AgentField.Code, "Template_Code", ExampleCode, ChineseExampleCode),
        (AgentField.LoginName, "Template_LoginName", "li.wei", "li.wei"),
        (AgentField.UserName, "Template_UserName", "Li Wei", "李伟"),
        (AgentField.Gender, "Template_Gender", "Male", "男"),
        (AgentField.Phone, "Template_Phone", "13800000001", "13800000001"),
        (AgentField.Email, "Template_Email", "li.wei@example.com", "li.wei@example.com"),
        (AgentField.Password, "Template_Password", "", ""),
        (AgentField.Role, "Template_Role", "", ""),
        (AgentField.AgentQueue, "Template_AgentQueue", "", ""),
        (AgentField.Org, "Template_Org", "", ""),
        (AgentField.Status, "Template_Status", "", ""),
        (AgentField.UseOnlineService, "Template_UseOnlineService", "", ""),
        (AgentField.TenantId, "Template_TenantId", "", ""),
        (AgentField.Namespace, "Template_Namespace", "", ""),
    ];

    private AgentTemplate(CultureInfo language)
    {
        var isChinese = IsChinese(language);
        Columns =
        [
            .. Fields.Select(row => new AgentTemplateColumn(
                row.Field,
                HeaderName.Of(row.Field, isChinese),
                AgentColumns.IsMandatory(row.Field),
                isChinese ? row.ChineseExample : row.Example,
                Messages.In(language, row.Text))),
        ];
    }

    /// <summary>The columns, in the file's order.</summary>
    public IReadOnlyList<AgentTemplateColumn> Columns { get; }

    /// <summary>The template in a language: Chinese where the language is, else English.</summary>
    /// <param name="language">The language of headers, example and descriptions.</param>
    public static AgentTemplate In(CultureInfo language) =>
        new(CultureInfo.GetCultureInfo(IsChinese(language) ? "zh-CN" : "en-US"));

    /// <summary>Whether a code is the one of the example row, in any language: an agent of that name is nobody's intention.</summary>
    /// <param name="code">The code.</param>
    public static bool IsExample(string? code) =>
        string.Equals(code?.Trim(), ExampleCode, StringComparison.OrdinalIgnoreCase) || code?.Trim() == ChineseExampleCode;

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
            writer.WriteLine(string.Join(",", Columns.Select(column => column.Header)));
            writer.WriteLine(string.Join(",", Columns.Select(column => column.Example)));
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            throw Failure.Session(ErrorKind.FileExists, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw Failure.Session(ErrorKind.FileUnwritable, path, exception.Message);
        }
    }

    private static bool IsChinese(CultureInfo language) => language.TwoLetterISOLanguageName == "zh";
}
