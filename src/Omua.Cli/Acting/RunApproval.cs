using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;

namespace Omua.Cli.Acting;

/// <summary><c>omua run --approve</c>: the yes was given with the command, so the changes are approved and applied as soon as the run has completed, through the same guards.</summary>
internal static class RunApproval
{
    /// <summary>Acts, where the run was approved and has completed, and writes the report.</summary>
    /// <returns>The run with what kept its changes from being applied, its files, and whether they were refused.</returns>
    public static async Task<(RunRecord Run, RunFiles Files, bool IsRefused)> FinishAsync(Application application, RunRecord run, string folder)
    {
        var (changes, faults) = run is { IsDryRun: false, Status: "completed" } ? await ActAsync(application, run.Id, folder) : (null, []);
        run = run with { Faults = [.. run.Faults, .. faults] };
        return (run, await RunFiles.WriteAsync(run, folder, changes, CancellationToken.None), changes is null && faults.Count > 0);
    }

    /// <returns>The table of changes; null where there is none, and the faults say why.</returns>
    private static async Task<(string? Changes, IReadOnlyList<Fault> Faults)> ActAsync(Application application, string runId, string folder)
    {
        try
        {
            var run = await ActingRun.FindAsync(application, runId, CancellationToken.None);
            if (run.Changes.Count == 0)
            {
                return (null, []);
            }

            var (service, actor) = (await ActingService.OpenAsync(application, CancellationToken.None), Actor.Of(null));
            IReadOnlyList<Fault> leftOut = [];
            if ((await service.Desk.ReconcileAsync(run.Id, actor, CancellationToken.None)).Count == 0)
            {
                await application.NoteAsync("approved", run.Id, new JsonObject { ["proposals"] = new JsonArray([.. run.Changes.Select(change => (JsonNode)change.Proposal.Id)]) }, actor, CancellationToken.None);
                await service.Desk.ApproveAsync(run.Id, run.Changes, actor, "omua run --approve", CancellationToken.None);
                leftOut = (await service.ApplyAsync(run, run.Changes, Path.GetFullPath(folder), actor, CancellationToken.None)).LeftOut;
            }

            return (Path.Combine(folder, "changes.csv"), leftOut);
        }
        catch (FaultException exception)
        {
            return (null, exception.Faults);
        }
    }
}
