using System;

namespace CallCenter;

/// <summary>How an import ended: each row of the file is in exactly one of its counts.</summary>
public sealed class CcImportResult
{
    /// <summary>The file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>How many rows it has.</summary>
    public long Total { get; internal init; }

    /// <summary>How many agents were created.</summary>
    public long Created { get; internal init; }

    /// <summary>How many an earlier run with the same journal had created.</summary>
    public long AlreadyDone { get; internal init; }

    /// <summary>How many were refused, or could not be sent.</summary>
    public long Failed { get; internal init; }

    /// <summary>How many were sent without anything telling whether they were created.</summary>
    public long Unknown { get; internal init; }

    /// <summary>How many were not sent: rows with faults, under -WhatIf and -CheckOnly, and rows that -Confirm was answered no to.</summary>
    public long Skipped { get; internal init; }

    /// <summary>How many faults the check found; a row can have several.</summary>
    public long Faults { get; internal init; }

    /// <summary>How long it took, the check included.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The journal; the same command continues with it.</summary>
    public string? JournalPath { get; internal init; }

    /// <summary>The file with the encrypted passwords; null without -PasswordPath.</summary>
    public string? PasswordPath { get; internal init; }
}
