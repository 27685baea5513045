namespace System.Diagnostics.CodeAnalysis;

/// <summary>What the compiler asks for to allow <c>required</c> in records; .NET Framework has none.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
