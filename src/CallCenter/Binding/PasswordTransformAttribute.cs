using System.Management.Automation;

namespace CallCenter.Binding;

/// <summary>Lets a SecureString parameter take a plain text too, such as a column of a CSV file, and a PSCredential.</summary>
internal sealed class PasswordTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Password(inputData);
}
