namespace Omua.Agents.Tasks;

/// <summary>Reads what a task was planned with, and says plainly what is missing.</summary>
internal sealed class TaskParameters(TaskSpec task)
{
    public string Text(string name) => OptionalText(name)
        ?? throw new TaskRejectedException($"task '{task.Id}' has no parameter '{name}'; give it as text.");

    public string? OptionalText(string name) =>
        task.Parameters[name] is not { } node ? null
        : node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text
        : throw new TaskRejectedException($"parameter '{name}' of task '{task.Id}' is not a text; write it in quotes.");

    public IReadOnlyList<string> Texts(string name) =>
        task.Parameters[name] is not JsonArray { Count: > 0 } items
            ? throw new TaskRejectedException($"task '{task.Id}' has no parameter '{name}'; give it as a list of texts.")
            : [.. items.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text)
                ? text : throw new TaskRejectedException($"parameter '{name}' of task '{task.Id}' holds something that is not a text."))];

    public PerformanceDataset Dataset(ContextData context)
    {
        var dataset = Performance(context, Text("dataset"));
        return OptionalText("channel") is { } channel ? ChannelRows.Of(dataset, channel) : dataset;
    }

    /// <summary>The dataset that the task names, of a kind that it can use.</summary>
    public TDataset Dataset<TDataset>(ContextData context, Func<TDataset, bool> fits)
        where TDataset : Dataset
    {
        var (name, there) = (Text("dataset"), context.Datasets.OfType<TDataset>().Where(fits).ToList());
        return there.Find(dataset => dataset.Name == name) ?? throw new TaskRejectedException(
            $"task '{task.Id}' asks for the dataset '{name}', which this run does not have in a kind that it can use; it has: {string.Join(", ", there.Select(dataset => dataset.Name))}.");
    }

    public IReadOnlyList<PerformanceDataset> Datasets(ContextData context) => [.. Texts("datasets").Select(name => Performance(context, name))];

    public string Dimension(PerformanceDataset dataset)
    {
        var dimension = Text("dimension");
        return dataset.Table.HasDimension(dimension)
            ? dimension
            : throw new TaskRejectedException(
                $"dataset '{dataset.Name}' has no dimension '{dimension}'; use one of: {string.Join(", ", dataset.Table.Dimensions)}.");
    }

    private PerformanceDataset Performance(ContextData context, string name)
    {
        var there = context.Datasets.OfType<PerformanceDataset>().ToList();
        return there.Find(dataset => dataset.Name == name) ?? throw new TaskRejectedException(
            $"task '{task.Id}' asks for the performance dataset '{name}', which is not in this run; it has: {string.Join(", ", there.Select(dataset => dataset.Name))}.");
    }
}
