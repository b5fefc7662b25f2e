using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin</c>: what is installed, how it stands, and whose code may run. None of these runs a plugin.</summary>
internal static class PluginVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "The plugin's name or its class" };

    private static readonly Argument<string?> Folder = new("folder") { Description = "The folder (default: ./plugins)", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var list = new Verb("list", "List every plugin that is found and how it stands") { Examples = ["omua plugin list", "omua plugin list --json"] };
        var info = new Verb("info", "Show all that is known of one plugin") { Examples = ["omua plugin info sqlite", "omua plugin info EmailMarketingAgent --json"] };
        info.Add(Name);
        var trust = new Verb("trust", "Let the plugins of a folder run; once per folder") { Examples = ["omua plugin trust", "omua plugin trust ./plugins"] };
        trust.Add(Folder);
        return new Verb("plugin", "List, show and trust plugins") { list.Does(ListAsync), info.Does(InfoAsync), trust.Does(TrustAsync) };
    }

    private static async Task<int> ListAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var entries = await application.Plugins.ScanAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginJson.WriteList(writer, entries));
        }
        else
        {
            WriteTable(invocation.Output, entries);
        }

        invocation.Output.Warn(application.Configuration.CoreFaults);

        return ExitCode.Done;
    }

    private static void WriteTable(CommandOutput output, IReadOnlyList<PluginEntry> entries)
    {
        var table = new TextTable("name", "type", "version", "state", "source", "path");
        foreach (var entry in entries)
        {
            table.Add(entry.Name, PluginJson.Wire(entry.Type) ?? "?", entry.Version ?? "?", PluginJson.Wire(entry.State), PluginJson.Wire(entry.Source), entry.Path);
        }

        output.Table(table);
        foreach (var fault in entries.SelectMany(entry => entry.Faults))
        {
            output.Line(FaultText.Line("fault", fault));
        }
    }

    private static async Task<int> InfoAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var entries = await application.Plugins.ScanAsync(cancellationToken);
        var name = invocation.Get(Name)!;
        var entry = entries.FirstOrDefault(each => each.Name == name) ?? entries.FirstOrDefault(each => each.Class == name)
            ?? throw new FaultException(new Fault(
                FaultCodes.PluginUnknown,
                $"there is no plugin '{name}'",
                Suggestion.For(name, entries.Select(each => each.Name)) is { } near ? $"did you mean '{near}'? 'omua plugin list' shows all" : "'omua plugin list' shows all"));
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginJson.Write(writer, entry, application.ConfiguredKeys(entry.Name)));
        }
        else
        {
            PluginText.Write(invocation.Output, entry, application.ConfiguredKeys(entry.Name));
        }

        return ExitCode.Done;
    }

    private static async Task<int> TrustAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(invocation.Get(Folder) ?? "plugins");
        if (!Directory.Exists(folder))
        {
            throw new FaultException(new Fault(FaultCodes.PluginDirectoryMissing, "there is no such folder", "name the folder whose plugins may run: omua plugin trust ./plugins") { File = folder });
        }

        await using var application = Application.ForLook(invocation);
        var isNew = application.Trust(folder);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("trusted", folder);
                writer.WriteBoolean("changed", isNew);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Output.Line(isNew ? $"{folder}: its plugins may run from now on" : $"{folder}: was trusted before");
        }

        return ExitCode.Done;
    }
}
