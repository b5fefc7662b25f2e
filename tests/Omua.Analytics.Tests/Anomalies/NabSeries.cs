using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests;

/// <summary>The six ad-exchange series of the Numenta Anomaly Benchmark, with their labelled windows.</summary>
internal static class NabSeries
{
    public static IReadOnlyList<(TimeSeries Series, IReadOnlyList<LabelledWindow> Windows)> All()
    {
        var folder = ReferenceFolder.Find("nab");
        var labels = LabelledWindows.Read(Path.Combine(folder, "combined_windows.json"));
        return [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(file => TimeTableReader.Read(file))
            .Select(table => (new TimeSeries { Name = table.Name, Times = table.Times, Values = table.Number("value") }, labels.Of(table.Name)!))];
    }
}
