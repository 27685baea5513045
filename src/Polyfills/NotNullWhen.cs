namespace System.Diagnostics.CodeAnalysis;

/// <summary>What the compiler reads to follow nulls; .NET Framework has none.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    /// <summary>The return value with which the parameter is not null.</summary>
    public bool ReturnValue { get; } = returnValue;
}
