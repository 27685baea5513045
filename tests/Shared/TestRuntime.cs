using System;

/// <summary>Which runtime the tests run on.</summary>
internal static class TestRuntime
{
    /// <summary>Why tests of GB18030 do not run there.</summary>
    public const string MonoGb18030 = "Mono's GB18030 lacks the characters of four bytes and marks what it cannot decode with a question mark";

    /// <summary>Why tests of TLS do not run there.</summary>
    public const string MonoCertificate = "Mono cannot make a certificate: it has no SubjectAlternativeNameBuilder";

    /// <summary>Why tests of a file that somebody else has open do not run there.</summary>
    public const string MonoLock = "Mono does not keep a file from others as Windows does";

    /// <summary>Whether it is Mono, which runs the .NET Framework build outside Windows and has defects of its own.</summary>
    public static bool IsMono { get; } = Type.GetType("Mono.Runtime") is not null;
}
