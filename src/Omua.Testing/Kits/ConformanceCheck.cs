namespace Omua.Testing;

/// <summary>One promise of a contract, and how to try it.</summary>
public sealed class ConformanceCheck
{
    internal ConformanceCheck(string group, string promise, IReadOnlyList<string> covers, Func<PluginUnderTest, CancellationToken, Task> tryAsync)
    {
        (Group, Promise, Covers, TryAsync) = (group, promise, covers, tryAsync);
    }

    /// <summary>What it belongs to: <c>journal.append</c>.</summary>
    public string Group { get; }

    /// <summary>The promise, in words.</summary>
    public string Promise { get; }

    /// <summary>Group and promise; unique in the kit.</summary>
    public string Name => $"{Group}: {Promise}";

    /// <summary>Members of the contract that it tries: <c>IRunJournal.AppendAsync</c>.</summary>
    public IReadOnlyList<string> Covers { get; }

    /// <summary>Throws <see cref="CheckFailedException"/> where the promise is broken, <see cref="CheckSkippedException"/> where it cannot be tried.</summary>
    internal Func<PluginUnderTest, CancellationToken, Task> TryAsync { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
