using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CallCenter.Binding;

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
