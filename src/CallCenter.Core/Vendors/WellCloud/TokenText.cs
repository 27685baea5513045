using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.WellCloud;

/// <summary>Reads a token as people paste it and servers send it.</summary>
internal static class TokenText
{
    /// <summary>The token without the white space around it; null when no header can carry what is left.</summary>
    public static Secret? Read(string? text)
    {
        var token = text?.Trim();
        return !string.IsNullOrEmpty(token) && token!.All(character => character is >= ' ' and <= '~') ? new Secret(token!) : null;
    }
}
