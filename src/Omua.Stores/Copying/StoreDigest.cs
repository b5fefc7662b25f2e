using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omua.Stores.Copying;

/// <summary>
/// What a store holds, as counts and hashes: equal stores of any two backends have equal digests. Times count to the millisecond, which is what every store keeps. Leases and
/// the versions of documents are a store's own and do not count.
/// </summary>
internal sealed record StoreDigest(long Runs, long Events, string RunHash, long Documents, string DocumentHash, long Points, string PointHash)
{
    public static async Task<StoreDigest> OfAsync(IStorageBackend store, CancellationToken cancellationToken)
    {
        var (runs, events, runHash) = await RunsAsync(store.Journal, cancellationToken).ConfigureAwait(false);
        var (documents, documentHash) = await DocumentsAsync(store.Documents, cancellationToken).ConfigureAwait(false);
        var (points, pointHash) = await PointsAsync(store.Metrics, cancellationToken).ConfigureAwait(false);
        return new StoreDigest(runs, events, runHash, documents, documentHash, points, pointHash);
    }

    private static async Task<(long Runs, long Events, string Hash)> RunsAsync(IRunJournal journal, CancellationToken cancellationToken)
    {
        var (runs, events, sum) = (0L, 0L, new HashSum());
        await foreach (var run in StorePages.RunsAsync(journal, cancellationToken).ConfigureAwait(false))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(hash, run.RunId, run.IsOpen ? "open" : "closed", run.Summary ?? "", Time(run.CreatedAt), Time(run.UpdatedAt));
            await foreach (var each in journal.LoadAsync(run.RunId, 0, cancellationToken).ConfigureAwait(false))
            {
                Add(hash, each.Sequence.ToString(CultureInfo.InvariantCulture), each.Kind, each.Json, Time(each.RecordedAt));
                events++;
            }

            foreach (var timer in await journal.TimersAsync(run.RunId, cancellationToken).ConfigureAwait(false))
            {
                Add(hash, "timer", timer.Id);
            }

            sum.Add(hash.GetHashAndReset());
            runs++;
        }

        return (runs, events, sum.ToString());
    }

    private static async Task<(long Documents, string Hash)> DocumentsAsync(IDocumentStore documents, CancellationToken cancellationToken)
    {
        var count = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var collection in (await documents.CollectionsAsync(cancellationToken).ConfigureAwait(false)).Where(collection => collection != StoreCopy.NotesCollection))
        {
            await foreach (var document in StorePages.DocumentsAsync(documents, collection, "", cancellationToken).ConfigureAwait(false))
            {
                Add(hash, collection, document.Key, document.Json);
                count++;
            }
        }

        return (count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<(long Points, string Hash)> PointsAsync(IMetricStore metrics, CancellationToken cancellationToken)
    {
        // Points of one instant come in any order: their hashes are summed.
        var (count, sum) = (0L, new HashSum());
        foreach (var name in await metrics.NamesAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var point in metrics.ReadAsync(new MetricQuery { Name = name }, cancellationToken).ConfigureAwait(false))
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                Add(hash, name, Time(point.Timestamp), BitConverter.DoubleToInt64Bits(point.Value).ToString(CultureInfo.InvariantCulture));
                foreach (var (tag, value) in point.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
                {
                    Add(hash, tag, value);
                }

                sum.Add(hash.GetHashAndReset());
                count++;
            }
        }

        return (count, sum.ToString());
    }

    private static string Time(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Each text with its length before it, so that no two lists of texts read alike.</summary>
    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
