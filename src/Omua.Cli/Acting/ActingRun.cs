using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Verbs.Workflows;
using Omua.Engine.Deciding;
using Omua.Engine.Running;

namespace Omua.Cli.Acting;

/// <summary>A completed run with the changes that it proposes.</summary>
internal sealed record ActingRun(RunState State, IReadOnlyList<SpendChange> Changes)
{
    public string Id => State.RunId;

    /// <exception cref="FaultException">There is no such run, or it has not completed.</exception>
    public static async Task<ActingRun> FindAsync(Application application, string id, CancellationToken cancellationToken)
    {
        var history = new RunHistory(await application.StorageAsync(cancellationToken));
        var entry = await RunSearch.FindAsync(history, id, cancellationToken);
        var run = await history.GetAsync(entry.RunId, cancellationToken) ?? throw new InvalidOperationException($"Run {entry.RunId} is listed and has no journal.");
        return run.Status == Omua.Engine.RunStatus.Completed
            ? Of(run.State)
            : throw RunSearch.NotInState(run, "only the proposals of a completed run are acted on");
    }

    /// <summary>The proposals that change something. Where the export states no currency, the one that the caller stated holds.</summary>
    private static ActingRun Of(RunState state) => new(state,
    [
        .. state.Tasks.All.Select(task => task.Result).OfType<TaskResult>().SelectMany(result => result.Proposals).Where(proposal => proposal.From != proposal.To).DistinctBy(proposal => proposal.Id)
            .Select(proposal => new SpendChange(proposal.To.Currency == Money.UnknownCurrency && state.Terms?.Inputs?.Currency is { } stated
                ? proposal with { From = proposal.From with { Currency = stated }, To = proposal.To with { Currency = stated } } : proposal)),
    ]);

    /// <summary>Those that are named; all where none is.</summary>
    /// <exception cref="FaultException">A name is that of no proposal.</exception>
    public IReadOnlyList<SpendChange> Chosen(IReadOnlyList<string> names)
    {
        var known = Changes.ToDictionary(change => change.Proposal.Id, StringComparer.Ordinal);
        var unknown = names.Where(name => !known.ContainsKey(name)).Select(name => ActingFaults.Unknown(Id, name, known.Keys)).ToList();
        return unknown.Count > 0 ? throw new FaultException(unknown) : names.Count == 0 ? Changes : [.. names.Distinct(StringComparer.Ordinal).Select(name => known[name])];
    }

    /// <summary>What has changed since the run: its files, or too much time.</summary>
    public async Task<IReadOnlyList<Fault>> StaleAsync(ActingSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (State.Terms?.Inputs is not { } inputs)
        {
            return [new Fault(FaultCodes.RunWithoutInputs, $"run {Id} was stored by a version that did not keep what it was planned from", "start a new run: omua run --data PATH")];
        }

        if (inputs.IsSimulated)
        {
            return [ActingFaults.Stale($"the data of run {Id} is simulated", "act on runs over your own exports: omua run --data PATH")];
        }

        var faults = new List<Fault>();
        var age = now - (State.CompletedAt ?? inputs.StartedAt);
        if (age > settings.MaxAge)
        {
            faults.Add(ActingFaults.Stale($"run {Id} is {age.TotalDays:0.#} days old, more than acting.max_age allows", $"run again: {inputs.Command}"));
        }

        var differences = DataFiles.Differences(inputs.Files, await DataFiles.DescribeAsync(inputs.DataPath, cancellationToken));
        if (differences.Count > 0)
        {
            faults.Add(ActingFaults.Stale($"the data of run {Id} has moved: {string.Join("; ", differences)}", $"run again: {inputs.Command}") with { File = inputs.DataPath });
        }

        return faults;
    }
}
