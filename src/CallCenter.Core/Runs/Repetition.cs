namespace CallCenter.Core.Runs;

/// <summary>Whether doing an operation twice does harm.</summary>
public enum Repetition
{
    /// <summary>Doing it twice does the same as doing it once.</summary>
    Repeatable,

    /// <summary>It must be done once: a second time does something else, or is refused.</summary>
    Once,
}
