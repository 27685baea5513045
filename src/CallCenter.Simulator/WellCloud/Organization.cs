using System.Text.Json;

namespace CallCenter.Simulator.WellCloud;

/// <summary>Where an agent belongs. The tenant knows its head office by name. It accepts any other id as an organization of that name,
/// because an administrator's file has the ids of the real tenant.</summary>
internal sealed class Organization(string id, string name, string tenantId)
{
    /// <summary>The organization of the vendor's example, here the head office that is the default.</summary>
    public const string HeadOfficeId = "88d34fe2-6ca3-4038-aab8-de5f239735ee";

    private const string HeadOfficeName = "newtest";

    public string Id => id;

    public string Name => name;

    public static Organization Of(string? id, string tenantId) => id is null or HeadOfficeId
        ? new(HeadOfficeId, HeadOfficeName, tenantId)
        : new(id, id, tenantId);

    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName("org");
        WriteObject(json);
    }

    public void WriteObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteString("description", name);
        json.WriteString("tenantId", tenantId);
        json.WriteStartArray("children");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
