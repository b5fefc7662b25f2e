using System.Text.Json.Nodes;
using Omua.Analytics;
using Omua.Cli.Composition;
using Omua.Plugins;

namespace Omua.Cli.Acting;

/// <summary>Guards, files and desk together, for the verbs that act.</summary>
internal sealed class ActingService
{
    private readonly Application _application;
    private readonly IDocumentStore _documents;
    private readonly ActingSettings _settings;

    private ActingService(Application application, IDocumentStore documents)
    {
        (_application, _documents) = (application, documents);
        _settings = application.Configuration.Section<ActingSettings>(ConfigurationSections.Acting);
        Desk = new ActingDesk(documents, _settings, application.Time, ChangeFolder.WriteAsync);
    }

    public ActingDesk Desk { get; }

    public static async Task<ActingService> OpenAsync(Application application, CancellationToken cancellationToken) =>
        new(application, (await application.StorageAsync(cancellationToken)).Documents);

    public Task<ActingState> StateAsync(string runId, CancellationToken cancellationToken) => ActingDesk.StateAsync(_documents, runId, cancellationToken);

    /// <summary>Those that are named; all that are approved and free where none is.</summary>
    /// <exception cref="FaultException">Nothing is approved, or all that was approved was used.</exception>
    public async Task<IReadOnlyList<SpendChange>> ChosenAsync(ActingRun run, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (names.Count > 0)
        {
            return run.Chosen(names);
        }

        var state = await StateAsync(run.Id, cancellationToken);
        var approved = run.Changes.Where(change => state.Approvals.ContainsKey(change.Proposal.Id)).ToList();
        var free = approved.Where(change => state.Approvals[change.Proposal.Id].Application is null).ToList();
        return free.Count > 0 ? free
            : approved.Count == 0 ? throw new FaultException(ActingFaults.NotApproved(run.Id, run.Changes.Select(change => change.Proposal.Id)))
            : throw new FaultException([.. approved.Select(change => state.Approvals[change.Proposal.Id].Application!).Zip(approved, (id, change) => ActingFaults.Used(change.Proposal.Id, id, state.Applications[id]))]);
    }

    /// <summary>Whether anything is approved that was not used.</summary>
    public async Task<bool> HasFreeAsync(ActingRun run, CancellationToken cancellationToken)
    {
        var state = await StateAsync(run.Id, cancellationToken);
        return run.Changes.Any(change => state.Approvals.GetValueOrDefault(change.Proposal.Id) is { Application: null });
    }

    /// <summary>Everything that would refuse the changes, at once; changes nothing.</summary>
    public async Task<IReadOnlyList<Fault>> TryAsync(ActingRun run, IReadOnlyList<SpendChange> changes, CancellationToken cancellationToken) =>
        [.. await GuardsAsync(run, changes, cancellationToken), .. await Desk.TryAsync(run.Id, changes, cancellationToken)];

    /// <summary>The files of changes, from the data of the run.</summary>
    public async Task<ChangeFiles> FilesAsync(ActingRun run, IReadOnlyList<SpendChange> changes, CancellationToken cancellationToken)
    {
        var data = await DatasetLoader.LoadAsync(run.State.Terms!.Inputs!.DataPath, new LoadOptions(), cancellationToken);
        return await ChangeFiles.MakeAsync(run.Id, run.State.PlanHash, changes, data.Datasets, AgentOfAsync, _application.Time.GetUtcNow(), cancellationToken);

        async Task<IAgent?> AgentOfAsync(string channel) =>
            (await _application.Plugins.ScanAsync(cancellationToken)).Any(entry => entry.Name == channel && entry is { Type: PluginType.Agent, State: PluginState.Available or PluginState.Ready })
                ? await _application.Plugins.GetAgentAsync(channel, cancellationToken)
                : null;
    }

    /// <summary>Guards, reserves, uses the approvals and writes.</summary>
    /// <exception cref="FaultException">Something refuses them; nothing was applied.</exception>
    public async Task<(string Id, ChangeApplication Application, IReadOnlyList<Fault> LeftOut)> ApplyAsync(
        ActingRun run, IReadOnlyList<SpendChange> changes, string folder, string by, CancellationToken cancellationToken)
    {
        if (await TryAsync(run, changes, cancellationToken) is { Count: > 0 } refused)
        {
            throw new FaultException(refused);
        }

        var files = await FilesAsync(run, changes, cancellationToken);
        await _application.NoteAsync("changed", run.Id, SpendChanges(changes, folder), by, cancellationToken);
        var (id, application) = await Desk.ApplyAsync(run.Id, changes, folder, files.Of, by, cancellationToken);
        return (id, application, files.LeftOut);
    }

    private static JsonObject SpendChanges(IReadOnlyList<SpendChange> changes, string folder) =>
        new() { ["proposals"] = new JsonArray([.. changes.Select(change => (JsonNode)change.Proposal.Id)]), ["folder"] = folder };

    private async Task<IReadOnlyList<Fault>> GuardsAsync(ActingRun run, IReadOnlyList<SpendChange> changes, CancellationToken cancellationToken) =>
        [.. await run.StaleAsync(_settings, _application.Time.GetUtcNow(), cancellationToken), .. changes.SelectMany(change => ChangeGuards.Check(change, _settings))];
}
