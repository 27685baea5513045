using System;
using System.Diagnostics;
using System.Net;
using System.Security;

namespace CallCenter.Core.Text;

/// <summary>A password, a token or a key, that nothing prints or serializes by accident.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;
    private KnownSecret? _known;

    /// <summary>Wraps a value that is already plain text in this process.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public Secret(string value)
    {
        _value = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The value as it is found in texts. Made once: every field of an answer is searched for it.</summary>
    internal KnownSecret Known => _known ??= new KnownSecret(_value);

    /// <summary>Wraps what a user gave as a SecureString.</summary>
    public static Secret From(SecureString value) => new(new NetworkCredential(string.Empty, value).Password);

    /// <summary>The value, for the one place that sends it.</summary>
    public string Reveal() => _value;

    /// <summary>The value as a read-only SecureString, for handing it on.</summary>
    public SecureString ToSecureString()
    {
        var secure = new SecureString();
        foreach (var character in _value)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    /// <summary>A mask, never the value.</summary>
    public override string ToString() => Redactor.Mask;
}
