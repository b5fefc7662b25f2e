namespace Omua.Agents.Tasks;

/// <summary>The rows of one channel of a dataset whose rows name theirs.</summary>
internal static class ChannelRows
{
    public static bool Has(PerformanceDataset dataset, string channel) =>
        dataset.Channel is null && dataset.Table.HasDimension(DimensionNames.Channel) && dataset.Table.Values(DimensionNames.Channel).Contains(channel);

    public static PerformanceDataset Of(PerformanceDataset dataset, string channel)
    {
        if (!Has(dataset, channel))
        {
            throw new TaskRejectedException($"dataset '{dataset.Name}' has no rows whose channel is '{channel}'.");
        }

        return new PerformanceDataset
        {
            Name = dataset.Name,
            Kind = dataset.Kind,
            Format = dataset.Format,
            Channel = channel,
            Window = dataset.Window,
            IsSimulated = dataset.IsSimulated,
            IsYearAssumed = dataset.IsYearAssumed,
            Quality = dataset.Quality,
            Table = Only(dataset.Table, DimensionNames.Channel, channel),
        };
    }

    public static PerformanceTable Only(PerformanceTable table, string dimension, string value)
    {
        string[] dimensions = [.. table.Dimensions];
        string[] measures = [.. table.Measures];
        var builder = new PerformanceTableBuilder(dimensions, measures, table.HasDays);
        var wanted = table.Values(dimension).ToList().IndexOf(value);
        var codes = table.Codes(dimension);
        var (values, sums) = (new string[dimensions.Length], new double[measures.Length]);
        for (var row = 0; row < table.RowCount; row++)
        {
            if (codes[row] != wanted)
            {
                continue;
            }

            for (var index = 0; index < dimensions.Length; index++)
            {
                values[index] = table.Values(dimensions[index])[table.Codes(dimensions[index])[row]];
            }

            for (var index = 0; index < measures.Length; index++)
            {
                sums[index] = table.Measure(measures[index])[row];
            }

            builder.Add(table.HasDays ? table.Days[row] : 0, values, sums);
        }

        return builder.Build();
    }
}
