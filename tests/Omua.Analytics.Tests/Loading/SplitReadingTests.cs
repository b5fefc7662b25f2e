using System.Globalization;
using System.Text;
using CsCheck;
using Sylvan.Data.Csv;

namespace Omua.Analytics.Tests.Loading;

public sealed class SplitReadingTests : IDisposable
{
    private static readonly Gen<string> Line = Gen.Frequency(
        (12, Gen.Select(Gen.Int[1, 28], Gen.Int[0, 9], Gen.Int[0, 5000], Gen.Double[0, 99])
            .Select((day, campaign, shown, cost) => string.Create(CultureInfo.InvariantCulture, $"2025-02-{day:00},c{campaign},{shown},{shown / 10},{cost:0.####}"))),
        (1, Gen.Const("2025-02-01,torn")),
        (1, Gen.Const("2025-02-31,no date,1,1,1")),
        (1, Gen.Const("2025-02-01,minus,1,1,-1")),
        (1, Gen.Const("")),
        (1, Gen.Const("2025-02-01,stray\" quote,1,1,1")));

    private static readonly Gen<string> QuotedLine = Gen.Frequency(
        (8, Line), (1, Gen.Const("2025-02-01,\"two\nlines\",1,1,1")), (1, Gen.Const("2025-02-01,\"open,1,1,1")), (1, Gen.Const("\"2025-02-01\",\"a \"\"b\"\"\",\"1,200\",1,1")));

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_InTwoHalves_GivesWhatOnePassGives() =>
        Gen.Select(Gen.OneOf(Line.List[2, 60], QuotedLine.List[2, 60]), Gen.Bool).Sample(
            (lines, windows) =>
            {
                var path = _folder.Write("rows.csv", string.Join(windows ? "\r\n" : "\n", lines.Prepend("date,campaign,impressions,clicks,cost")));
                return Described(path, splitFrom: 0) == Described(path, splitFrom: long.MaxValue);
            },
            iter: 300, threads: 1);

    [Fact]
    public void Load_GoodRows_GivesWhatTheCsvLibraryGives() =>
        Line.Where(line => line.Count(symbol => symbol == ',') == 4 && !line.Contains('"', StringComparison.Ordinal) && !line.Contains("02-31") && !line.Contains("-1", StringComparison.Ordinal))
            .List[1, 60].Sample(
            lines =>
            {
                var path = _folder.Write("rows.csv", string.Join('\n', lines.Prepend("date,campaign,impressions,clicks,cost")));
                var expected = new StringBuilder();
                using (var reader = CsvDataReader.Create(path))
                {
                    while (reader.Read())
                    {
                        expected.Append(CultureInfo.InvariantCulture, $"{DateOnly.FromDateTime(reader.GetDateTime(0)).DayNumber};{reader.GetString(1)};{reader.GetDouble(2):R};{reader.GetDouble(3):R};{reader.GetDouble(4):R}\n");
                    }
                }

                return Rows(((PerformanceDataset)new LoadSession(path, new LoadOptions(), 0).Load(CancellationToken.None).Datasets[0]).Table) == expected.ToString();
            },
            iter: 300, threads: 1);

    private static string Described(string path, long splitFrom)
    {
        var loaded = new LoadSession(path, new LoadOptions(), splitFrom).Load(CancellationToken.None);
        var text = new StringBuilder(string.Join('\n', loaded.Faults));
        foreach (var dataset in loaded.Datasets.Cast<PerformanceDataset>())
        {
            var quality = dataset.Quality;
            text.Append(CultureInfo.InvariantCulture, $"{quality.RowsRead} {quality.RowsRefused} {quality.Duplicates} {dataset.Window}\n")
                .AppendJoin('\n', quality.Refused).AppendJoin('\n', quality.Gaps).AppendJoin('\n', quality.Notes).Append(Rows(dataset.Table));
        }

        return text.ToString();
    }

    private static string Rows(PerformanceTable table)
    {
        var text = new StringBuilder();
        for (var row = 0; row < table.RowCount; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{table.Days[row]};{table.Values("campaign")[table.Codes("campaign")[row]]};{table.Measure("impressions")[row]:R};{table.Measure("clicks")[row]:R};{table.Measure("cost")[row]:R}\n");
        }

        return text.ToString();
    }
}
