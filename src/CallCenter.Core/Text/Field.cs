using System.Collections.Generic;
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

    /// <summary>The name of the parameter.</summary>
    public override string ToString() => Name;
}
