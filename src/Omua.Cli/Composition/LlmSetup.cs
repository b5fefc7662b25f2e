using Microsoft.Extensions.Logging;
using Omua.Llm;
using Omua.Llm.Calling;
using Omua.Llm.Settings;
using Omua.Plugins;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Composition;

/// <summary>Joins the pipeline to the backends that the plugin host has. Nothing of it is loaded by a verb that asks no model.</summary>
internal static class LlmSetup
{
    public static LlmSettings Settings(Application application) => application.Configuration.Section<LlmSettings>(ConfigurationSections.Llm);

    /// <summary>The longest that the pipeline waits for one call of a backend; the guard around the plugin steps in only later.</summary>
    public static TimeSpan LongestWait(Application application)
    {
        var timeouts = Settings(application).Timeouts;
        return new[] { timeouts.Attempt, timeouts.FirstToken, timeouts.Idle }.Max();
    }

    /// <summary>The LLM plugins that are here.</summary>
    public static async Task<IReadOnlyList<PluginEntry>> EntriesAsync(Application application, CancellationToken cancellationToken) =>
        [.. (await application.Plugins.ScanAsync(cancellationToken)).Where(entry => entry.Type == PluginType.LlmBackend)];

    /// <summary>The names of the backends in the order in which they are asked: as configured, else those that have a section, in the order written.</summary>
    /// <exception cref="FaultException">A name is that of no LLM plugin.</exception>
    public static IReadOnlyList<string> Order(Application application, LlmSettings settings, IReadOnlyList<PluginEntry> entries)
    {
        var known = entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        if (settings.Order.Count == 0)
        {
            var off = application.Configuration.DisabledPlugins;
            return [.. application.Configuration.PluginNames.Where(name => known.Contains(name) && !off.Contains(name))];
        }

        var unknown = settings.Order.Where(name => !known.Contains(name)).ToList();
        return unknown.Count == 0 ? settings.Order : throw new FaultException([.. unknown.Select(name => Unknown(name, known))]);
    }

    public static Fault Unknown(string name, IEnumerable<string> known) => new(
        FaultCodes.UnknownLlmBackend, $"there is no LLM backend '{name}'",
        NearestName.Of(name, [.. known]) is { } near ? $"did you mean '{near}'? 'omua llm list' shows them" : "'omua llm list' shows them");

    /// <summary>The pipeline; null where no backend is configured.</summary>
    /// <param name="application">The application.</param>
    /// <param name="documents">Where budgets are kept; null keeps them in memory.</param>
    /// <param name="tape">What to record, or to answer from.</param>
    /// <param name="logger">For what goes wrong beside the calls.</param>
    /// <param name="only">Ask this backend alone; null asks them in order.</param>
    /// <param name="cancellationToken">Stops the search for plugins.</param>
    public static async Task<LlmPipeline?> OpenAsync(
        Application application, IDocumentStore? documents, LlmTape tape, ILogger logger, string? only, CancellationToken cancellationToken)
    {
        var settings = Settings(application);
        var entries = await EntriesAsync(application, cancellationToken);
        IReadOnlyList<string> order = only is null ? Order(application, settings, entries)
            : entries.Any(entry => entry.Name == only) ? [only]
            : throw new FaultException(Unknown(only, entries.Select(entry => entry.Name)));
        return order.Count == 0 && tape.ReplayFrom is null ? null : new LlmPipeline(new LlmPipelineParts
        {
            Settings = settings,
            Backends = [.. order.Select(name => new BackendEntry(name, ModelOf(application, name), token => application.Plugins.GetLlmBackendAsync(name, token)))],
            Documents = documents,
            Secrets = application.Configuration.Secrets(),
            RecordTo = tape.RecordTo,
            ReplayFrom = tape.ReplayFrom,
            Time = application.Time,
            Logger = logger,
        });
    }

    public static Fault NoBackend { get; } = new(
        FaultCodes.NoLlmBackend, "no language model is configured", "write a section for one under plugins: in omua.yaml, such as openai, anthropic or ollama; docs/llm.md shows how");

    /// <summary>Read without loading the plugin; a reference that leads nowhere is the plugin's to report.</summary>
    public static string? ModelOf(Application application, string name)
    {
        try
        {
            return application.Configuration.For(name, [])["model"];
        }
        catch (PluginConfigurationException)
        {
            return null;
        }
    }
}
