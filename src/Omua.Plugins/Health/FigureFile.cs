using System.Globalization;
using System.Text;
using Omua.Plugins.Guard;

namespace Omua.Plugins.Health;

/// <summary>
/// The figures of all plugins of a home: one small file, one line a plugin, replaced as a whole. Processes take turns by a lock beside it. It is read by who asks for
/// figures and written when a process that called plugins ends: no start pays for it.
/// </summary>
internal sealed class FigureFile(string homeDirectory, TimeProvider time)
{
    private const int MostPlugins = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly string _file = Path.Combine(homeDirectory, "figures.tsv");

    /// <summary>By plugin. What cannot be read is as if it had not been counted.</summary>
    public IReadOnlyDictionary<string, PluginRecord> Read()
    {
        try
        {
            return File.Exists(_file)
                ? File.ReadLines(_file).Select(Parse).OfType<PluginRecord>().DistinctBy(record => record.Plugin).ToDictionary(record => record.Plugin, StringComparer.Ordinal)
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Dictionary<string, PluginRecord>();
        }
    }

    /// <summary>Adds what was counted. False where the home cannot be written to, or others write for longer than a moment: figures are not worth waiting for.</summary>
    public async Task<bool> AddAsync(IReadOnlyList<PluginRecord> counted)
    {
        try
        {
            Directory.CreateDirectory(homeDirectory);
            using var turn = await TurnAsync().ConfigureAwait(false);
            if (turn is null)
            {
                return false;
            }

            var all = new Dictionary<string, PluginRecord>(Read(), StringComparer.Ordinal);
            foreach (var record in counted)
            {
                all[record.Plugin] = all.TryGetValue(record.Plugin, out var before) ? before.With(record) : record;
            }

            AtomicFile.Write(_file, Encoding.UTF8.GetBytes(string.Concat(all.Values.OrderByDescending(record => record.Updated).Take(MostPlugins).Select(Line))));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<FileStream?> TurnAsync()
    {
        for (var began = time.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, time).ConfigureAwait(false);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private static string Line(PluginRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{record.Plugin}\t{record.Hash}\t{record.Since:O}\t{record.Updated:O}\t{record.Calls}\t{record.Failures}\t{record.LoadTime?.Ticks}\t{string.Join(',', record.Latency.Index().Where(bucket => bucket.Item != 0).Select(bucket => $"{bucket.Index}:{bucket.Item}"))}\n");

    private static PluginRecord? Parse(string line)
    {
        if (line.Split('\t') is not [var plugin, var hash, var since, var updated, var calls, var failures, var load, var latency]
            || !Moment(since, out var from) || !Moment(updated, out var last) || !Count(calls, out var made) || !Count(failures, out var failed))
        {
            return null;
        }

        var buckets = new long[LatencyHistogram.BucketCount];
        foreach (var pair in latency.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split(':') is not [var at, var count] || !Count(at, out var bucket) || !Count(count, out var weight) || bucket >= buckets.Length)
            {
                return null;
            }

            buckets[bucket] = weight;
        }

        return new PluginRecord(plugin, hash)
        {
            Since = from, Updated = last, Calls = made, Failures = failed, LoadTime = Count(load, out var ticks) ? TimeSpan.FromTicks(ticks) : null, Latency = buckets,
        };
    }

    private static bool Moment(string text, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);

    private static bool Count(string text, out long count) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
