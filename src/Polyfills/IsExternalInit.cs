namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to allow <c>init</c>; .NET Framework has none.</summary>
internal static class IsExternalInit;
