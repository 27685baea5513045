using System.Management.Automation;

namespace CallCenter.Binding;

/// <summary>Lets a text parameter take what <see cref="Values.Text"/> reads.</summary>
internal sealed class TextTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Text(inputData);
}
