namespace CallCenter.Core.Runs;

/// <summary>A system that operations change.</summary>
/// <param name="System">The vendor's product, such as <c>WellCloud</c>.</param>
/// <param name="Name">Which one, as a journal names it, such as <c>n01.example.com</c>, with the tenant where one is given.</param>
public sealed record Destination(string System, string Name)
{
    /// <summary>Which one, as a person knows it: a tenant's domain or a server.</summary>
    public string Place { get; init; } = Name;

    /// <summary>The account that is signed in there; null where the name says all.</summary>
    public Account? Account { get; init; }
}
