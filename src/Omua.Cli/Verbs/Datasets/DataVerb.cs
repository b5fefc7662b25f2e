using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Datasets;

/// <summary><c>omua data inspect</c>: what an export is taken for, and what is wrong with it, before anything is computed from it.</summary>
internal static class DataVerb
{
    private static readonly Argument<string?> Path = new("path") { Description = "A file or a folder of exports", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var inspect = new Verb("inspect", "Show which exports are recognised and the quality of their rows")
        {
            Examples = ["omua data inspect exports/", "omua data inspect --data campaigns.csv --json", "omua data inspect shop.csv --year 2025"],
        };
        inspect.Add(Path);
        foreach (var option in DataOptions.All)
        {
            inspect.Add(option);
        }

        return new Verb("data", "Look at exports") { inspect.Does(InspectAsync) };
    }

    private static async Task<int> InspectAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = invocation.Get(Path) ?? invocation.Get(DataOptions.Data)
            ?? throw new FaultException(UsageFaults.Wrong("'omua data inspect' needs a path", "name a file or a folder: omua data inspect exports/"));
        var loaded = await DatasetLoader.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("datasets");
                foreach (var dataset in loaded.Datasets)
                {
                    QualityJson.WriteDataset(writer, dataset);
                }

                writer.WriteEndArray();
                QualityJson.WriteFaults(writer, loaded.Faults);
                if (loaded.Datasets.Count == 0 && loaded.Faults.Count > 0)
                {
                    writer.WritePropertyName("error");
                    FaultText.Write(writer, loaded.Faults[0]);
                }

                writer.WriteEndObject();
            });
        }
        else
        {
            foreach (var dataset in loaded.Datasets)
            {
                QualityText.Write(invocation.Output, dataset);
            }
        }

        invocation.Output.Warn(loaded.Faults, isError: loaded.Datasets.Count == 0);
        return loaded.Datasets.Count > 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
