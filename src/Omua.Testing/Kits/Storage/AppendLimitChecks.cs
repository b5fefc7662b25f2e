namespace Omua.Testing;

/// <summary>What an append must refuse, and how large one may be.</summary>
internal sealed class AppendLimitChecks : StorageChecks
{
    private const int LargestEvent = 16_000_000;
    private const int LargestSummary = 64_000;

    public AppendLimitChecks()
        : base("journal.limits", typeof(IRunJournal), nameof(IRunJournal.AppendAsync))
    {
        Refuses("no events", append => append with { Events = [] }, StorageFailure.Invalid);
        Refuses("a run without a name", append => append with { RunId = "" }, StorageFailure.Invalid);
        Refuses("a run's name of 201 characters", append => append with { RunId = new string('r', 201) }, StorageFailure.Invalid, StorageFailure.TooLarge);
        Refuses("a run's name with a NUL", append => append with { RunId = append.RunId + "\0" }, StorageFailure.Invalid);
        Refuses("a timer id with a NUL", append => append with { SetTimers = [new("t\0", TimeSpan.Zero)] }, StorageFailure.Invalid);
        Refuses("a negative sequence", append => append with { ExpectedSequence = -1 }, StorageFailure.Invalid);
        Refuses("a timer with a negative delay", append => append with { SetTimers = [new("t", TimeSpan.FromSeconds(-1))] }, StorageFailure.Invalid);
        Refuses("a timer id of 201 characters", append => append with { SetTimers = [new(new string('t', 201), TimeSpan.Zero)] }, StorageFailure.Invalid, StorageFailure.TooLarge);
        Refuses("an event without a kind", append => append with { Events = [new("", "{}")] }, StorageFailure.Invalid);
        foreach (var text in new[] { "", " ", "{", "{\"a\":1}x", "nope", "{'a':1}", "NaN", "[1,]" })
        {
            Refuses($"an event that is not JSON: {(text.Length == 0 ? "nothing" : $"'{text}'")}", append => append with { Events = [new("kit_event", "{}"), new("kit_event", text)] }, StorageFailure.Invalid);
        }

        Refuses("a summary that is not JSON", append => append with { Summary = "{" }, StorageFailure.Invalid);
        Refuses("an event over 16 MB", append => append with { Events = [new("kit_event", "{}"), new("kit_event", Sized(16 * 1024 * 1024 + 1))] }, StorageFailure.TooLarge);
        Refuses("an event over 16 MB that has fewer characters", append => append with { Events = [new("kit_event", $"\"{new string('ä', 8 * 1024 * 1024)}\"")] }, StorageFailure.TooLarge);
        Refuses("a summary over 64 kB", append => append with { Summary = Sized(64 * 1024 + 1) }, StorageFailure.TooLarge);
        Journal("takes an event of 16 MB", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Events = [new("small", "1"), new("large", Sized(LargestEvent)), new("small", "2")] }, trial.Ended);
            var events = await trial.LoadAsync(journal, trial.Name());
            Expect.Sequence(["small", "large", "small"], events.Select(each => each.Kind), "kinds");
            Expect.That(events[1].Json == Sized(LargestEvent), "the large event came back changed");
        });
        Journal("takes a summary of 64 kB", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Summary = Sized(LargestSummary) }, trial.Ended);
            Expect.That((await trial.EntryAsync(journal, trial.Name())).Summary == Sized(LargestSummary), "the summary came back changed");
        });
        Journal("takes a run's name of 200 characters", async (trial, journal) =>
        {
            var run = trial.Name().PadRight(200, '語');
            await journal.AppendAsync(trial.Append(run, 0), trial.Ended);
            Expect.Equal(1, (await trial.LoadAsync(journal, run)).Count, "events of the run");
            Expect.Equal(run, (await trial.EntryAsync(journal, run)).RunId, "the run's name");
        });
        foreach (var text in new[] { "{ \"a\" : 1.0 }", "{\"b\":1,\"a\":2,\"b\":3}", " [1,\r\n\t2] ", "\"\\u00e4\\ud83d\\ude00\\/\"", "\"\\u0000\"", "\"\\ud800\"", "1e2" })
        {
            Journal($"keeps the JSON {text.ReplaceLineEndings(" ")} character by character", async (trial, journal) =>
            {
                await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Events = [new("kit_event", text)], Summary = text }, trial.Ended);
                Expect.Equal(text, Expect.Single(await trial.LoadAsync(journal, trial.Name()), "events").Json, "the event");
                Expect.Equal(text, (await trial.EntryAsync(journal, trial.Name())).Summary, "the summary");
            });
        }

        foreach (var number in new[] { "12345678901234567890123456789", "0.1234567890123456789012345", "-0", "1E400", "1e-400", "9007199254740993", "100.00" })
        {
            Journal($"keeps the number {number} as it is", async (trial, journal) =>
            {
                await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Events = [new("kit_event", $$"""{"n":{{number}}}""")] }, trial.Ended);
                Expect.Equal($$"""{"n":{{number}}}""", Expect.Single(await trial.LoadAsync(journal, trial.Name()), "events").Json, "the event");
            });
        }

        Journal("keeps JSON that is nested 60 deep", async (trial, journal) =>
        {
            var deep = new string('[', 60) + new string(']', 60);
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Events = [new("kit_event", deep)] }, trial.Ended);
            Expect.Equal(deep, Expect.Single(await trial.LoadAsync(journal, trial.Name()), "events").Json, "the event");
        });
    }

    /// <summary>JSON text of exactly so many bytes.</summary>
    public static string Sized(int bytes) => $"\"{new string('x', bytes - 2)}\"";

    private void Refuses(string what, Func<JournalAppend, JournalAppend> spoil, params IReadOnlyList<StorageFailure> failures) =>
        Journal($"refuses {what}, and writes nothing", async (trial, journal) =>
        {
            var append = spoil(trial.Append(trial.Name(), 0));
            await Expect.FailsAsync(() => journal.AppendAsync(append, trial.Ended), failures);
            Expect.Empty(await trial.ListAsync(journal), "runs after the refusal");
            Expect.Empty(await trial.DueAsync(journal), "timers after the refusal");
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended), "the sequence after the refusal");
        });
}
