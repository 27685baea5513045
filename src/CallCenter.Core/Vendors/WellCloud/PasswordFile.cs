using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>
/// Hands generated passwords over in a file, encrypted to certificates. An entry is on the disk before its agent is sent, with
/// the state <c>Pending</c>; once the outcome is known, an entry without a password marks it: <c>Set</c> when the agent
/// has the password of the last pending entry before, <c>NotSet</c> when it has not.
/// </summary>
public sealed class PasswordFile : IHandover, IDisposable
{
    private readonly IReadOnlyList<X509Certificate2> _recipients;
    private readonly JournalWriter _writer;

    private PasswordFile(IReadOnlyList<X509Certificate2> recipients, JournalWriter writer, long torn)
    {
        _recipients = recipients;
        _writer = writer;
        TornBytes = torn;
    }

    /// <summary>How much of a torn message was cut off at the end when the file was opened.</summary>
    public long TornBytes { get; }

    /// <summary>Creates a file, or opens one to add to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipients">The certificates of those who are to read it.</param>
    /// <exception cref="CallCenterException">
    /// <see cref="ErrorKind.FileUnwritable"/>: it cannot be written, another run has it open, or it holds something else than CMS
    /// messages. Then it was left as it is.
    /// </exception>
    public static PasswordFile Open(string path, IReadOnlyList<X509Certificate2> recipients) => Open(path, recipients, file => file);

    /// <inheritdoc/>
    public Task BeginAsync(Operation operation) =>
        operation is CreateAgent { IsResultSecret: true } create ? AppendAsync(create, "Pending", create.Agent.Password) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task EndAsync(Operation operation, bool isDone) =>
        operation is CreateAgent { IsResultSecret: true } create ? AppendAsync(create, isDone ? "Set" : "NotSet", null) : Task.CompletedTask;

    /// <summary>Writes out what is pending, then closes the file.</summary>
    public void Dispose() => _writer.Dispose();

    internal static PasswordFile Open(string path, IReadOnlyList<X509Certificate2> recipients, Func<IJournalFile, IJournalFile> wrap)
    {
        JournalFile? file = null;
        try
        {
            file = JournalFile.Open(path) ?? throw Unwritable(path, Messages.PasswordFileInUse);
            var scan = PasswordFileScan.Read(file.Stream) ?? throw Unwritable(path, Messages.PasswordFileIsNone);
            var torn = file.Stream.Length - scan.End;
            file.Truncate(scan.End);
            var whole = wrap(file);
            if (scan.LacksLineFeed)
            {
                whole.Append([(byte)'\n'], 1);
            }

            return new PasswordFile(recipients, new JournalWriter(whole, fault => Unwritable(path, fault.Message)), torn);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            if (JournalFile.IsRefusal(exception))
            {
                throw Unwritable(path, exception.Message);
            }

            throw;
        }
    }

    private static CallCenterException Unwritable(string path, string why) => Failure.Session(ErrorKind.FileUnwritable, path, why);

    private static string Entry(CreateAgent create, string state, Secret? password) => Encoding.UTF8.GetString(JsonBytes.Of(json =>
    {
        json.WriteString("Code", create.Agent.Code);
        json.WriteString("LoginName", create.Agent.LoginName);
        if (password is not null)
        {
            json.WriteString("Password", password.Reveal());
        }

        json.WriteString("State", state);
    }));

    private Task AppendAsync(CreateAgent create, string state, Secret? password) =>
        _writer.AppendAsync(Encoding.ASCII.GetBytes(CmsMessage.Encrypt(Entry(create, state, password), _recipients)));
}
