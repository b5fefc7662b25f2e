using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>The results that an attempt is given: each is read from what was recorded, and only when the agent looks at it. Whatever the agent does to it stays its own.</summary>
internal sealed class PreviousResults : IReadOnlyDictionary<string, TaskResult>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskState> _recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskResult> _read = new(StringComparer.Ordinal);

    private PreviousResults()
    {
    }

    public static IReadOnlyDictionary<string, TaskResult> None { get; } = new PreviousResults();

    public IEnumerable<string> Keys => _recorded.Keys;

    public IEnumerable<TaskResult> Values => Keys.Select(key => this[key]);

    public int Count => _recorded.Count;

    public TaskResult this[string key] => TryGetValue(key, out var result) ? result : throw new KeyNotFoundException($"There is no result of '{key}': the task does not depend on it, or it has none.");

    public static IReadOnlyDictionary<string, TaskResult> Of(RunState run, TaskSpec task)
    {
        PreviousResults? previous = null;
        for (var index = 0; index < task.Dependencies.Count; index++)
        {
            if (run.Tasks[task.Dependencies[index]] is { Result: not null } on)
            {
                (previous ??= new())._recorded[on.Spec.Id] = on;
            }
        }

        return previous ?? None;
    }

    public bool ContainsKey(string key) => _recorded.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TaskResult value)
    {
        lock (_gate)
        {
            if (!_read.TryGetValue(key, out value) && _recorded.TryGetValue(key, out var task))
            {
                _read[key] = value = TaskResultJson.Read(task.ResultJson ?? TaskResultJson.Text(task.Result!));
            }

            return value is not null;
        }
    }

    public IEnumerator<KeyValuePair<string, TaskResult>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
