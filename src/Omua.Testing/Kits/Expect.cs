using System.Collections;
using System.Globalization;

namespace Omua.Testing;

/// <summary>What checks ask. Each failure says what was expected and what was seen.</summary>
internal static class Expect
{
    private const int Shown = 200;

    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CheckFailedException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {Text(expected)}, got {Text(actual)}");

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (left, right) = (expected.ToList(), actual.ToList());
        That(left.SequenceEqual(right), $"{what}: expected {Text(left)}, got {Text(right)}");
    }

    public static void Empty<T>(IEnumerable<T> actual, string what) => Sequence([], actual, what);

    public static T NotNull<T>(T? actual, string what) where T : class => actual ?? throw new CheckFailedException($"{what}: expected one, got none");

    public static T Single<T>(IEnumerable<T> actual, string what)
    {
        var items = actual.ToList();
        That(items.Count == 1, $"{what}: expected exactly one, got {Text(items)}");
        return items[0];
    }

    /// <summary>The call must fail in one of the classes. What arguments do not fit may be thrown at once or through the task.</summary>
    public static async Task<StorageException> FailsAsync(Func<Task> call, params IReadOnlyList<StorageFailure> failures)
    {
        var wanted = $"expected a StorageException of the class {string.Join(" or ", failures)}";
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            That(failures.Contains(exception.Failure), $"{wanted}, got the class {exception.Failure}: {exception.Message}");
            That(!string.IsNullOrWhiteSpace(exception.Message), $"the StorageException of the class {exception.Failure} says nothing");
            return exception;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new CheckFailedException($"{wanted}, got {exception.GetType().Name}: {exception.Message}", exception);
        }

        throw new CheckFailedException($"{wanted}, but the call succeeded");
    }

    /// <summary>The call must end by cancellation.</summary>
    public static async Task CancelsAsync(Func<Task> call, string what)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new CheckFailedException($"{what}: expected OperationCanceledException, but the call succeeded");
    }

    private static string Text(object? value)
    {
        var text = value switch
        {
            null => "nothing",
            string plain => $"\"{plain}\"",
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Take(20).Select(Text))}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.Length <= Shown ? text : $"{text[..Shown]}… ({text.Length} characters)";
    }
}
