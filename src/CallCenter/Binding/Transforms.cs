using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using CallCenter.Sessions;

namespace CallCenter.Binding;

/// <summary>Lets a text parameter take what <see cref="Values.Text"/> reads.</summary>
internal sealed class TextTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Text(inputData);
}

/// <summary>Lets a list parameter take what <see cref="Values.Texts"/> reads.</summary>
internal sealed class TextListTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Texts(inputData);
}

/// <summary>Lets a SecureString parameter take a plain text too, such as a column of a CSV file, and a PSCredential.</summary>
internal sealed class PasswordTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Password(inputData);
}

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

/// <summary>
/// Refuses what shows a password, such as a whole row for a path: PowerShell would make one text of it, and repeat that.
/// </summary>
/// <param name="columns"><inheritdoc cref="Columns" path="/summary/node()"/></param>
internal sealed class NoPasswordTransformAttribute(params string[] columns) : ArgumentTransformationAttribute
{
    /// <summary>
    /// The properties that are taken from a piped row instead, where the command itself refuses a row that has none of them; none where
    /// PowerShell is to refuse it. PowerShell puts the row that it refuses into its error.
    /// </summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (!InputRow.ShowsPassword(inputData))
        {
            return inputData;
        }

        if (Columns.Count > 0 && !Columns.Any(column => PSObject.AsPSObject(inputData).Properties[column] is not null))
        {
            return Cell.NotText(Values.Plain(inputData)!.GetType().Name);
        }

        // PowerShell takes this cause for a value of the wrong type, and goes on to the other parameters that a piped object can bind to.
        throw new ArgumentTransformationMetadataException(Messages.RowWithPassword + " " + Messages.RowWithPasswordAdvice, new PSInvalidCastException());
    }
}

/// <summary>
/// Takes whatever is given for an address, so that the command says in its own words what is wrong. PowerShell would repeat what is no
/// address, and there may be a password in it.
/// </summary>
internal sealed class AddressTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Values.Plain(inputData) switch
    {
        null => null,
        Uri address => address,
        var other when Uri.TryCreate(other.ToString(), UriKind.RelativeOrAbsolute, out var address) => address,
        _ => new Uri(string.Empty, UriKind.Relative),
    };
}

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

        var sessions = RunspaceSessions.Of(engineIntrinsics.SessionState);
        return sessions.Find(name) ?? sessions.Find(WildcardPattern.Unescape(name))
            ?? throw new ArgumentTransformationMetadataException(
                Messages.FormatReasonSessionNotFound(name) + " " + Messages.AdviceSessionNotFound);
    }
}

/// <summary>Lets the code of an agent be given as the agent itself, or as a row that has one.</summary>
internal sealed class CodeTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var row = Values.Plain(inputData) is CcAgent or PSCustomObject ? PSObject.AsPSObject(inputData) : null;
        var code = AgentField.Code.Names.Select(name => row?.Properties[name]).FirstOrDefault(property => property is not null);
        return Values.Text(code is null ? inputData : code.Value);
    }
}
