using System.Management.Automation;
using CallCenter.Binding;

namespace CallCenter.Commands;

/// <summary>A command that takes each extension given with each queue given, and no extension without a queue.</summary>
public abstract class MemberCommand : QueueCommand
{
    /// <summary>The numbers of the extensions, 分机. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(ParameterSetName = TypedSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [Alias("分机", "分机号")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Extension { get; set; }

    /// <inheritdoc/>
    private protected override string?[]? GivenExtensions => Extension ?? InputRow.Scalars(InputObject);
}
