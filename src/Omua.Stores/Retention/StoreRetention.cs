using Omua.Stores.Audit;

namespace Omua.Stores.Retention;

/// <summary>
/// Deletes what is older than it is kept: closed runs with the documents that stand under their id, and points. An open run is kept however old it is, and so are the
/// audit chain and documents that belong to no run.
/// </summary>
internal sealed class StoreRetention(IStorageBackend store)
{
    /// <summary>What would be deleted.</summary>
    public async Task<RetentionPlan> PlanAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var runs = new List<RunEntry>();
        var documents = 0L;
        await foreach (var run in StorePages.RunsAsync(store.Journal, cancellationToken, isOpen: false).ConfigureAwait(false))
        {
            if (run.UpdatedAt < before)
            {
                runs.Add(run);
                documents += (await DocumentsOfAsync(run.RunId, cancellationToken).ConfigureAwait(false)).Count;
            }
        }

        var points = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in await store.Metrics.NamesAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((await store.Metrics.QueryAsync(new MetricQuery { Name = name, Before = before }, cancellationToken).ConfigureAwait(false)).Sum(group => group.Count) is > 0 and var count)
            {
                points[name] = count;
            }
        }

        return new RetentionPlan(before, runs, documents, points);
    }

    /// <summary>Deletes what a plan names. A run that was opened again since is kept.</summary>
    /// <returns>How many runs were deleted.</returns>
    public async Task<int> ApplyAsync(RetentionPlan plan, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var run in plan.Runs)
        {
            // Its documents first: a run that is still there is found again by the next call, and they with it.
            if (await store.Journal.GetAsync(run.RunId, cancellationToken).ConfigureAwait(false) is not { IsOpen: false } there || there.LastSequence != run.LastSequence)
            {
                continue;
            }

            foreach (var (collection, key) in await DocumentsOfAsync(run.RunId, cancellationToken).ConfigureAwait(false))
            {
                await store.Documents.DeleteAsync(collection, key, null, cancellationToken).ConfigureAwait(false);
            }

            deleted += await store.Journal.DeleteAsync(run.RunId, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        foreach (var name in plan.Points.Keys)
        {
            await store.Metrics.DeleteAsync(name, plan.Before, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    /// <summary>Documents whose key is the run's id, with <c>run/</c> before it or a slash and more behind it.</summary>
    private async Task<IReadOnlyList<(string Collection, string Key)>> DocumentsOfAsync(string runId, CancellationToken cancellationToken)
    {
        var found = new List<(string, string)>();
        foreach (var collection in (await store.Documents.CollectionsAsync(cancellationToken).ConfigureAwait(false)).Where(collection => collection is not (AuditTrail.Collection or AuditTrail.HintCollection)))
        {
            foreach (var beginning in new[] { runId, $"run/{runId}" })
            {
                await foreach (var document in StorePages.DocumentsAsync(store.Documents, collection, beginning, cancellationToken).ConfigureAwait(false))
                {
                    if (document.Key.Length == beginning.Length || document.Key[beginning.Length] == '/')
                    {
                        found.Add((collection, document.Key));
                    }
                }
            }
        }

        return found;
    }
}
