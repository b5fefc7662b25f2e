using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Omua.Abstractions;

/// <summary>
/// The limits of the storage contract, and the checks of them. A backend calls these before it touches anything, so that every backend refuses the same:
/// each throws a <see cref="StorageException"/> of the class <see cref="StorageFailure.Invalid"/> or <see cref="StorageFailure.TooLarge"/>.
/// </summary>
public static class StorageArguments
{
    /// <summary>Largest event or document, in bytes as UTF-8.</summary>
    public const int MaxJsonBytes = 16 * 1024 * 1024;

    /// <summary>Largest summary of a run, in bytes as UTF-8.</summary>
    public const int MaxSummaryBytes = 64 * 1024;

    /// <summary>Longest name of a run, owner, timer, event kind, metric or tag, in UTF-16 characters.</summary>
    public const int MaxName = 200;

    /// <summary>Longest name of a collection, in characters.</summary>
    public const int MaxCollection = 100;

    /// <summary>Longest key of a document, in characters.</summary>
    public const int MaxKey = 400;

    /// <summary>Longest value of a tag, in characters.</summary>
    public const int MaxTagValue = 1_000;

    /// <summary>Most tags of a point.</summary>
    public const int MaxTags = 32;

    /// <summary>Longest lease.</summary>
    public static TimeSpan MaxLease => TimeSpan.FromDays(1);

    /// <summary>Most items of a page.</summary>
    public const int MaxPage = 1_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks an append: names, sequence, JSON, sizes, delays.</summary>
    public static void Check(JournalAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        CheckName(append.RunId, "A run's name");
        Require(append.ExpectedSequence >= 0, $"The expected sequence is {append.ExpectedSequence}; 0 or more is.");
        Require(append.Events.Count > 0, "An append needs at least one event.");
        foreach (var each in append.Events)
        {
            CheckName(each.Kind, "An event's kind");
            CheckJson(each.Json, MaxJsonBytes, "An event");
        }

        if (append.Summary is { } summary)
        {
            CheckJson(summary, MaxSummaryBytes, "A summary");
        }

        foreach (var timer in append.SetTimers)
        {
            CheckName(timer.Id, "A timer's id");
            Require(timer.Delay >= TimeSpan.Zero, $"The timer {timer.Id} has a delay of {timer.Delay}; zero or more is.");
        }
    }

    /// <summary>Checks what a lease is asked for with.</summary>
    public static void CheckLease(string runId, string owner, TimeSpan duration)
    {
        CheckName(runId, "A run's name");
        CheckName(owner, "An owner");
        Require(duration > TimeSpan.Zero && duration <= MaxLease, $"A lease of {duration} is outside above zero to one day.");
    }

    /// <summary>Checks points: names, tags, finite values.</summary>
    public static void Check(IReadOnlyList<MetricPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        foreach (var point in points)
        {
            CheckWord(point.Name, MaxName, "A metric's name");
            Require(double.IsFinite(point.Value), $"A point of {point.Name} at {point.Timestamp:O} has a value that is not a finite number.");
            Require(point.Tags.Count <= MaxTags, $"A point of {point.Name} has {point.Tags.Count} tags; at most {MaxTags} are.");
            foreach (var (tag, value) in point.Tags)
            {
                CheckName(tag, "A tag's name");
                CheckText(value, MaxTagValue, "A tag's value", StorageFailure.Invalid);
            }
        }
    }

    /// <summary>Checks a query: a metric, and buckets of whole milliseconds.</summary>
    public static void Check(MetricQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckWord(query.Name, MaxName, "A metric's name");
        Require(query.Bucket is not { } bucket || (bucket >= TimeSpan.FromMilliseconds(1) && bucket.Ticks % TimeSpan.TicksPerMillisecond == 0),
            $"A bucket is {query.Bucket}; whole milliseconds above zero are.");
    }

    /// <summary>Checks the place of a document.</summary>
    public static void CheckKey(string collection, string key)
    {
        CheckWord(collection, MaxCollection, "A collection's name");
        Require(!string.IsNullOrEmpty(key), "A key is empty.");
        CheckText(key, MaxKey, "A key", StorageFailure.TooLarge);
    }

    /// <summary>Checks a document to be written.</summary>
    public static void CheckDocument(string collection, string key, string json)
    {
        CheckKey(collection, key);
        CheckJson(json, MaxJsonBytes, "A document");
    }

    /// <summary>Checks the size of a page: 1 to 1,000.</summary>
    public static void CheckPage(int limit) => Require(limit is >= 1 and <= MaxPage, $"A limit of {limit} is outside 1 to 1,000.");

    private static void CheckName(string? name, string what)
    {
        Require(!string.IsNullOrEmpty(name), $"{what} is empty.");
        CheckText(name!, MaxName, what, StorageFailure.Invalid);
    }

    private static void CheckWord(string? word, int limit, string what)
    {
        Require(!string.IsNullOrEmpty(word), $"{what} is empty.");
        CheckText(word, limit, what, StorageFailure.TooLarge);
        Require(word!.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '.'), $"{what} has other characters than a-z, 0-9, _ and the dot.");
    }

    private static void CheckText(string? text, int limit, string what, StorageFailure failure)
    {
        Require(text is not null, $"{what} is null.");
        if (text!.Length > limit)
        {
            throw new StorageException(failure, $"{what} has {text.Length} characters; at most {limit} are.");
        }

        for (var index = 0; index < text.Length; index++)
        {
            Require(text[index] != '\0', $"{what} has a U+0000.");
            if (char.IsSurrogate(text[index]))
            {
                Require(index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]), $"{what} has half of a surrogate pair.");
                index++;
            }
        }
    }

    private static void CheckJson(string? json, int limit, string what)
    {
        Require(json is not null, $"{what} is null.");
        var size = Encoding.UTF8.GetByteCount(json!);
        if (size > limit)
        {
            throw new StorageException(StorageFailure.TooLarge, $"{what} has {size} bytes; at most {limit} are.");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, Strict.GetBytes(json, buffer)));
            while (reader.Read())
            {
                // Only whether it can be read.
            }
        }
        catch (Exception exception) when (exception is JsonException or EncoderFallbackException)
        {
            throw new StorageException(StorageFailure.Invalid, $"{what} is not JSON, or nested more than 64 deep.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new StorageException(StorageFailure.Invalid, otherwise);
        }
    }
}
