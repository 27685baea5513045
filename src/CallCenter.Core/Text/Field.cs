using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CallCenter.Core.Text;

/// <summary>Something that a row can give: a parameter of a command and a column of a file, under any of its names.</summary>
public class Field
{
    /// <summary>A field.</summary>
    /// <param name="names">Its names. The parameter's comes first; the first Chinese one is that of the vendor's page, if that has one.</param>
    internal Field(params string[] names)
    {
        Names = names;
        PropertyName = char.ToLowerInvariant(Name[0]) + Name.Substring(1);
        ChineseName = names.FirstOrDefault(name => name[0] > '\x7F') ?? Name;
    }

    /// <summary>The name of the parameter.</summary>
    public string Name => Names[0];

    /// <summary>All names, that of the parameter first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What a Chinese column is best called; the name of the parameter if there is no Chinese name.</summary>
    public string ChineseName { get; }

    /// <summary>What the property of a row is called that an error hands back.</summary>
    public string PropertyName { get; }

    /// <summary>Whether a text is one of the names, however it is cased, spaced and marked.</summary>
    /// <param name="text">The text.</param>
    internal bool IsNamed(string text)
    {
        var name = Simplify(text);
        return name.Length > 0 && Names.Any(one => Simplify(one) == name);
    }

    /// <summary>A name without what people write differently: case, width, spaces, underscores and marks that cannot be seen.</summary>
    /// <param name="name">The name.</param>
    internal static string Simplify(string name)
    {
        var simple = new char[name.Length];
        var length = 0;
        foreach (var character in name)
        {
            var half = character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;

            // The asterisk is how templates mark what must be filled.
            if (!char.IsWhiteSpace(half)
                && half is not ('_' or '-' or '*')
                && CharUnicodeInfo.GetUnicodeCategory(half) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                simple[length++] = char.ToUpperInvariant(half);
            }
        }

        return new string(simple, 0, length);
    }

    /// <summary>The name of the parameter.</summary>
    public override string ToString() => Name;
}
