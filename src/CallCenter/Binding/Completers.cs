using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CallCenter.Core.Vendors;
using CallCenter.Sessions;

namespace CallCenter.Binding;

/// <summary>
/// Completes what the session of the command line has used, and what its server lists, of the kind that the parameter is named after. It
/// never waits long, and completes nothing when it fails.
/// </summary>
internal sealed class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (!Enum.TryParse(parameterName, out ListedKind kind))
        {
            return [];
        }

        var typed = CompletionText.Typed(wordToComplete);
        return (SessionOf(commandAst, fakeBoundParameters)?.NamesOf(kind) ?? [])
            .Where(name => StartsWith(name.Id, typed) || StartsWith(name.Name, typed))
            .Select(name => new CompletionResult(
                CompletionText.Of(name.Id),
                name.Id,
                CompletionResultType.ParameterValue,
                string.IsNullOrWhiteSpace(name.Name) ? name.Id : name.Id + ": " + name.Name));
    }

    /// <summary>The session that the command line names; where it names none, the default. Null where the value of -Session is unknown.</summary>
    private static CcSession? SessionOf(CommandAst command, IDictionary bound)
    {
        var given = Values.Plain(bound["Session"]);
        return given switch
        {
            CcSession session => session,
            string name => RunspaceSessions.Current.Find(name),
            null when !command.CommandElements.OfType<CommandParameterAst>().Any(IsSession) => RunspaceSessions.Current.Default,
            _ => null,
        };
    }

    private static bool IsSession(CommandParameterAst parameter) => StartsWith("Session", parameter.ParameterName);

    private static bool StartsWith(string? text, string typed) => text is not null && text.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Completes one of a few words.</summary>
internal abstract class WordCompleter(params string[] words) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        words
            .Where(word => word.StartsWith(CompletionText.Typed(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(word));
}

/// <summary>Completes true and false where a CSV cell must be able to say so too.</summary>
internal sealed class BooleanCompleter() : WordCompleter("$true", "$false");

/// <summary>Completes the encodings that a CSV file most likely has.</summary>
internal sealed class EncodingCompleter()
    : WordCompleter("utf8", "unicode", "bigendianunicode", "utf32", "ansi", "gb18030", "big5", "shift_jis", "windows-1252");

/// <summary>Completes what the agents page allows as gender.</summary>
internal sealed class GenderCompleter() : WordCompleter("Female", "Male");

/// <summary>Completes the statuses of an agent that the vendor's pages show.</summary>
internal sealed class StatusCompleter() : WordCompleter("Ok", "Disabled");

/// <summary>Completes the names of open sessions.</summary>
internal sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = CompletionText.Typed(wordToComplete);
        return RunspaceSessions.Current.Sessions
            .Where(session => session.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(session => new CompletionResult(
                CompletionText.Of(session.Name),
                session.Name,
                CompletionResultType.ParameterValue,
                string.Join(", ", new[] { session.Uri, session.QueueUri }.Where(uri => uri is not null))));
    }
}
