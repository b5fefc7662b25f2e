using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Omua.Plugins.Configuration.Schema;

/// <summary>The summaries of an assembly's XML documentation file, as plain text. Where there is no file, or it is no XML, nothing is known.</summary>
internal sealed partial class XmlDocumentation
{
    private const long LargestFile = 8 << 20;
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    public static XmlDocumentation None { get; } = new([]);

    /// <summary>The file beside an assembly.</summary>
    public static XmlDocumentation Beside(string assembly)
    {
        var file = new FileInfo(Path.ChangeExtension(assembly, ".xml"));
        if (file is not { Exists: true, Length: <= LargestFile })
        {
            return None;
        }

        try
        {
            using var reader = XmlReader.Create(file.FullName, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var members = XDocument.Load(reader).Descendants("member").Where(member => member.Attribute("name") is not null);
            return new(members.GroupBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            // Descriptions are a comfort: a schema without them is still right.
            return None;
        }
    }

    public string? Of(Type type) => Summary($"T:{Name(type)}");

    public string? Of(PropertyInfo property) => Summary($"P:{Name(property.DeclaringType!)}.{property.Name}");

    /// <summary>A constructor's parameter; that of a primary constructor stands at the type.</summary>
    public string? Of(ParameterInfo parameter)
    {
        var type = Name(parameter.Member.DeclaringType!);
        return _members.Where(member => member.Key == $"T:{type}" || member.Key.StartsWith($"M:{type}.#ctor", StringComparison.Ordinal))
            .SelectMany(member => member.Value.Elements("param")).FirstOrDefault(element => element.Attribute("name")?.Value == parameter.Name) is { } found ? Text(found) : null;
    }

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private string? Summary(string member) => _members.TryGetValue(member, out var found) && found.Element("summary") is { } summary ? Text(summary) : null;

    private static string? Text(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        var plain = Space().Replace(text.ToString(), " ").Trim();
        return plain.Length == 0 ? null : plain;
    }

    /// <summary>References stand for the last part of their name: <c>T:Omua.Abstractions.Money</c> is Money.</summary>
    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference when reference.IsEmpty:
                    var name = (reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("href"))?.Value ?? "";
                    text.Append(name.Contains("://", StringComparison.Ordinal) ? name : name[(name.LastIndexOfAny(['.', ':']) + 1)..]);
                    break;
                case XElement inner:
                    Append(text, inner);
                    break;
                default:
                    break;
            }
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
