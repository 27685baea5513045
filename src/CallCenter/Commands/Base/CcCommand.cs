using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Binding;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using CallCenter.Sessions;

namespace CallCenter.Commands;

/// <summary>What all commands share: errors, traces, questions to the user, and Ctrl+C.</summary>
public abstract partial class CcCommand : PSCmdlet, IDisposable
{
    private protected const string TypedSet = "Typed";
    private protected const string InputObjectSet = "InputObject";
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    // How often a waiting pipeline thread looks up to print traces and progress.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    // After Ctrl+C: a request that was given up ends at once.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    private static readonly Regex Names = new(@"\b([A-Z][a-z]+-)(Cc[A-Z][A-Za-z]+)\b", RegexOptions.CultureInvariant);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>A command.</summary>
    private protected CcCommand() => Preferences = new(this);

    /// <summary>What the user wants to see and to be asked.</summary>
    private protected Preferences Preferences { get; }

    /// <summary>Set when the command is stopped.</summary>
    private protected CancellationToken StoppingToken => _stopping.Token;

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }
    }

    /// <summary>The command's own name, whatever prefix the module was imported with.</summary>
    private protected string CommandName => $"{Declared.VerbName}-{Declared.NounName}";

    /// <summary>Asks about what is about to be done, or under -WhatIf only describes it, in one sentence.</summary>
    /// <param name="sentence">The sentence that -Confirm asks with.</param>
    /// <param name="description">The sentence for -WhatIf and -Verbose; null for the same.</param>
    private protected bool ShouldDo(string sentence, string? description = null) =>
        (Preferences.DebugPrompts && !Preferences.AsksBeforeChange)
        || ShouldProcess(description ?? sentence, Messages.FormatConfirmQuestion(sentence), Messages.ConfirmCaption);

    /// <summary>Whether <see cref="ShouldDo"/> could say or ask anything.</summary>
    private protected bool MayAsk() => Preferences.AsksBeforeChange || Preferences.Verbose;

    /// <summary>Warns, without a question under -Debug.</summary>
    private protected void Warn(string text)
    {
        var warning = AddCommandPrefix(text);
        if (Preferences.DebugPrompts && !Preferences.HasWarningAction)
        {
            Host.UI.WriteWarningLine(warning);
        }
        else
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Where requests are reported, under -Verbose or -Debug.</summary>
    private protected RequestLog NewLog()
    {
        var withBodies = Preferences.Debug;
        return withBodies || Preferences.Verbose ? new RequestLog(withBodies) : RequestLog.Unread;
    }

    /// <summary>
    /// Writes the first line of -Verbose, with what a support ticket needs: the module, its platform, and the session. None of it is secret.
    /// </summary>
    /// <returns>A name for this run; null without -Verbose and -Debug.</returns>
    private protected string? WriteVerboseHeader(CcSession? session)
    {
        if (!Preferences.Verbose && !Preferences.Debug)
        {
            return null;
        }

        var run = Guid.NewGuid().ToString("N").Substring(0, 8);
        var table = GetVariableValue("PSVersionTable") as Hashtable;
        WriteVerboseLine(Messages.FormatVerboseOpening(
            run,
            MyInvocation.MyCommand.Name,
            typeof(CcCommand).Assembly.GetName().Version!.ToString(3),
            $"{table?["PSVersion"]} {table?["PSEdition"]}".Trim(),
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription.Trim(),
            session is null ? string.Empty : Messages.FormatVerboseSession(session.Name, session.Facts)));
        return run;
    }

    /// <summary>Writes a line under -Verbose, or under -Debug alone.</summary>
    private protected void WriteVerboseLine(string line)
    {
        if (Preferences.DebugPrompts)
        {
            WriteDebug(line);
        }
        else
        {
            WriteVerbose(line);
        }
    }

    /// <summary>Prints the traces that have come in.</summary>
    private protected void WriteTraces(RequestLog log)
    {
        while (log.TryTake(out var trace))
        {
            WriteVerboseLine(trace.ToString());
            if (trace.RequestBody is not null)
            {
                WriteDebug("> " + trace.RequestBody);
            }

            if (trace.ResponseBody is not null)
            {
                WriteDebug("< " + trace.ResponseBody);
            }
        }
    }

    /// <summary>Waits for work on another thread, and meanwhile shows its traces and, with the status given, its progress.</summary>
    private protected T WaitFor<T>(Task<T> work, RequestLog log, string status, CcSession? session = null)
    {
        var progress = new ProgressLine(this);
        var left = StopTimeout;
        try
        {
            while (!((IAsyncResult)work).AsyncWaitHandle.WaitOne(Tick))
            {
                left -= Stopping ? Tick : TimeSpan.Zero;
                if (left <= TimeSpan.Zero)
                {
                    throw new PipelineStoppedException();
                }

                WriteTraces(log);
                if (progress.IsDue)
                {
                    progress.Show(ProgressLine.DescribeWait(session, status) ?? status);
                }
            }

            return work.GetAwaiter().GetResult();
        }
        finally
        {
            WriteTraces(log);
            progress.End();
        }
    }

    /// <summary>The error record of a fault.</summary>
    /// <param name="exception">The fault.</param>
    /// <param name="target">What it happened to.</param>
    /// <param name="then">What to add to the fault's advice; null for nothing.</param>
    private protected ErrorRecord ToRecord(CallCenterException exception, object? target, string? then = null)
    {
        _ = Enum.TryParse(exception.Kind.Category, out ErrorCategory category);
        return new(exception, exception.Id, category, target)
        {
            ErrorDetails = new ErrorDetails(AddCommandPrefix(exception.Message))
            {
                RecommendedAction = AddCommandPrefix(then is null ? exception.Advice : exception.Advice + " " + then),
            },
        };
    }

    /// <summary>Ends the command with a fault.</summary>
    private protected void Throw(CallCenterException exception, object? target = null, string? then = null) =>
        ThrowTerminatingError(ToRecord(exception, target, then));

    /// <summary>Ends the command because of its parameters.</summary>
    private protected void ThrowParameter(string message, string advice) =>
        Throw(Failure.Session(ErrorKind.InvalidParameter, message, advice));

    /// <summary>Refuses numbers of parameters that were typed without quotes and so lost their leading zeros, as far as scripts show it.</summary>
    /// <param name="parameters">The parameters that take numbers.</param>
    private protected void RefuseLostZeros(params string[] parameters)
    {
        var given = parameters.SelectMany(name => MyInvocation.BoundParameters.TryGetValue(name, out var value) ? value as IEnumerable<string?> ?? [value as string] : []);
        if (LostZero.FindTyped(given) is { } number)
        {
            ThrowParameter(Messages.FormatLostZeroParameter(number, LeadingZeros.Without(number)), Messages.FormatLostZeroParameterAdvice(number));
        }
    }

    /// <summary>Finds numbers that lost their leading zeros.</summary>
    private protected LostZero LostZero { get; } = new();

    /// <summary>The sessions of the runspace.</summary>
    private protected RunspaceSessions Sessions => RunspaceSessions.Of(SessionState);

    /// <summary>The session to work with: the one given, or the runspace's. A session that was made under -WhatIf only serves that.</summary>
    private protected CcSession ResolveUsable(CcSession? given)
    {
        var session = Resolve(given);
        if (session.IsRehearsal && !Preferences.WhatIf)
        {
            Throw(Failure.Session(ErrorKind.SessionNotOpen, session.Name));
        }

        return session;
    }

    /// <summary>The session given, or the runspace's.</summary>
    private protected CcSession Resolve(CcSession? given)
    {
        var session = given ?? Sessions.Default;
        if (session is null)
        {
            Throw(Failure.Session(ErrorKind.NotConnected));
        }

        return session!;
    }

    private CmdletAttribute Declared => (CmdletAttribute)Attribute.GetCustomAttribute(GetType(), typeof(CmdletAttribute))!;

    /// <summary>Adds the prefix of <c>Import-Module -Prefix</c> to the command names in a text.</summary>
    private string AddCommandPrefix(string text)
    {
        var called = MyInvocation.MyCommand?.Name.Substring(Declared.VerbName.Length + 1) ?? string.Empty;
        var prefix = called.EndsWith(Declared.NounName, StringComparison.OrdinalIgnoreCase) ? called.Substring(0, called.Length - Declared.NounName.Length) : string.Empty;
        return prefix.Length == 0 ? text : Names.Replace(text, match => match.Groups[1].Value + prefix + match.Groups[2].Value);
    }
}
