namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to allow <c>required</c>; .NET Framework has none.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    /// <summary>The name of the feature.</summary>
    public string FeatureName { get; } = featureName;
}
