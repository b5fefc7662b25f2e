using System.Text.Json.Nodes;

namespace Omua.Engine.Tests;

/// <summary>A journal that a released version wrote, as <c>omua workflow status --json</c> showed it. These files are never changed.</summary>
internal static class GoldenJournal
{
    public static IReadOnlyList<JournalEvent> Read(string name)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Journals", $"{name}.json")))!;
        return [.. document["events"]!.AsArray().Select(each => new JournalEvent(
            (long)each!["sequence"]!, (string)each["kind"]!, each["event"]!.ToJsonString(), (DateTimeOffset)each["recorded_at"]!))];
    }

    /// <summary>Puts the first events of a journal into a store, as a process leaves them that was killed after their commit.</summary>
    public static async Task RestoreAsync(IStorageBackend storage, string runId, IEnumerable<JournalEvent> events) => await storage.Journal.AppendAsync(new JournalAppend
    {
        RunId = runId, ExpectedSequence = 0, IsOpen = true, Events = [.. events.Select(each => new NewEvent(each.Kind, each.Json))],
    });
}
