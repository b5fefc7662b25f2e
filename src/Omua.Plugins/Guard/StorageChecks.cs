namespace Omua.Plugins.Guard;

/// <summary>What a storage backend may return.</summary>
internal static class StorageChecks
{
    public static long Positive(long number, string what, string? of = null) =>
        number > 0 ? number : throw new InvalidResultException($"{number} as {Results.Named(what, of)}");

    public static Page<T> Page<T>(Page<T>? page, string what, Func<T, T> check)
        where T : class
    {
        var items = Results.List((page ?? throw new InvalidResultException($"null instead of a page of {what}")).Items, what, check);
        return ReferenceEquals(items, page.Items) ? page : page with { Items = items };
    }

    public static JournalEvent Event(JournalEvent stored)
    {
        Positive(stored.Sequence, "the sequence of an event");
        Results.Text(stored.Kind, "the kind of an event");
        Results.Text(stored.Json, "the JSON of an event");
        return stored;
    }

    public static RunEntry Run(RunEntry run)
    {
        Results.Text(run.RunId, "the id of a run");
        Positive(run.LastSequence, "the last sequence of", run.RunId);
        return run;
    }

    public static RunLease? Lease(RunLease? lease)
    {
        if (lease is not null)
        {
            Results.Text(lease.RunId, "the run of a lease");
            Results.Text(lease.Owner, "the owner of a lease");
        }

        return lease;
    }

    public static DueTimer Timer(DueTimer timer)
    {
        Results.Text(timer.RunId, "the run of a timer");
        Results.Text(timer.Id, "the id of a timer");
        return timer;
    }

    public static Document Document(Document document)
    {
        Results.Text(document.Key, "the key of a document");
        Results.Text(document.Json, "the JSON of", document.Key);
        Positive(document.Version, "the version of", document.Key);
        return document;
    }

    public static MetricPoint Point(MetricPoint point)
    {
        Results.Text(point.Name, "the name of a point");
        Results.Finite(point.Value, "the value of a point of", point.Name);
        var tags = Results.Map(point.Tags, "the tags of a point of", point.Name);
        return ReferenceEquals(tags, point.Tags) ? point : point with { Tags = tags };
    }

    public static MetricGroup Group(MetricGroup group)
    {
        Positive(group.Count, "the count of a group");
        Results.Finite(group.Sum, "the sum of a group");
        Results.Finite(group.Min, "the least of a group");
        Results.Finite(group.Max, "the greatest of a group");
        var tags = Results.Map(group.Tags, "the tags of a group");
        return ReferenceEquals(tags, group.Tags) ? group : group with { Tags = tags };
    }
}
