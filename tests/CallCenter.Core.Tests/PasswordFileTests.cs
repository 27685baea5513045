using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CallCenter.Core.Agents;
using CallCenter.Core.Http;
using CallCenter.Core.Runs;
using CallCenter.Core.Tests.Journal;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.WellCloud;
using CallCenter.Reliability.Runner;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class PasswordFileTests : IDisposable
{
    private static readonly X509Certificate2 Certificate = NewCertificate();

    private readonly string _folder = Directory.CreateTempSubdirectory("passwords").FullName;

    private string FilePath => Path.Combine(_folder, "passwords.cms");

    private byte[] Bytes
    {
        get => File.ReadAllBytes(FilePath);
        set => File.WriteAllBytes(FilePath, value);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_entry_that_an_agent_has_is_marked()
    {
        using (var file = Open())
        {
            await file.BeginAsync(Create("1", "Password-0001"));
            await file.BeginAsync(Create("2", "Password-0002"));
            await file.EndAsync(Create("1", "Password-0001"), isDone: true);
            await file.EndAsync(Create("2", "Password-0002"), isDone: false);
        }

        using (var file = Open())
        {
            Assert.Equal(0, file.TornBytes);
            await file.BeginAsync(Create("2", "Password-0003"));
            await file.EndAsync(Create("2", "Password-0003"), isDone: true);
            await file.BeginAsync(Create("3", "Password-0004"));
        }

        Assert.Equal(["1 Pending", "2 Pending", "1 Set", "2 NotSet", "2 Pending", "2 Set", "3 Pending"], Entries().Select(entry => $"{entry.Code} {entry.State}"));
        Assert.Equal(new Dictionary<string, string> { ["1"] = "Password-0001", ["2"] = "Password-0003" }, Known());
        Assert.DoesNotContain("Password", Encoding.ASCII.GetString(Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_was_given_is_not_in_it()
    {
        using (var file = Open())
        {
            var given = new CreateAgent(null!, AgentRun.Tenant, AgentRun.Rows(1)[0]);
            await file.BeginAsync(given);
            await file.EndAsync(given, isDone: true);
        }

        Assert.Equal(0, new FileInfo(FilePath).Length);
    }

    // At each byte: the second of two entries was torn there by a full disk, or a crash.
    [Fact]
    public async Task A_torn_entry_is_cut_off_and_the_next_can_be_read()
    {
        using (var file = Open())
        {
            await file.BeginAsync(Create("1", "Password-0001"));
            await file.EndAsync(Create("1", "Password-0001"), isDone: true);
        }

        var whole = Bytes;
        using (var file = Open())
        {
            await file.BeginAsync(Create("2", "Password-0002"));
        }

        var more = Bytes;
        for (var length = whole.Length; length < more.Length; length += length < whole.Length + 30 || length > more.Length - 30 ? 1 : 17)
        {
            foreach (var zeros in (int[])[0, 5])
            {
                Bytes = [.. more.Take(length), .. new byte[zeros]];
                using (var file = Open())
                {
                    // Without its line feed the entry is whole.
                    var isWhole = length >= more.Length - Environment.NewLine.Length && zeros == 0;
                    Assert.Equal(isWhole ? 0 : length - whole.Length + zeros, file.TornBytes);
                    await file.BeginAsync(Create("3", "Password-0003"));
                    await file.EndAsync(Create("3", "Password-0003"), isDone: true);
                }

                Assert.Equal(new Dictionary<string, string> { ["1"] = "Password-0001", ["3"] = "Password-0003" }, Known());
            }
        }
    }

    [Theory]
    [InlineData("code,loginName\n1,a\n")]
    [InlineData("code,loginName")]
    [InlineData("-----BEGIN CMS-----\nMIIB\n-----END CMS-----\ncode,loginName\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CMS-----\nnot base 64\n")]
    public void Passwords_are_added_to_no_other_file(string text)
    {
        File.WriteAllText(FilePath, text);

        var error = Assert.Throws<CallCenterException>(Open);

        Assert.Equal(ErrorKind.FileUnwritable, error.Kind);
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_second_run_is_refused()
    {
        using var first = Open();

        Assert.Contains("another run has it open", Assert.Throws<CallCenterException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_full_disk_nothing_is_sent_and_the_run_ends()
    {
        FaultyFile? disk = null;
        var sent = new List<string>();
        using (var file = PasswordFile.Open(FilePath, [Certificate], opened => disk = new FaultyFile(opened)))
        {
            var host = new RecordingHost();
            using var delivery = host.Deliver(new Run(2, RequestLog.Unread, handover: new WithPassword(file, "Password-0001")));
            var broken = Assert.Throws<CallCenterException>(() =>
            {
                for (var row = 1; row <= 1000; row++)
                {
                    disk!.IsFull = row > 100;
                    delivery.Add(new RunRow(row, row, [Sends(row.ToString(CultureInfo.InvariantCulture), sent)]));
                }
            });

            Assert.Equal(ErrorKind.FileUnwritable, broken.Kind);
            Assert.InRange(host.Outcomes.Count(outcome => outcome.Error is not null), 1, 3);
            Assert.Equal(sent.Count, host.Outcomes.Count(outcome => outcome.Error is null));
        }

        // What was torn is cut off, and each that was sent has its password there.
        Open().Dispose();
        Assert.Superset(sent.ToHashSet(), Entries().Select(entry => entry.Code).ToHashSet());
    }

    // Of a run of one row the files get five writes: the journal's header, the password, the row, the mark and the outcome. The
    // process is killed behind each of them, or before the server acts, and the row is continued.
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public void A_run_that_is_killed_at_any_step_leaves_the_password_that_the_agent_has(int writes, bool serverActs)
    {
        var onServer = new Dictionary<string, string>();
        var life = new Life { Writes = writes };
        RunOnce("Password-0001", onServer, life, serverActs);
        Assert.Equal(writes >= 3 && serverActs, onServer.Count == 1);
        Assert.Equal(writes >= 2, Entries().Any());

        RunOnce("Password-0002", onServer, new Life(), serverActs: true);

        Assert.Equal(onServer, Known());
        Assert.Single(onServer);
    }

    private void RunOnce(string password, Dictionary<string, string> onServer, Life life, bool serverActs)
    {
        using var file = PasswordFile.Open(FilePath, [Certificate], opened => new MortalFile(opened, life));
        using var journal = RunJournal.Open(
            FilePath + ".journal", new JournalRun("Import-CcAgent", [new("Test", "t")]), () => DateTime.UtcNow, opened => new MortalFile(opened, life));
        var operation = new TestOperation("1", SendAsync)
        {
            // As of an agent: looks whether it is there.
            Resume = async context => onServer.ContainsKey("1") ? null : await SendAsync(context),
        };
        var host = new RecordingHost();
        using var delivery = host.Deliver(new Run(1, RequestLog.Unread, journal, new WithPassword(file, password)), journal);
        var end = Record.Exception(() =>
        {
            delivery.Add(new RunRow(1, operation, [operation]));
            delivery.Finish();
        });
        Assert.True(end is null or CallCenterException { Kind: ErrorKind.FileUnwritable or ErrorKind.JournalFailed }, end?.ToString());

        async Task<object?> SendAsync(CallContext context)
        {
            await context.Record!.BeginAsync(TimeSpan.FromSeconds(100));
            if (!serverActs)
            {
                throw Failure.Stopped("killed");
            }

            onServer["1"] = password;
            return null;
        }
    }

    private static CreateAgent Create(string code, string password) => new(
        null!,
        AgentRun.Tenant,
        new AgentValues { Code = code, LoginName = "l" + code, UserName = "n", Password = new Secret(password), IsPasswordGenerated = true });

    private static TestOperation Sends(string code, List<string> sent) => new(code, async context =>
    {
        await context.Record!.BeginAsync(TimeSpan.FromSeconds(100));
        lock (sent)
        {
            sent.Add(code);
        }

        return null;
    });

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=hr", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.4.1.311.80.1")], critical: false));
        return request.CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
    }

    private PasswordFile Open() => PasswordFile.Open(FilePath, [Certificate]);

    private IEnumerable<(string Code, string State, string? Password)> Entries()
    {
        foreach (Match message in Regex.Matches(ReadShared(), "-----BEGIN CMS-----([^-]*)-----END CMS-----"))
        {
            var cms = new EnvelopedCms();
            cms.Decode(Convert.FromBase64String(message.Groups[1].Value));
            cms.Decrypt([Certificate]);
            using var json = JsonDocument.Parse(cms.ContentInfo.Content);
            var entry = json.RootElement;
            yield return (
                entry.GetProperty("Code").GetString()!,
                entry.GetProperty("State").GetString()!,
                entry.TryGetProperty("Password", out var password) ? password.GetString() : null);
        }
    }

    private string ReadShared()
    {
        using var stream = JournalReader.OpenRead(FilePath);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    /// <summary>The passwords that the agents have, read as the recipe reads them.</summary>
    private Dictionary<string, string> Known()
    {
        var (pending, set) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var entry in Entries())
        {
            if (entry.State == "Pending")
            {
                pending[entry.Code] = entry.Password!;
            }
            else if (entry.State == "Set")
            {
                set[entry.Code] = pending[entry.Code];
            }
        }

        return set;
    }

    /// <summary>How many writes a process has left until it is killed.</summary>
    private sealed class Life
    {
        public int Writes { get; set; } = int.MaxValue;
    }

    private sealed class MortalFile(IJournalFile file, Life life) : IJournalFile
    {
        public void Append(byte[] bytes, int count)
        {
            if (life.Writes-- <= 0)
            {
                throw new IOException("killed");
            }

            file.Append(bytes, count);
        }

        public void FlushToDisk() => file.FlushToDisk();

        public void Dispose() => file.Dispose();
    }

    /// <summary>Hands any operation over as the creation of an agent.</summary>
    private sealed class WithPassword(PasswordFile file, string password) : IHandover
    {
        public Task BeginAsync(Operation operation) => file.BeginAsync(Create(operation.UniqueName, password));

        public Task EndAsync(Operation operation, bool isDone) => file.EndAsync(Create(operation.UniqueName, password), isDone);
    }
}
