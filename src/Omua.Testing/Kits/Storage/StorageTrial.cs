using System.Collections.Concurrent;
using System.Text;

namespace Omua.Testing;

/// <summary>
/// A check's ground for a store. Names are the trial's own, so that checks can share a database server; what is not theirs is left alone. The store's clock is the
/// host's where the store takes it, and real time where it has one of its own: waiting then is real, and short.
/// </summary>
internal sealed class StorageTrial(PluginUnderTest plugin, CancellationToken cancellationToken) : PluginTrial(plugin, cancellationToken)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(60);
    private readonly string _prefix = $"kit-{Guid.NewGuid():N}-";
    private readonly List<(IStorageBackend Store, FakeHost Host)> _open = [];
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private bool? _turnsClock;

    /// <summary>A time that may be let pass: long on a clock that is turned, short on one that is waited for.</summary>
    public TimeSpan Moment => _turnsClock == true ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(250);

    /// <summary>A time that does not pass while a check runs.</summary>
    public static TimeSpan Long => TimeSpan.FromHours(1);

    public bool TurnsClock => _turnsClock == true;

    /// <summary>Names with a common beginning that no other trial uses.</summary>
    public string Name(string end = "")
    {
        var name = _prefix + end;
        _names.TryAdd(name, true);
        return name;
    }

    /// <summary>A collection or metric of the trial's own, in snake_case.</summary>
    public string Word(string end = "c") => $"{_prefix.Replace('-', '_')}{end}";

    /// <summary>A client of the trial's store.</summary>
    public async Task<IStorageBackend> OpenAsync()
    {
        var (opened, host) = await StartAsync().ConfigureAwait(false);
        var store = opened as IStorageBackend ?? throw new CheckFailedException($"{opened.GetType().Name} is not an IStorageBackend");
        _open.Add((store, host));
        _turnsClock ??= await ProbeAsync(store).ConfigureAwait(false);
        return store;
    }

    /// <summary>One more client beside those that are open; skips the check where the store takes one at a time.</summary>
    public async Task<IStorageBackend> OpenAnotherAsync()
    {
        try
        {
            return await OpenAsync().ConfigureAwait(false);
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable && _open.Count > 0)
        {
            throw new CheckSkippedException("the store takes one client at a time");
        }
    }

    /// <summary>Ends all clients and opens the store anew.</summary>
    public async Task<IStorageBackend> ReopenAsync()
    {
        foreach (var (_, host) in _open)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        _open.Clear();
        return await OpenAsync().ConfigureAwait(false);
    }

    /// <summary>Lets at least so much time pass on the store's clock.</summary>
    public Task PassAsync(TimeSpan duration)
    {
        if (TurnsClock)
        {
            Time.Advance(duration);
            return Task.CompletedTask;
        }

        return Task.Delay(duration + Margin, TimeProvider.System, Ended);
    }

    public JournalAppend Append(string run, long expected, int events = 1) => new()
    {
        RunId = run,
        ExpectedSequence = expected,
        IsOpen = true,
        Events = [.. Enumerable.Range(1, events).Select(number => new NewEvent("kit_event", $$"""{"number":{{expected + number}}}"""))],
    };

    public async Task<List<JournalEvent>> LoadAsync(IRunJournal journal, string run, long after = 0)
    {
        var events = new List<JournalEvent>();
        await foreach (var each in journal.LoadAsync(run, after, Ended).ConfigureAwait(false))
        {
            events.Add(each);
        }

        return events;
    }

    /// <summary>The trial's own runs, page by page to the end of the list.</summary>
    public async Task<List<RunEntry>> ListAsync(IRunJournal journal, bool? isOpen = null, int limit = 1000, Func<Task>? betweenPages = null)
    {
        var runs = new List<RunEntry>();
        string? cursor = null;
        do
        {
            var page = await journal.ListAsync(new RunQuery { IsOpen = isOpen, Limit = limit, Cursor = cursor }, Ended).ConfigureAwait(false);
            Expect.That(page.Items.Count <= limit, $"a page of at most {limit} runs has {page.Items.Count}");
            runs.AddRange(page.Items.Where(run => run.RunId.StartsWith(_prefix, StringComparison.Ordinal)));
            cursor = page.Next;
            if (betweenPages is not null)
            {
                await betweenPages().ConfigureAwait(false);
            }
        }
        while (cursor is not null);
        return runs;
    }

    public async Task<RunEntry> EntryAsync(IRunJournal journal, string run) =>
        Expect.Single((await ListAsync(journal).ConfigureAwait(false)).Where(entry => entry.RunId == run), $"entries of run {run}");

    /// <summary>The trial's own timers that are due.</summary>
    public async Task<List<DueTimer>> DueAsync(IRunJournal journal) =>
        [.. (await journal.DueAsync(1_000, Ended).ConfigureAwait(false)).Where(timer => timer.RunId.StartsWith(_prefix, StringComparison.Ordinal))];

    public async Task<List<Document>> DocumentsAsync(IDocumentStore documents, string collection, string prefix = "", int limit = 1000, Func<Task>? betweenPages = null)
    {
        var all = new List<Document>();
        string? cursor = null;
        do
        {
            var page = await documents.ListAsync(collection, prefix, limit, cursor, Ended).ConfigureAwait(false);
            Expect.That(page.Items.Count <= limit, $"a page of at most {limit} documents has {page.Items.Count}");
            all.AddRange(page.Items);
            cursor = page.Next;
            if (betweenPages is not null)
            {
                await betweenPages().ConfigureAwait(false);
            }
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>Takes away what the trial wrote: a store may be a server that keeps it, and is somebody's.</summary>
    public async Task ClearAsync()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var store = _open[^1].Store;
        foreach (var name in _names.Keys.Where(IsWhole))
        {
            await ClearAsync(store.Journal, name).ConfigureAwait(false);
        }

        var word = Word("");
        foreach (var metric in (await store.Metrics.NamesAsync(Ended).ConfigureAwait(false)).Where(name => name.StartsWith(word, StringComparison.Ordinal)))
        {
            await store.Metrics.DeleteAsync(metric, DateTimeOffset.MaxValue, Ended).ConfigureAwait(false);
        }

        foreach (var collection in (await store.Documents.CollectionsAsync(Ended).ConfigureAwait(false)).Where(name => name.StartsWith(word, StringComparison.Ordinal)))
        {
            foreach (var document in await DocumentsAsync(store.Documents, collection).ConfigureAwait(false))
            {
                await store.Documents.DeleteAsync(collection, document.Key, cancellationToken: Ended).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether something can stand under a name: checks also try names that are too long, or half a character.</summary>
    private static bool IsWhole(string name) => name.Length <= StorageArguments.MaxName && !name.EnumerateRunes().Contains(Rune.ReplacementChar);

    /// <summary>A run goes once it is closed, and its lease with it: a name that was only leased becomes a run for that.</summary>
    private async Task ClearAsync(IRunJournal journal, string name)
    {
        var entry = await journal.GetAsync(name, Ended).ConfigureAwait(false);
        if (entry is not { IsOpen: false })
        {
            await journal.AppendAsync(Append(name, entry?.LastSequence ?? 0) with { IsOpen = false }, Ended).ConfigureAwait(false);
        }

        await journal.DeleteAsync(name, Ended).ConfigureAwait(false);
    }

    private async Task<bool> ProbeAsync(IStorageBackend store)
    {
        var run = Name("clock");
        Expect.NotNull(await store.Journal.LeaseAsync(run, "first", TimeSpan.FromMinutes(10), Ended).ConfigureAwait(false), "the lease of a new run");
        Time.Advance(TimeSpan.FromMinutes(20));
        return await store.Journal.LeaseAsync(run, "second", TimeSpan.FromMinutes(10), Ended).ConfigureAwait(false) is not null;
    }
}
