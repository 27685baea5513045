using System.Management.Automation;
using System.Text;
using CallCenter.Core.Files;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>Lets an encoding parameter take a name or the number of a code page too, alike in both PowerShells.</summary>
internal sealed class EncodingTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = Values.Plain(inputData);
        if (value is null or Encoding)
        {
            return value;
        }

        var name = Values.Text(inputData) ?? string.Empty;
        return EncodingName.Find(name)
            ?? throw new ArgumentTransformationMetadataException(Messages.FormatImportUnknownEncoding(Cell.Label(name) ?? value.GetType().Name));
    }
}
