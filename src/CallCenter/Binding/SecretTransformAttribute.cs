using System.Management.Automation;
using System.Security;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>
/// Lets a parameter take a SecureString, or the password of a PSCredential, as vaults hand out either, and nothing else.
/// PowerShell would refuse a text as well, but repeat it in the error.
/// </summary>
internal sealed class SecretTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = Values.Plain(inputData);
        return value switch
        {
            null or SecureString => value,
            PSCredential credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException(Messages.SecretNotSecure),
        };
    }
}
