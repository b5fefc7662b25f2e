using System.Globalization;
using System.Text.Json.Nodes;

namespace Omua.Cli.Acting;

/// <summary>
/// What is moved on one day, by all runs on one store: an entry for each proposal, made before it is applied and never taken back. An application that came to nothing therefore
/// counts until its day is over, which errs on the safe side; one that is tried again finds its own entry and counts once.
/// </summary>
internal sealed class DayLedger(IDocumentStore documents, ActingSettings settings)
{
    private const int LongestFight = 1000;

    public static string KeyOf(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"day/{moment.UtcDateTime:yyyy-MM-dd}");

    /// <summary>Reserves all changes of a run, or none.</summary>
    /// <exception cref="FaultException">A cap leaves no room.</exception>
    public async Task ReserveAsync(string runId, IReadOnlyList<SpendChange> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < LongestFight; attempt++)
        {
            var document = await documents.GetAsync(ActingDesk.Collection, KeyOf(now), cancellationToken);
            var entries = document is null ? [] : JsonNode.Parse(document.Json)!.AsObject();
            var added = With(entries, runId, changes);
            if (Faults(added, changes) is { Count: > 0 } faults)
            {
                throw new FaultException(faults);
            }

            if (await ActingDesk.PutAsync(documents, KeyOf(now), added, document?.Version ?? 0, cancellationToken))
            {
                return;
            }
        }

        throw new FaultException(ActingFaults.Busy);
    }

    /// <summary>What the caps would say; nothing is reserved.</summary>
    public async Task<IReadOnlyList<Fault>> TryAsync(string runId, IReadOnlyList<SpendChange> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(ActingDesk.Collection, KeyOf(now), cancellationToken);
        return Faults(With(document is null ? [] : JsonNode.Parse(document.Json)!.AsObject(), runId, changes), changes);
    }

    /// <summary>What stands reserved for a day.</summary>
    public static decimal Sum(string json) => JsonNode.Parse(json)!.AsObject().Sum(each => (decimal)each.Value!["moved"]!);

    private static JsonObject With(JsonObject entries, string runId, IReadOnlyList<SpendChange> changes)
    {
        foreach (var change in changes)
        {
            // The greater of the two where there is one already: it may have been used meanwhile.
            var key = $"{runId}/{change.Proposal.Id}";
            entries[key] = new JsonObject { ["campaign"] = change.Campaign, ["moved"] = Math.Max(change.Moved, (decimal?)entries[key]?["moved"] ?? 0), ["currency"] = change.Currency };
        }

        return entries;
    }

    private List<Fault> Faults(JsonObject entries, IReadOnlyList<SpendChange> changes)
    {
        var faults = new List<Fault>();
        decimal Sum(Func<JsonNode, bool> counts) => entries.Where(each => counts(each.Value!)).Sum(each => (decimal)each.Value!["moved"]!);
        if (settings.Caps.Day is { } day && Sum(_ => true) is var all && all > day)
        {
            faults.Add(ActingFaults.Capped("acting.caps.day", day, all, settings.Currency));
        }

        foreach (var campaign in changes.Select(change => change.Campaign).Distinct(StringComparer.Ordinal))
        {
            if (settings.Caps.Campaign is { } cap && Sum(entry => (string?)entry["campaign"] == campaign) is var one && one > cap)
            {
                faults.Add(ActingFaults.Capped($"acting.caps.campaign for {campaign}", cap, one, settings.Currency));
            }
        }

        return faults;
    }
}
