using System.CommandLine;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Configuration;

/// <summary><c>omua config</c>: what is in force and where it comes from. No plugin is loaded.</summary>
internal static class ConfigVerb
{
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a file that is there" };

    public static Command Create()
    {
        var show = new Verb("show", "Show every setting in force with its source; secrets are masked") { Examples = ["omua config show", "omua config show --json"] };
        var validate = new Verb("validate", "Check the configuration; everything wrong at once") { Examples = ["omua config validate", "omua config validate --config other.yaml --json"] };
        var init = new Verb("init", "Write an omua.yaml that explains itself and changes nothing") { Examples = ["omua config init", "omua config init --config ~/.omua/omua.yaml"] };
        init.Add(Force);
        return new Verb("config", "Show, check and begin the configuration") { show.Does(ShowAsync), validate.Does(ValidateAsync), init.Does(InitAsync) };
    }

    private static Task<int> ShowAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var configuration = Load(invocation);
        var settings = EffectiveSettings.Of(configuration);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => ConfigJson.WriteSettings(writer, configuration.Files, settings));
        }
        else
        {
            var table = new TextTable("key", "value", "source");
            foreach (var setting in settings)
            {
                table.Add(setting.Key, setting.Value ?? "", setting.References.Count == 0 ? setting.Source : $"{setting.Source} ({string.Join(", ", setting.References)})");
            }

            invocation.Output.Table(table);
        }

        invocation.Output.Warn(configuration.Faults);
        return Task.FromResult(configuration.Faults.Count == 0 ? ExitCode.Done : ExitCode.Usage);
    }

    private static Task<int> ValidateAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var configuration = Load(invocation);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => ConfigJson.WriteVerdict(writer, configuration.Files, configuration.Faults));
        }
        else if (configuration.Faults.Count == 0)
        {
            invocation.Output.Line(configuration.Files.Count == 0
                ? "valid: there is no omua.yaml, so the defaults hold"
                : $"valid: {string.Join(", ", configuration.Files)}");
        }

        invocation.Output.Warn(configuration.Faults, isError: true);
        return Task.FromResult(configuration.Faults.Count == 0 ? ExitCode.Done : ExitCode.Usage);
    }

    private static async Task<int> InitAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(invocation.ConfigFile ?? ConfigurationSources.FileName);
        if (File.Exists(file) && !invocation.Get(Force))
        {
            throw new FaultException(new Fault(FaultCodes.FileExists, "the file is there already", "name another with --config, or replace it with --force") { File = file });
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, StarterFile.Text, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("written", file);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Output.Line($"{file} is written; 'omua config validate' checks it after each change");
        }

        return ExitCode.Done;
    }

    private static OmuaConfiguration Load(Invocation invocation) => OmuaConfiguration.Load(ConfigurationSources.ForProcess(invocation.ConfigFile));
}
