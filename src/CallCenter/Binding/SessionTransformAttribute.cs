using System.Collections;
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
        if (value is IList { Count: 1 } list)
        {
            return Transform(engineIntrinsics, list[0]);
        }

        if (value is IList)
        {
            throw new ArgumentTransformationMetadataException(Messages.SessionSeveral);
        }

        if (inputData is PSObject wrapped && wrapped.TypeNames.Contains("Deserialized." + typeof(CcSession).FullName))
        {
            throw new ArgumentTransformationMetadataException(Messages.SessionOfAnotherProcess);
        }

        // A name of digits is a number at the prompt.
        if (value is not (string or int or long) || Values.Text(inputData) is not { } name)
        {
            return inputData;
        }

        return RunspaceSessions.Current.Find(name) ?? RunspaceSessions.Current.Find(WildcardPattern.Unescape(name))
            ?? throw new ArgumentTransformationMetadataException(
                Messages.FormatReasonSessionNotFound(name) + " " + Messages.AdviceSessionNotFound);
    }
}
