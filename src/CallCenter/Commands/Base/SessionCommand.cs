using System;
using System.Management.Automation;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Queues;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>A command that sends requests to the servers of one session.</summary>
public abstract class SessionCommand : CcCommand
{
    /// <summary>The session to use; the runspace's default when it is not given.</summary>
    [Parameter]
    [ValidateNotNull]
    [NoPasswordTransform]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CcSession? Session { get; set; }

    /// <summary>The session that this command uses.</summary>
    private protected CcSession ActiveSession { get; private set; } = null!;

    /// <summary>Where requests are reported.</summary>
    private protected RequestLog Log { get; private set; } = null!;

    /// <inheritdoc cref="CcCommand.WriteVerboseHeader"/>
    private protected string? RunName { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ActiveSession = ResolveUsable(Session);
        RunName = WriteVerboseHeader(ActiveSession);
        Log = NewLog();
    }

    /// <summary>Sends a request, which ends when the command is stopped.</summary>
    /// <exception cref="CallCenterException">There is no usable answer.</exception>
    private protected T Ask<T>(Func<CallContext, Task<T>> ask)
    {
        try
        {
            return WaitFor(ask(new(Log, StoppingToken, StoppingToken)), Log, Messages.ProgressRead, ActiveSession);
        }
        catch (Exception exception) when (StoppingToken.IsCancellationRequested && exception is CallCenterException or OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Asks a server, and ends the command when there is no usable answer.</summary>
    /// <param name="ask">Sends the request.</param>
    private protected T AskOrThrow<T>(Func<CallContext, Task<T>> ask)
    {
        try
        {
            return Ask(ask);
        }
        catch (CallCenterException exception)
        {
            Throw(exception, ActiveSession);
            throw;
        }
    }

    /// <summary>Reads the phone system. Warns of lists that it does not have, and ends the command if it needs the queues and they are missing.</summary>
    private protected Floor ReadFloor(bool needsQueues = true)
    {
        var floor = AskOrThrow(context => ActiveSession.RequirePhoneSystem().ReadFloorAsync(context));
        if (floor.Queues is null && needsQueues)
        {
            Throw(floor.Gaps[0], ActiveSession);
        }

        foreach (var gap in floor.Gaps)
        {
            Warn(Messages.FormatFloorGap(gap.Message));
        }

        return floor;
    }
}
