using System.Linq;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>Shows the extensions, what they are doing and which queues they are in (extension states page).</summary>
[Cmdlet(VerbsCommon.Get, "CcExtension")]
[OutputType(typeof(CcExtension))]
public sealed class GetCcExtensionCommand : FloorCommand
{
    /// <summary>The numbers of the extensions, 分机; wildcards are allowed. In a list, a number with a leading zero needs quotes.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("分机", "分机号")]
    [SupportsWildcards]
    [TextListTransform]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Extension { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsQueues => false;

    /// <inheritdoc/>
    private protected override void Show()
    {
        LostZero.Refuse(nameof(Extension), Extension, Floor.ExtensionWithZeros, Messages.LostZeroPhoneSystem);
        var extensions = Select(
            [.. Floor.Extensions], one => one.Extension, nameof(Extension), Extension, name => Failure.Session(ErrorKind.ExtensionNotFound, name));
        WriteObject(extensions.Select(one => new CcExtension(one, Floor.QueuesOf(one.Extension))), enumerateCollection: true);
    }
}
