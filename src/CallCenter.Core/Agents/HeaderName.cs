using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CallCenter.Core.Agents;

/// <summary>The names that a column may have, and which field each means.</summary>
internal static class HeaderName
{
    // No name is near that length, and the distance of long texts is slow to count.
    private const int LongestCompared = 40;

    // First the parameter's name. The first that is Chinese is the one of the vendor's page, where that has one.
    private static readonly (AgentField Field, string[] Names)[] Names =
    [
        (AgentField.Code, ["Code", "工号", "座席工号", "坐席工号"]),
        (AgentField.LoginName, ["LoginName", "登录名"]),
        (AgentField.UserName, ["UserName", "用户名"]),
        (AgentField.Password, ["Password", "密码"]),
        (AgentField.Role, ["Role", "Roles", "座席角色", "坐席角色"]),
        (AgentField.Org, ["Org", "座席所在的组织结构"]),
        (AgentField.AgentQueue, ["AgentQueue", "AgentQueues", "座席技能组", "坐席技能组"]),
        (AgentField.TenantId, ["TenantId", "租户id"]),
        (AgentField.Namespace, ["Namespace", "租户域名"]),
        (AgentField.Status, ["Status"]),
        (AgentField.UseOnlineService, ["UseOnlineService", "是否使用第3方集成配置"]),
        (AgentField.Gender, ["Gender", "性别"]),
        (AgentField.Phone, ["Phone", "手机号码"]),
        (AgentField.Email, ["Email", "邮箱"]),
        (AgentField.Queue, ["Queue", "队列", "队列号"]),
        (AgentField.Extension, ["Extension", "分机", "分机号"]),
    ];

    private static readonly Dictionary<string, AgentField> Fields = Table(Names);

    /// <summary>How a column of that field is best named: as the parameter, or as on the vendor's page, in Chinese.</summary>
    public static string Of(AgentField field, bool isChinese)
    {
        var names = Names.First(row => row.Field == field).Names;
        return (isChinese ? names.FirstOrDefault(name => name[0] > '\x7F') : null) ?? names[0];
    }

    /// <summary>The field of that name; null when it is no known name.</summary>
    public static AgentField? Find(string header) =>
        Fields.TryGetValue(Simplify(header), out var field) ? field : null;

    /// <summary>The field whose name is nearly that one; null when none is.</summary>
    public static AgentField? FindSimilar(string header)
    {
        const int Farthest = 2;
        var name = Simplify(header);
        if (name.Length > LongestCompared)
        {
            return null;
        }

        AgentField? best = null;
        var least = Farthest + 1;
        foreach (var known in Fields)
        {
            var distance = EditDistance.Between(name, known.Key);

            // Of a short name half must be right, or any two signs would be near any other two.
            if (distance < least && distance * 2 <= name.Length && distance * 2 <= known.Key.Length)
            {
                best = known.Value;
                least = distance;
            }
        }

        return best;
    }

    /// <summary>A name without what people write differently: case, width, spaces, underscores and marks that cannot be seen.</summary>
    private static string Simplify(string header)
    {
        var name = new StringBuilder(header.Length);
        foreach (var character in header)
        {
            var half = character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;

            // The asterisk is how templates mark what must be filled.
            if (!char.IsWhiteSpace(half)
                && half is not ('_' or '-' or '*')
                && CharUnicodeInfo.GetUnicodeCategory(half) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                name.Append(char.ToUpperInvariant(half));
            }
        }

        return name.ToString();
    }

    private static Dictionary<string, AgentField> Table((AgentField Field, string[] Names)[] rows)
    {
        var table = new Dictionary<string, AgentField>();
        foreach (var (field, names) in rows)
        {
            foreach (var name in names)
            {
                table.Add(Simplify(name), field);
            }
        }

        return table;
    }
}
