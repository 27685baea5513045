using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>The format file, against the types of the built module. PowerShell is not needed.</summary>
public class ViewTests
{
    private static readonly IReadOnlyList<XElement> Views =
        [.. XDocument.Load(Path.Combine(BuiltModule.Folder, "CallCenter.Format.ps1xml")).Descendants("View")];

    private static readonly Dictionary<string, Type> Emitted = FindEmitted().ToDictionary(type => type.FullName!);

    public static TheoryData<string> Types() => new(Emitted.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_type_that_is_emitted_has_a_table_and_a_list(string type)
    {
        var controls = ViewsOf(type).SelectMany(view => view.Elements()).Select(element => element.Name.LocalName).ToList();
        Assert.Contains("TableControl", controls);
        Assert.Contains("ListControl", controls);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Its_views_show_properties_that_it_has_and_that_are_no_secret(string type)
    {
        foreach (var name in ViewsOf(type).Descendants("PropertyName").Select(name => name.Value))
        {
            var property = Emitted[type].GetProperty(name);
            Assert.True(property is not null, name);
            Assert.DoesNotContain(property.PropertyType.Name, (string[])["PSCredential", "SecureString", "Secret"]);
        }
    }

    [Fact]
    public void There_is_no_view_of_what_is_never_emitted()
    {
        Assert.Empty(Views.Select(TypeOf).Except(Emitted.Keys));
    }

    [Fact]
    public void Each_column_and_each_line_has_its_label_from_the_resources()
    {
        var places = Views.Descendants("TableColumnHeader").Concat(Views.Descendants("ListItem")).ToList();
        Assert.NotEmpty(places);
        Assert.All(places, place =>
        {
            var label = place.Element("Label");
            Assert.NotNull(label);
            Assert.Equal("CallCenter.Core", label.Attribute("AssemblyName")!.Value);
            Assert.Equal("CallCenter.Core.Text.Messages", label.Attribute("BaseName")!.Value);
            Assert.StartsWith("View", label.Attribute("ResourceId")!.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Each_table_has_as_many_headers_as_cells()
    {
        Assert.All(Views.Descendants("TableControl"), table =>
            Assert.Equal(table.Descendants("TableColumnHeader").Count(), table.Descendants("TableColumnItem").Count()));
    }

    private static IEnumerable<XElement> ViewsOf(string type) => Views.Where(view => TypeOf(view) == type);

    private static string TypeOf(XElement view) => view.Element("ViewSelectedBy")!.Element("TypeName")!.Value;

    /// <summary>What the commands emit, what its properties lead to, and the fault of a file, which is the target of its error.</summary>
    private static HashSet<Type> FindEmitted()
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(ModuleAssemblies.Commands.Values.SelectMany(ModuleAssemblies.OutputTypes));
        open.Enqueue(ModuleAssemblies.All.Select(assembly => assembly.GetType("CallCenter.Core.Files.AgentFileFault")).Single(type => type is not null)!);
        while (open.TryDequeue(out var type))
        {
            if (type.IsEnum || !ModuleAssemblies.All.Contains(type.Assembly) || !found.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                open.Enqueue(property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType.GenericTypeArguments.FirstOrDefault() ?? property.PropertyType);
            }
        }

        return found;
    }
}
