using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Text.Json;
using CallCenter.Core.Agents;

namespace CallCenter.Commands;

/// <summary>
/// Hands generated passwords over encrypted to a certificate, one CMS message an agent, each on the disk before its agent is
/// sent: a run that is killed leaves no agent whose password nobody knows.
/// </summary>
internal sealed class PasswordFile : IDisposable
{
    private const string Encrypt = "param($Content, $To) Microsoft.PowerShell.Security\\Protect-CmsMessage -Content $Content -To $To";

    private readonly CommandInvocationIntrinsics _invoke;
    private readonly CmsMessageRecipient[] _recipients;
    private readonly FileStream _file;

    public PasswordFile(string path, CmsMessageRecipient[] recipients, CommandInvocationIntrinsics invoke)
    {
        _invoke = invoke;
        _recipients = recipients;
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Adds an agent's password.</summary>
    public void Add(AgentRequest agent)
    {
        var message = string.Join(
            Environment.NewLine,
            _invoke.InvokeScript(Encrypt, useNewScope: true, PipelineResultTypes.None, null, Content(agent), _recipients).Select(line => line.ToString()));
        var bytes = Encoding.ASCII.GetBytes(message + Environment.NewLine);
        _file.Write(bytes, 0, bytes.Length);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static string Content(AgentRequest agent)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("Code", agent.Code);
            json.WriteString("LoginName", agent.LoginName);
            json.WriteString("Password", agent.Password!.Reveal());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
