using System.Management.Automation;

namespace CallCenter.Binding;

/// <summary>Lets a list parameter take what <see cref="Values.Texts"/> reads.</summary>
internal sealed class TextListTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Texts(inputData);
}
