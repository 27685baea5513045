namespace CallCenter;

/// <summary>A column of an import template, explained for the person who fills it.</summary>
public sealed class CcImportColumn
{
    /// <summary>The template's file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>The header.</summary>
    public string Column { get; internal init; } = string.Empty;

    /// <summary>Whether every agent needs it. The other columns may be left blank or removed.</summary>
    public bool Required { get; internal init; }

    /// <summary>What the example row holds; empty where the cell is best left blank.</summary>
    public string Example { get; internal init; } = string.Empty;

    /// <summary>What belongs into it.</summary>
    public string Description { get; internal init; } = string.Empty;
}
