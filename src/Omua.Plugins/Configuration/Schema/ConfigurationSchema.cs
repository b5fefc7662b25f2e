using System.Reflection;
using System.Text.Json.Nodes;

namespace Omua.Plugins.Configuration.Schema;

/// <summary>The JSON Schema of <c>omua.yaml</c>, for this product and the plugins that are present.</summary>
internal static class ConfigurationSchema
{
    /// <summary>What <c>config init</c> names the file, and its modeline.</summary>
    public const string FileName = "omua.schema.json";

    /// <param name="plugins">The plugins that are present.</param>
    /// <param name="others">Sections whose types other rooms own, by key.</param>
    public static JsonObject Of(IReadOnlyList<PluginOptions> plugins, IReadOnlyDictionary<string, Func<Type>>? others = null)
    {
        var core = new OptionsSchema(XmlDocumentation.Beside(typeof(OmuaSettings).Assembly.Location));
        var schema = core.Section(typeof(OmuaSettings));
        var sections = (JsonObject)schema["properties"]!;
        foreach (var (key, type) in others ?? new Dictionary<string, Func<Type>>())
        {
            sections[key] = Section(type());
        }

        // Known by name where the room that owns it is not asked.
        sections["llm"] ??= new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = "Language models." };
        sections["acting"] ??= new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = "What approved changes are held to." };
        foreach (var (_, section) in sections)
        {
            section!.AsObject().Remove("default");
        }

        sections["plugin_directories"]!["type"] = new JsonArray("array", "string", "null");
        sections[ConfigurationChecks.PluginsKey] = Plugins(plugins, core);
        schema.Insert(0, "$schema", SchemaText.Draft);
        schema.Insert(1, "title", "OMUA configuration");
        return schema;
    }

    private static JsonObject Section(Type type)
    {
        var documentation = XmlDocumentation.Beside(type.Assembly.Location);
        var section = SchemaText.OrNothing(new OptionsSchema(documentation).Section(type));
        section["description"] = documentation.Of(type);
        return section;
    }

    private static JsonObject Plugins(IReadOnlyList<PluginOptions> plugins, OptionsSchema core)
    {
        var sections = new JsonObject();
        foreach (var plugin in plugins.OrderBy(plugin => plugin.Entry.Name, StringComparer.Ordinal))
        {
            sections[plugin.Entry.Name] = SchemaText.OrNothing(Plugin(plugin, core));
        }

        var schema = SchemaText.OrNothing(SchemaText.Section(sections, [], isOpen: false));
        schema["description"] = "Settings of plugins, one section for each. After adding a plugin: omua config schema --out omua.schema.json";
        return schema;
    }

    private static JsonObject Plugin(PluginOptions plugin, OptionsSchema core)
    {
        var keys = new JsonObject
        {
            [PluginSection.EnabledKey] = new JsonObject { ["type"] = "boolean", ["default"] = true, ["description"] = "Whether the plugin may be used." },
            [PluginSection.GuardKey] = SchemaText.OrNothing(core.Section(typeof(PluginLimits))),
        };
        var options = new OptionsSchema(plugin.Documentation);
        foreach (var parameter in plugin.Parameters.DistinctBy(parameter => SnakeCase.From(parameter.Name!)))
        {
            keys[SnakeCase.From(parameter.Name!)] = Parameter(parameter, plugin, options);
        }

        var schema = plugin.Types.Count == 0
            ? SchemaText.Section(keys, [], isOpen: true)
            : plugin.Types.Aggregate((JsonObject?)null, (_, type) => options.Section(type, keys))!;
        schema["description"] = plugin.Unknown is null ? plugin.Entry.Description : $"{plugin.Entry.Description} (Its keys are not known: {plugin.Unknown}.)".TrimStart();
        return schema;
    }

    private static JsonObject Parameter(ParameterInfo parameter, PluginOptions plugin, OptionsSchema options)
    {
        var schema = SchemaText.OrNothing(options.Value(parameter.ParameterType));
        if (plugin.Documentation.Of(parameter) is { } text)
        {
            schema["description"] = text;
        }

        return schema;
    }
}
