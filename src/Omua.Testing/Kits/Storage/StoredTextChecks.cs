using System.Text.Json.Nodes;

namespace Omua.Testing;

/// <summary>Texts that stores have mangled, in every place that takes text.</summary>
internal sealed class StoredTextChecks : StorageChecks
{
    public StoredTextChecks()
        : base("text", typeof(IDocumentStore), nameof(IDocumentStore.PutAsync), nameof(IDocumentStore.GetAsync))
    {
        foreach (var (what, text) in EdgeTexts.All)
        {
            Journal($"{what} in a run's name, a lease's owner and a timer's id", (trial, journal) => NamesAsync(trial, journal, text), Member<IRunJournal>(nameof(IRunJournal.AppendAsync)));
            Journal($"{what} in an event and a summary", (trial, journal) => ContentAsync(trial, journal, text));
            Documents($"{what} in a document and its key", (trial, documents) => DocumentAsync(trial, documents, text));
            Metrics($"{what} in a tag's name and value", (trial, metrics) => TagsAsync(trial, metrics, text));
        }

        Documents("half of a surrogate pair in a key is refused or kept", async (trial, documents) =>
            await KeptOrRefusedAsync(() => documents.PutAsync(trial.Word(), EdgeTexts.HalfPair, "1", 0, trial.Ended),
                async () => (await trial.DocumentsAsync(documents, trial.Word())).Select(document => document.Key)));
        Journal("half of a surrogate pair in a run's name is refused or kept", async (trial, journal) =>
            await KeptOrRefusedAsync(() => journal.AppendAsync(trial.Append(trial.Name(EdgeTexts.HalfPair), 0), trial.Ended),
                async () => (await trial.ListAsync(journal)).Select(run => run.RunId[trial.Name().Length..])));
        Metrics("half of a surrogate pair in a tag is refused or kept", async (trial, metrics) =>
            await KeptOrRefusedAsync(() => metrics.WriteAsync([MetricWriteChecks.Point(trial, 1, 0, ("t", EdgeTexts.HalfPair))], trial.Ended),
                async () => (await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), GroupBy = ["t"] }, trial.Ended)).Select(group => group.Tags["t"])));
    }

    private void Journal(string promise, Func<StorageTrial, IRunJournal, Task> check, string covers) =>
        Add(promise, async trial => await check(trial, (await trial.OpenAsync()).Journal), covers);

    private static async Task NamesAsync(StorageTrial trial, IRunJournal journal, string text)
    {
        var run = trial.Name(text);
        var lease = Expect.NotNull(await journal.LeaseAsync(run, text, StorageTrial.Long, trial.Ended), "the lease");
        Expect.Equal((run, text), (lease.RunId, lease.Owner), "run and owner of the lease");
        await journal.AppendAsync(trial.Append(run, 0) with { Lease = lease, SetTimers = [new(text, TimeSpan.Zero)] }, trial.Ended);
        Expect.Equal(1, (await trial.LoadAsync(journal, run)).Count, "events");
        Expect.Equal(run, Expect.Single(await trial.ListAsync(journal), "runs").RunId, "the run's name");
        var timer = Expect.Single(await trial.DueAsync(journal), "timers");
        Expect.Equal((run, text), (timer.RunId, timer.Id), "run and id of the timer");
        await journal.AppendAsync(trial.Append(run, 1) with { Lease = lease, ClearTimers = [text] }, trial.Ended);
        Expect.Empty(await trial.DueAsync(journal), "timers after the last was cleared");
    }

    private static async Task ContentAsync(StorageTrial trial, IRunJournal journal, string text)
    {
        var json = new JsonObject { [text] = new JsonArray(text) }.ToJsonString();
        await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Events = [new NewEvent("kit_event", json)], Summary = json }, trial.Ended);
        Expect.Equal(json, Expect.Single(await trial.LoadAsync(journal, trial.Name()), "events").Json, "the event");
        Expect.Equal(json, (await trial.EntryAsync(journal, trial.Name())).Summary!, "the summary");
    }

    private static async Task DocumentAsync(StorageTrial trial, IDocumentStore documents, string text)
    {
        var json = new JsonObject { [text] = text }.ToJsonString();
        var version = await documents.PutAsync(trial.Word(), text, json, 0, trial.Ended);
        await documents.PutAsync(trial.Word(), text, json, version, trial.Ended);
        var read = Expect.NotNull(await documents.GetAsync(trial.Word(), text, trial.Ended), "the document");
        Expect.Equal(text, read.Key, "the key");
        Expect.Equal(json, read.Json, "the document");
        Expect.Equal(text, Expect.Single(await trial.DocumentsAsync(documents, trial.Word(), text), "documents with this prefix").Key, "the key in the list");
        Expect.Equal(true, await documents.DeleteAsync(trial.Word(), text, null, trial.Ended), "whether there was one to delete");
    }

    private static async Task TagsAsync(StorageTrial trial, IMetricStore metrics, string text)
    {
        await metrics.WriteAsync([MetricWriteChecks.Point(trial, 1, 0, (text, text)), MetricWriteChecks.Point(trial, 2, 0, (text, "other"))], trial.Ended);
        var groups = await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), GroupBy = [text] }, trial.Ended);
        Expect.Sequence(new[] { (text, 1d), ("other", 2d) }.OrderBy(group => group.Item1, Utf8Order.Comparer), groups.Select(group => (group.Tags[text], group.Sum)), "groups");
        var picked = await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), Where = new Dictionary<string, string> { [text] = text } }, trial.Ended);
        Expect.Equal(1, Expect.Single(picked, "groups of the tag's value").Sum, "the sum");
    }

    private static async Task KeptOrRefusedAsync(Func<Task> write, Func<Task<IEnumerable<string>>> read)
    {
        try
        {
            await write();
        }
        catch (StorageException exception)
        {
            Expect.Equal(StorageFailure.Invalid, exception.Failure, "the class of the refusal");
            Expect.Empty(await read(), "what is there after the refusal");
            return;
        }

        Expect.Sequence([EdgeTexts.HalfPair], await read(), "what was kept");
    }
}
