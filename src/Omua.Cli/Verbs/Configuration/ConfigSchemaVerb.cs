using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration.Schema;

namespace Omua.Cli.Verbs.Configuration;

/// <summary><c>omua config schema</c>: the JSON Schema that lets an editor complete and check <c>omua.yaml</c>, with the options of the plugins that are present.</summary>
internal static class ConfigSchemaVerb
{
    private static readonly Option<string?> Out = new("--out") { Description = "Write it to a file, in place of stdout", HelpName = "FILE" };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var verb = new Verb("schema", "Write the JSON Schema of omua.yaml, for editors") { Examples = ["omua config schema", $"omua config schema --out {ConfigurationSchema.FileName}"] };
        verb.Add(Out);
        return verb.Does(RunAsync);
    }

    /// <summary>Makes the schema and says on stderr whose options are not in it.</summary>
    public static async Task<JsonObject> SchemaAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        using var catalog = application.PluginOptions();
        var plugins = await catalog.FindAsync(cancellationToken);
        foreach (var plugin in plugins.Where(plugin => plugin.Unknown is not null))
        {
            invocation.Output.Message($"without the keys of {plugin.Entry.Name}: {plugin.Unknown}");
        }

        return ConfigurationSchema.Of(plugins, ConfigurationSections.All);
    }

    public static Task WriteAsync(string file, JsonObject schema, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file, schema.ToJsonString(Indented) + "\n", cancellationToken);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var schema = await SchemaAsync(invocation, cancellationToken);
        if (invocation.Get(Out) is not { } name)
        {
            invocation.Output.Json(schema);
            return ExitCode.Done;
        }

        var file = Path.GetFullPath(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await WriteAsync(file, schema, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject { ["written"] = file });
        }
        else
        {
            invocation.Output.Line($"{file} is written; editors use it where omua.yaml begins with: # yaml-language-server: $schema={name}");
        }

        return ExitCode.Done;
    }
}
