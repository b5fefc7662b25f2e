using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Omua.Stores.Copying;

/// <summary>
/// Copies all that a store holds into an empty one of any backend: runs with their events, times, summaries and timers, documents, and points. What was copied before an
/// interruption is not copied again: a run tells how far it is by its last sequence, a document by its text, and the points of a metric by a note in the target.
/// Nobody may write to either store meanwhile; whether anybody did is seen by comparing the digests afterwards.
/// </summary>
internal sealed class StoreCopy(IStorageBackend source, IStorageBackend target, TimeProvider time)
{
    /// <summary>Where the target notes how far the copy is; gone when it is over.</summary>
    public const string NotesCollection = "omua.copy";

    /// <summary>No metric has a slash in its name.</summary>
    private const string SourceNote = "source/";

    private const int MostEvents = 500;
    private const int MostBytes = 4 * 1024 * 1024;
    private const int PointBatch = 5_000;

    private CopyProgress _progress = new(0, 0, 0, 0);

    /// <summary>Hears how far the copy is, after each run, document and batch of points.</summary>
    public IProgress<CopyProgress>? Progress { get; init; }

    /// <summary>Copies what the target does not have yet.</summary>
    /// <exception cref="FaultException">The target holds something that is not of this copy.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var run in StorePages.RunsAsync(source.Journal, cancellationToken).ConfigureAwait(false))
        {
            await CopyRunAsync(run, cancellationToken).ConfigureAwait(false);
        }

        foreach (var collection in await source.Documents.CollectionsAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var document in StorePages.DocumentsAsync(source.Documents, collection, "", cancellationToken).ConfigureAwait(false))
            {
                await CopyDocumentAsync(collection, document, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var name in await source.Metrics.NamesAsync(cancellationToken).ConfigureAwait(false))
        {
            await CopyPointsAsync(name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the notes away, once the digests were found equal.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        await foreach (var note in StorePages.DocumentsAsync(target.Documents, NotesCollection, "", cancellationToken).ConfigureAwait(false))
        {
            notes.Add(note.Key);
        }

        // The note of the source last: as long as it is there, the copy can be gone on with.
        foreach (var key in notes.OrderBy(key => key == SourceNote))
        {
            await target.Documents.DeleteAsync(NotesCollection, key, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var note = $"{{\"from\":{JsonValue.Create(source.Name).ToJsonString()}}}";
        if (await target.Documents.GetAsync(NotesCollection, SourceNote, cancellationToken).ConfigureAwait(false) is { } begun)
        {
            if (begun.Json != note)
            {
                throw NotEmpty($"a copy from another store was begun ({begun.Json})");
            }

            return;
        }

        var isEmpty = (await target.Journal.ListAsync(new RunQuery { Limit = 1 }, cancellationToken).ConfigureAwait(false)).Items.Count == 0
            && (await target.Documents.CollectionsAsync(cancellationToken).ConfigureAwait(false)).Count == 0
            && (await target.Metrics.NamesAsync(cancellationToken).ConfigureAwait(false)).Count == 0;
        if (!isEmpty)
        {
            throw NotEmpty("it holds runs, documents or points of its own");
        }

        await target.Documents.PutAsync(NotesCollection, SourceNote, note, 0, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyRunAsync(RunEntry run, CancellationToken cancellationToken)
    {
        var last = (await target.Journal.GetAsync(run.RunId, cancellationToken).ConfigureAwait(false))?.LastSequence ?? 0;
        var batch = new List<JournalEvent>();
        var bytes = 0L;
        await foreach (var each in source.Journal.LoadAsync(run.RunId, last, cancellationToken).ConfigureAwait(false))
        {
            var size = Encoding.UTF8.GetByteCount(each.Json);
            if (batch.Count > 0 && (batch.Count >= MostEvents || bytes + size > MostBytes || batch[0].RecordedAt != each.RecordedAt))
            {
                await AppendAsync(run, batch, [], isLast: false, cancellationToken).ConfigureAwait(false);
                (batch, bytes) = ([], 0);
            }

            batch.Add(each);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            var timers = await source.Journal.TimersAsync(run.RunId, cancellationToken).ConfigureAwait(false);
            await AppendAsync(run, batch, timers, isLast: true, cancellationToken).ConfigureAwait(false);
        }

        Say(_progress with { Runs = _progress.Runs + 1 });
    }

    /// <summary>The summary, the timers and whether the run is open come with its last events: a run that has all of its events has them too.</summary>
    private async Task AppendAsync(RunEntry run, List<JournalEvent> events, IReadOnlyList<DueTimer> timers, bool isLast, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await target.Journal.AppendAsync(new JournalAppend
        {
            RunId = run.RunId,
            ExpectedSequence = events[0].Sequence - 1,
            Events = [.. events.Select(each => new NewEvent(each.Kind, each.Json))],
            RecordedAt = events[0].RecordedAt,
            IsOpen = !isLast || run.IsOpen,
            Summary = isLast ? run.Summary : null,
            SetTimers = [.. timers.Select(timer => new NewTimer(timer.Id, timer.DueAt > now ? timer.DueAt - now : TimeSpan.Zero))],
        }, cancellationToken).ConfigureAwait(false);
        Say(_progress with { Events = _progress.Events + events.Count });
    }

    private async Task CopyDocumentAsync(string collection, Document document, CancellationToken cancellationToken)
    {
        var there = await target.Documents.GetAsync(collection, document.Key, cancellationToken).ConfigureAwait(false);
        if (there?.Json != document.Json)
        {
            await target.Documents.PutAsync(collection, document.Key, document.Json, there?.Version ?? 0, cancellationToken).ConfigureAwait(false);
        }

        Say(_progress with { Documents = _progress.Documents + 1 });
    }

    private async Task CopyPointsAsync(string name, CancellationToken cancellationToken)
    {
        var note = await target.Documents.GetAsync(NotesCollection, name, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? from = note is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(note.Json, CultureInfo.InvariantCulture));
        // A batch that was written and not noted is there whole: its write was one commit.
        var there = (await target.Metrics.QueryAsync(new MetricQuery { Name = name, From = from }, cancellationToken).ConfigureAwait(false)).Sum(group => group.Count);
        var batch = new List<MetricPoint>(PointBatch);
        await foreach (var point in source.Metrics.ReadAsync(new MetricQuery { Name = name, From = from }, cancellationToken).ConfigureAwait(false))
        {
            if (batch.Count >= PointBatch && batch[^1].Timestamp != point.Timestamp)
            {
                there = await WriteAsync(name, batch, there, cancellationToken).ConfigureAwait(false);
            }

            batch.Add(point);
        }

        if (batch.Count > 0)
        {
            there = await WriteAsync(name, batch, there, cancellationToken).ConfigureAwait(false);
        }

        if (there > 0)
        {
            throw NotEmpty($"it has {there} points of {name} that are not of the source");
        }
    }

    private async Task<long> WriteAsync(string name, List<MetricPoint> batch, long there, CancellationToken cancellationToken)
    {
        if (there == 0)
        {
            await target.Metrics.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        else if (there != batch.Count)
        {
            throw NotEmpty($"it has {there} points of {name} where the copy wrote {batch.Count} or none");
        }

        await target.Documents.PutAsync(NotesCollection, name, (batch[^1].Timestamp.ToUnixTimeMilliseconds() + 1).ToString(CultureInfo.InvariantCulture), null, cancellationToken).ConfigureAwait(false);
        Say(_progress with { Points = _progress.Points + batch.Count });
        batch.Clear();
        return 0;
    }

    private void Say(CopyProgress progress)
    {
        _progress = progress;
        Progress?.Report(progress);
    }

    private FaultException NotEmpty(string why) => new(new Fault(FaultCodes.CopyTargetNotEmpty, $"the store '{target.Name}' cannot take the copy: {why}", "name an empty store, or the one that the copy was begun in"));
}
