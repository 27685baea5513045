using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <content>The pipeline of the command, as its run needs it.</content>
public abstract partial class RunCommand
{
    private sealed class Pipeline(RunCommand command) : IRunHost
    {
        // The command has no host any more when it is disposed of.
        private readonly PSHost? _host = command.Host;

        public string? LostResultHint => command.LostResultHint;

        public bool KeepsResults => command.MyInvocation.BoundParameters.ContainsKey("OutVariable");

        public string Subject() => command.Subject();

        public object TargetOf(Operation part) => command.TargetOf(part);

        public bool ShouldDo(string question, string description) => command.ShouldDo(question, description);

        public void WriteRow(RowOutcome outcome) => command.WriteRow(outcome);

        public void WriteFault(CallCenterException fault, object target, Operation? operation)
        {
            var then = operation is null ? null : command.AdviceOn(fault, operation);
            command.WriteError(command.ToRecord(fault, command.Shown(target), then ?? command.RetryAdvice(fault)));
        }

        public void WriteUnsent(CallCenterException fault, IReadOnlyList<object> targets) =>
            command.WriteError(command.ToRecord(fault, targets.Select(command.Shown).ToArray(), command.RetryAdvice(fault)));

        public void Warn(string text) => command.Warn(text);

        public void WriteVerboseLine(string text) => command.WriteVerboseLine(text);

        public void WriteHostWarning(string text) => _host?.UI?.WriteWarningLine(text);

        public void WriteTraces() => command.WriteTraces(command.Log);

        public void EndProgress() => command._progress!.End();

        public void ShowProgress()
        {
            var progress = command._progress!;
            if (!progress.IsDue)
            {
                return;
            }

            // Rows that an earlier run did cost no time, so they do not count for the rate.
            var (done, failed, unknown, _) = command.Counts;
            var inFlight = command._delivery!.Run.InFlight;
            var rate = (done + failed + unknown) / progress.Elapsed.TotalSeconds;
            var counts = Messages.FormatProgressStatus(
                done, failed + unknown, Math.Min(inFlight, command.ThrottleLimit), rate.ToString(rate < 10 ? "0.0" : "0", CultureInfo.CurrentCulture));
            var wait = ProgressLine.DescribeWait(command.ActiveSession, counts, inFlight);
            var status = wait ?? counts;
            if (command.TotalRows is { } total and > 0)
            {
                var behind = Math.Max(0, command.RowsRead - inFlight);
                TimeSpan? left = rate > 0 && wait is null ? TimeSpan.FromSeconds((total - behind) / rate) : null;
                progress.Show(Messages.FormatProgressTotal(behind, total, status), (int)Math.Min(100, behind * 100 / total), left);
            }
            else
            {
                progress.Show(status);
            }
        }

        public Exception NewStop() => new PipelineStoppedException();

        public bool IsStop(Exception exception) => exception is PipelineStoppedException;
    }
}
