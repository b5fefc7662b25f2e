using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Omua.Stores.Audit;

/// <summary>
/// Who did what, as a chain of records: each has the hash of the one before. The number of a record is its key, and a record is written only where none is yet: of two
/// writers at once, in one process or two, one comes first and the other goes behind it. The chain shows what was altered or cut; it does not keep anyone from doing it.
/// </summary>
internal sealed class AuditTrail(IDocumentStore documents, TimeProvider time)
{
    /// <summary>The collection of the records, by number.</summary>
    public const string Collection = "audit";

    /// <summary>Where the last record was seen: a hint, so that the chain need not be read for each new record.</summary>
    public const string HintCollection = "audit.hint";

    private const string Hint = "last";
    private const int Page = 500;
    private const int MaxTries = 1_000;

    /// <summary>Writes a record at the end of the chain; durable when it returns.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">What was done, snake_case: <c>run_started</c>, <c>approved</c>, <c>exported</c>.</param>
    /// <param name="subject">To what: the id of a run, the name of a file or store.</param>
    /// <param name="detail">More, where it helps; never a secret.</param>
    /// <param name="cancellationToken">Cancels the call; the record may or may not be there.</param>
    public async Task<AuditEntry> AddAsync(string actor, string action, string subject, JsonNode? detail = null, CancellationToken cancellationToken = default)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var (entry, json) = AuditEntry.Make(await EndAsync(cancellationToken).ConfigureAwait(false), time.GetUtcNow(), actor, action, subject, detail);
            try
            {
                await documents.PutAsync(Collection, Key(entry.Sequence), json, 0, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
            {
                // Another was first: this one goes behind it.
                continue;
            }

            await documents.PutAsync(HintCollection, Hint, $"\"{Key(entry.Sequence)}\"", null, cancellationToken).ConfigureAwait(false);
            return entry;
        }

        throw new StorageException(StorageFailure.Conflict, $"Others wrote to the audit chain {MaxTries} times in a row.");
    }

    /// <summary>The records, in order. One that cannot be read ends it.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var document in AfterAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (AuditEntry.Read(document.Json) is not { } entry)
            {
                yield break;
            }

            yield return entry;
        }
    }

    /// <summary>Looks through the chain from its first record on.</summary>
    /// <param name="anchors">Where the chain stood earlier, as it was noted elsewhere.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<AuditVerdict> VerifyAsync(IReadOnlyList<AuditAnchor> anchors, CancellationToken cancellationToken = default)
    {
        var known = anchors.OrderBy(anchor => anchor.Sequence).ToList();
        var (last, trusted) = (AuditAnchor.None, 0L);
        await foreach (var document in AfterAsync(null, cancellationToken).ConfigureAwait(false))
        {
            var expected = last.Sequence + 1;
            if (document.Key != Key(expected))
            {
                return Bad(last, expected, "was cut: the record after it is there");
            }

            if (AuditEntry.Read(document.Json) is not { } entry || entry.Sequence != expected)
            {
                return Bad(last, expected, "was altered: it is not what its hash was made of");
            }

            if (entry.Previous != last.Hash)
            {
                return Bad(last, last.Sequence, $"was altered: record {expected} was written after another one");
            }

            last = new AuditAnchor(expected, entry.Hash);
            foreach (var anchor in known.Where(anchor => anchor.Sequence == expected))
            {
                if (anchor.Hash != entry.Hash)
                {
                    return Bad(last, trusted + 1, trusted + 1 == expected ? "was altered: its hash is not that of the anchor" : $"or one up to {expected} was altered, and all from it on written anew: record {expected} is not that of the anchor");
                }

                trusted = expected;
            }
        }

        return known.Count > 0 && known[^1].Sequence > last.Sequence
            ? Bad(last, last.Sequence + 1, $"was cut: the anchor knows {known[^1].Sequence} records")
            : new AuditVerdict(last.Sequence, last, null, null);
    }

    private static AuditVerdict Bad(AuditAnchor last, long first, string problem) =>
        new(Math.Min(last.Sequence, first - 1), last, Math.Max(first, 1), $"record {Math.Max(first, 1).ToString(CultureInfo.InvariantCulture)} {problem}");

    private static string Key(long sequence) => sequence.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The last record. The hint says from where on to look; where it is wrong, the whole chain is read.</summary>
    private async Task<AuditAnchor> EndAsync(CancellationToken cancellationToken)
    {
        var hint = await documents.GetAsync(HintCollection, Hint, cancellationToken).ConfigureAwait(false) is { } said && JsonNode.Parse(said.Json) is JsonValue value && value.TryGetValue<string>(out var key) ? key : null;
        var last = hint is null ? null : await documents.GetAsync(Collection, hint, cancellationToken).ConfigureAwait(false);
        await foreach (var document in AfterAsync(last?.Key, cancellationToken).ConfigureAwait(false))
        {
            last = document;
        }

        return last is null ? AuditAnchor.None
            : AuditEntry.Read(last.Json) is { } entry && Key(entry.Sequence) == last.Key ? new AuditAnchor(entry.Sequence, entry.Hash)
            : throw new StorageException(StorageFailure.Damaged, $"The last record of the audit chain ({last.Key}) was altered; 'omua storage verify' names the first.");
    }

    private async IAsyncEnumerable<Document> AfterAsync(string? key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A key is a cursor in no store but its own: from the last known on, number by number, then page by page.
        string? cursor = null;
        if (key is not null)
        {
            for (var next = long.Parse(key, CultureInfo.InvariantCulture) + 1; ; next++)
            {
                if (await documents.GetAsync(Collection, Key(next), cancellationToken).ConfigureAwait(false) is not { } document)
                {
                    yield break;
                }

                yield return document;
            }
        }

        do
        {
            var page = await documents.ListAsync(Collection, "", Page, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var document in page.Items)
            {
                yield return document;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
