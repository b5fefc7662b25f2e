using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Datasets;

/// <summary><c>omua data inspect</c>: what an export is taken for, and what is wrong with it, before anything is computed from it.</summary>
internal static class DataVerb
{
    private static readonly Argument<string?> Path = new("path") { Description = "A file or a folder of exports", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Propose = new("--propose-mapping") { Description = "Write a draft of omua.mapping.yaml for the files that are not recognised" };

    public static Command Create()
    {
        var inspect = new Verb("inspect", "Show which exports are recognised and the quality of their rows")
        {
            Examples = ["omua data inspect exports/", "omua data inspect --data campaigns.csv --json", "omua data inspect shop.csv --year 2025", "omua data inspect exports/ --propose-mapping > exports/omua.mapping.yaml"],
        };
        inspect.Add(Path);
        inspect.Add(Propose);
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
        var loaded = await Exports.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        if (invocation.Get(Propose))
        {
            return ProposeMapping(invocation, path, loaded);
        }

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

    private static int ProposeMapping(Invocation invocation, string path, LoadedData loaded)
    {
        // A single file may be asked for although it is recognised: the draft then shows how it would be read.
        string[] files = [.. loaded.Faults.Where(fault => fault is { Code: FaultCodes.NotAnExport, File: not null }).Select(fault => fault.File!)];
        var proposals = (files.Length == 0 && File.Exists(path) ? [path] : files).Select(MappingProposal.For).OfType<MappingProposal>().Where(proposal => proposal.Columns.Count > 0).ToList();
        if (proposals.Count == 0)
        {
            throw new FaultException(new Fault(FaultCodes.NoDataForMethod, "there is no table here for which a mapping could be drafted", "what is recognised needs none: see 'omua data inspect'") { File = path });
        }

        if (invocation.IsJson)
        {
            invocation.Output.Json(new System.Text.Json.Nodes.JsonObject
            {
                ["mappings"] = FigureNode.List(proposals, proposal => new System.Text.Json.Nodes.JsonObject
                {
                    ["files"] = System.IO.Path.GetFileName(proposal.File), ["kind"] = proposal.Kind, ["decimal_comma"] = proposal.DecimalComma,
                    ["columns"] = FigureNode.List(proposal.Columns, column => new System.Text.Json.Nodes.JsonObject { ["role"] = column.Role, ["column"] = column.Column, ["sample"] = column.Sample, ["reason"] = column.Reason }),
                    ["unused"] = FigureNode.Texts(proposal.Unused),
                }),
            });
            return ExitCode.Done;
        }

        foreach (var line in MappingText.Of(proposals).TrimEnd().Split('\n'))
        {
            invocation.Output.Line(line);
        }

        return ExitCode.Done;
    }
}
