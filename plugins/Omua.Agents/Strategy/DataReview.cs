using Omua.Agents.Figures;

namespace Omua.Agents.Strategy;

/// <summary>What a reader must know of the data before any figure: refused and repeated rows, missing days, currencies, channels that nobody named.</summary>
internal static class DataReview
{
    public static TaskResult Of(TaskSpec task, string agent, IReadOnlyList<Dataset> datasets, UserAcquisitionOptions options)
    {
        var findings = new List<Finding>();
        var reviewed = new JsonArray();
        foreach (var dataset in datasets)
        {
            findings.AddRange(Findings(agent, dataset, options));
            reviewed.Add((JsonNode)Json(dataset));
        }

        return TaskResult.Completed(task, new JsonObject { ["datasets"] = reviewed }) with { Findings = findings };
    }

    private static IEnumerable<Finding> Findings(string agent, Dataset dataset, UserAcquisitionOptions options)
    {
        var quality = dataset.Quality;
        var name = Wording.Name(dataset.Name);
        Finding New(string what, string title, FindingSeverity severity, Evidence evidence, string? advice = null) => new()
        {
            Id = $"{agent}.data_review.{Slug.Of(dataset.Name)}.{what}",
            Title = title,
            Severity = severity,
            Agent = agent,
            Evidence = [evidence],
            Advice = advice,
        };

        var all = quality.RowsRead + quality.RowsRefused;
        if (quality.RowsRefused > 0)
        {
            var share = (double)quality.RowsRefused / all;
            yield return New("refused", $"{quality.RowsRefused} of {all} rows of {name} were refused ({Wording.Share(share)}).",
                share > options.MaxRefusedShare ? FindingSeverity.Critical : FindingSeverity.Warning,
                Count("rows_refused", quality.RowsRefused, "count(rows refused)", dataset, quality.Refused is [var first, ..] ? $"first: {first.File} line {first.Line}: {first.Reason}" : null),
                "Correct or leave out the rows that the quality report lists.");
        }

        if (quality.Duplicates > 0)
        {
            yield return New("duplicates", $"{quality.Duplicates} rows of {name} repeat an earlier row exactly; they are counted, since an export may hold honest repeats.",
                (double)quality.Duplicates / all > options.MaxRefusedShare ? FindingSeverity.Warning : FindingSeverity.Info, Count("duplicates", quality.Duplicates, "count(rows equal to an earlier row)", dataset), "Check in the source whether they were booked twice.");
        }

        // Nothing is planned for rows at another grain of the same spend, so their gaps change no figure.
        if (quality.Gaps.Count > 0 && dataset is not PerformanceDataset { SameSpendAs: not null })
        {
            var days = quality.Gaps.Sum(gap => gap.Days);
            yield return New("gaps", $"{days} day(s) inside the window of {name} have no row, first {First(quality.Gaps[0])}.", FindingSeverity.Warning,
                Count("missing_days", days, "count(days in the window without a row)", dataset), "Export these days again, or confirm that nothing ran.");
        }

        if (quality.Currencies.Count > 1)
        {
            yield return New("currencies", $"{name} is in {quality.Currencies.Count} currencies ({string.Join(", ", quality.Currencies)}); their money is never added together.",
                FindingSeverity.Warning, Count("currencies", quality.Currencies.Count, "count(distinct currency)", dataset));
        }

        if (dataset is PerformanceDataset { Channel: null } performance && !performance.Table.HasDimension(DimensionNames.Channel))
        {
            yield return New("channel", $"{name} does not say which channel its {quality.RowsRead} rows are of; it is called unidentified and not guessed.",
                FindingSeverity.Info, Count("rows_without_channel", quality.RowsRead, "count(rows)", dataset), "Add a column 'channel' to the export to have the channel's specialist look at it.");
        }

        if (quality.RepeatedFiles.Count > 0)
        {
            yield return New("repeated_files", $"{quality.RepeatedFiles.Count} file(s) of {name} have the same content as another and were left out.", FindingSeverity.Warning,
                Count("repeated_files", quality.RepeatedFiles.Count, "count(files equal to an earlier file)", dataset, string.Join(", ", quality.RepeatedFiles)));
        }
    }

    private static string First(DateRange gap) => gap.Days == 1 ? $"{gap.From:yyyy-MM-dd}" : $"{gap.From:yyyy-MM-dd} to {gap.To:yyyy-MM-dd}";

    private static Evidence Count(string metric, long value, string formula, Dataset dataset, string? note = null) => new()
    {
        Metric = metric,
        Value = value,
        Unit = "count",
        Formula = formula,
        Dataset = dataset.Name,
        RowCount = dataset.Quality.RowsRead,
        Window = dataset.Window,
        Note = note,
    };

    private static JsonObject Json(Dataset dataset) => new()
    {
        ["dataset"] = dataset.Name,
        ["kind"] = dataset.Kind,
        ["format"] = dataset.Format,
        ["channel"] = dataset.Channel ?? (dataset is PerformanceDataset rows && rows.Table.HasDimension(DimensionNames.Channel) ? "named in each row" : "unidentified"),
        ["window"] = dataset.Window?.ToString(),
        ["simulated"] = dataset.IsSimulated,
        ["same_spend_as"] = (dataset as PerformanceDataset)?.SameSpendAs,
        ["rows_read"] = dataset.Quality.RowsRead,
        ["rows_refused"] = dataset.Quality.RowsRefused,
        ["duplicates"] = dataset.Quality.Duplicates,
        ["gaps"] = FigureJson.Texts(dataset.Quality.Gaps.Select(gap => gap.ToString())),
        ["currencies"] = FigureJson.Texts(dataset.Quality.Currencies),
        ["notes"] = FigureJson.Texts(dataset.Quality.Notes),
    };
}
