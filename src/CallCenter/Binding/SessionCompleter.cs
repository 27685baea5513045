using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using CallCenter.Sessions;

namespace CallCenter.Binding;

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
