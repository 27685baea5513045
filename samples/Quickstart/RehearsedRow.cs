using System.Collections.Generic;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Quickstart;

/// <summary>A line of the file, and what became of it.</summary>
internal sealed class RehearsedRow(CsvRecord record, AgentColumns columns)
{
    public int Line => record.LineNumber;

    public string Code => Cell(AgentField.Code);

    public string LoginName => Cell(AgentField.LoginName);

    public string Extension => Cell(QueueField.Extension).Trim();

    public string Subject => $"Line {Line} (agent {Code})";

    public bool BringsPassword => !string.IsNullOrWhiteSpace(Cell(AgentField.Password));

    public bool Created { get; set; }

    public string Password { get; set; } = string.Empty;

    public List<string> Queues { get; } = [];

    public CallCenterException? Problem { get; set; }

    public AgentRequest ToAgentRequest() => columns.ToRow(record).ToRequest(Subject);

    public IReadOnlyList<string> GivenQueues()
    {
        var queues = CallCenter.Core.Text.Cell.List("Queue", [Cell(QueueField.Queue)]).OrThrow(Subject)!;
        return queues.Count > 0 ? queues : throw Failure.Local(ErrorKind.MissingValue, Subject, "Queue");
    }

    private string Cell(Field field) => record[columns.IndexOf(field)];
}
