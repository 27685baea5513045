using System.Management.Automation;
using CallCenter.Core.Text;
using CallCenter.Sessions;

namespace CallCenter.Binding;

/// <summary>Lets a session parameter take the name of a session too.</summary>
internal sealed class SessionTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = Values.Plain(inputData);
        if (value is not string name)
        {
            return inputData;
        }

        return RunspaceSessions.Current.Find(name)
            ?? throw new ArgumentTransformationMetadataException(
                Messages.FormatReasonSessionNotFound(name) + " " + Messages.AdviceSessionNotFound);
    }
}
