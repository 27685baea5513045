using System.Collections.Generic;
using CallCenter.Core.Errors;
using CallCenter.Core.Security;
using CallCenter.Core.Tenant;

namespace CallCenter.Quickstart;

/// <summary>A line of the file, and what became of it.</summary>
internal sealed class RehearsedRow(int line, IReadOnlyDictionary<string, string> cells)
{
    public int Line { get; } = line;

    public string Code => Cell("code");

    public string LoginName => Cell("loginName");

    public string Extension => Cell("extension").Trim();

    public string Subject => $"Line {Line} (agent {Code})";

    public bool BringsPassword => !string.IsNullOrWhiteSpace(Cell("password"));

    public bool Created { get; set; }

    public string Password { get; set; } = string.Empty;

    public List<string> Queues { get; } = [];

    public CallCenterException? Problem { get; set; }

    public AgentRequest ToAgentRequest() => new AgentRow
    {
        Code = Code,
        LoginName = LoginName,
        UserName = Cell("userName"),
        Gender = Cell("gender"),
        Phone = Cell("phone"),
        Email = Cell("email"),
        Password = BringsPassword ? new Secret(Cell("password")) : null,
    }.ToRequest(Subject);

    public IReadOnlyList<string> GivenQueues()
    {
        var queues = CallCenter.Core.Bulk.Cell.List(Subject, "Queue", [Cell("queue")]);
        return queues.Count > 0 ? queues : throw Failure.Local(ErrorKind.MissingValue, Subject, "Queue");
    }

    private string Cell(string name) => cells.TryGetValue(name, out var cell) ? cell : string.Empty;
}
