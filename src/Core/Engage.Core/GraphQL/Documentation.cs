using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Engage.GraphQL;

/// <summary>What the XML documentation beside an assembly says of its members: the descriptions of the schema.</summary>
internal static partial class Documentation
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Read = new();

    public static string? Of(Type type) => Described(type) ?? Summary(type.Assembly, "T:" + NameOf(type));

    public static string? Of(PropertyInfo property) => Described(property) ?? Summary(property.DeclaringType!.Assembly, $"P:{NameOf(property.DeclaringType)}.{property.Name}");

    public static string? Of(FieldInfo constant) => Described(constant) ?? Summary(constant.DeclaringType!.Assembly, $"F:{NameOf(constant.DeclaringType)}.{constant.Name}");

    public static string? Of(MethodInfo method) => Described(method) ?? Text(Member(method)?.Element("summary"));

    public static string? Of(ParameterInfo parameter) => Described(parameter) ?? Text(Member((MethodInfo)parameter.Member)?
        .Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == parameter.Name));

    private static string? Described(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(DescriptionAttribute), false).OfType<DescriptionAttribute>().FirstOrDefault()?.Description;

    private static string? Summary(Assembly assembly, string id) => Text(Members(assembly).GetValueOrDefault(id)?.Element("summary"));

    // The GraphQL classes of a plugin have no overloads (each would be the same field), so the name without the signature is enough.
    private static XElement? Member(MethodInfo method)
    {
        var id = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        var members = Members(method.DeclaringType!.Assembly);
        return members.GetValueOrDefault(id) ?? members.FirstOrDefault(member => member.Key.StartsWith(id + "(", StringComparison.Ordinal)).Value;
    }

    private static string NameOf(Type type) => (type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference => NameIn(reference),
            XElement other => other.Value,
            _ => ""
        }));
        return Spaces().Replace(text, " ").Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    private static string NameIn(XElement reference)
    {
        if (reference.Value.Length > 0) return reference.Value;
        var name = (reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("cref"))?.Value ?? "";
        return name[(name.LastIndexOfAny([':', '.']) + 1)..];
    }

    private static IReadOnlyDictionary<string, XElement> Members(Assembly assembly) => Read.GetOrAdd(assembly, static assembly =>
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) return new Dictionary<string, XElement>();
        try
        {
            return XDocument.Load(file).Descendants("member").DistinctBy(member => member.Attribute("name")?.Value)
                .ToDictionary(member => member.Attribute("name")?.Value ?? "");
        }
        catch (Exception unreadable) when (unreadable is XmlException or IOException or UnauthorizedAccessException)
        {
            return new Dictionary<string, XElement>();
        }
    });

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
