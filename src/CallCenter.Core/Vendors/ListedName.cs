namespace CallCenter.Core.Vendors;

/// <summary>Something that a vendor knows by an id or number.</summary>
/// <param name="Id">The id or number, as commands take it.</param>
/// <param name="Name">What people call it; null where the vendor does not tell.</param>
public sealed record ListedName(string Id, string? Name);
