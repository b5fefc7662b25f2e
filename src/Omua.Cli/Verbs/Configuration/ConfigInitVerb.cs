using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;
using Omua.Plugins.Configuration.Schema;

namespace Omua.Cli.Verbs.Configuration;

/// <summary><c>omua config init</c>: an <c>omua.yaml</c> that changes nothing, and beside it the schema that its first line names.</summary>
internal static class ConfigInitVerb
{
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a file that is there" };

    public static Command Create()
    {
        var verb = new Verb("init", "Write an omua.yaml that explains itself and changes nothing, and its schema for editors")
        {
            Examples = ["omua config init", "omua config init --config ~/.omua/omua.yaml"],
        };
        verb.Add(Force);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(invocation.ConfigFile ?? ConfigurationSources.FileName);
        if (File.Exists(file) && !invocation.Get(Force))
        {
            throw new FaultException(new Fault(FaultCodes.FileExists, "the file is there already", "name another with --config, or replace it with --force") { File = file });
        }

        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, $"# yaml-language-server: $schema={ConfigurationSchema.FileName}\n{StarterFile.Text}", cancellationToken);
        var schema = Path.Combine(folder, ConfigurationSchema.FileName);
        await ConfigSchemaVerb.WriteAsync(schema, await ConfigSchemaVerb.SchemaAsync(invocation, cancellationToken), cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject { ["written"] = file, ["schema"] = schema });
        }
        else
        {
            invocation.Output.Line($"{file} is written; 'omua config validate' checks it after each change");
            invocation.Output.Line($"{schema} is written; an editor completes and checks against it ('omua config schema --out FILE' renews it)");
        }

        return ExitCode.Done;
    }
}
