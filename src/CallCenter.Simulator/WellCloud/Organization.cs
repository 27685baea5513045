using System.Text.Json;

namespace CallCenter.Simulator.WellCloud;

/// <summary>Where an agent belongs. The tenant knows its head office by name. It accepts any other id as an organization of that name,
/// because an administrator's file has the ids of the real tenant.</summary>
internal sealed class Organization(string? id, string tenantId)
{
    // The organization of the vendor's example, here the head office that is the default.
    private const string HeadOfficeId = "88d34fe2-6ca3-4038-aab8-de5f239735ee";
    private const string HeadOfficeName = "newtest";

    public string Id { get; } = id ?? HeadOfficeId;

    public string Name => Id == HeadOfficeId ? HeadOfficeName : Id;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("name", Name);
        json.WriteString("description", Name);
        json.WriteString("tenantId", tenantId);
        json.WriteStartArray("children");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
