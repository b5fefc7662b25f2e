using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Acting;

/// <summary>
/// The files of changes: a neutral JSON and a table for people always, and what a platform imports, written by the agent of the channel: it knows the platform, the guards know the money.
/// </summary>
internal sealed class ChangeFiles
{
    /// <summary>The kind of task that the agent of a channel may take: it gets changes and gives a file.</summary>
    public const string Kind = "change_file";

    private const string FormulaStarts = "=+-@\t\r|%";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _runId;
    private readonly string _planHash;
    private readonly IReadOnlyList<SpendChange> _changes;
    private readonly Dictionary<string, IReadOnlyList<string>> _ids;
    private readonly List<ChangeFileText> _platforms = [];
    private readonly List<Fault> _leftOut = [];

    private ChangeFiles(string runId, string planHash, IReadOnlyList<SpendChange> changes, IReadOnlyList<Dataset> datasets)
    {
        (_runId, _planHash, _changes) = (runId, planHash, changes);
        _ids = changes.ToDictionary(
            change => change.Proposal.Id, change => ChangeTargets.Ids(change.Proposal.Target, datasets.FirstOrDefault(dataset => dataset.Name == change.Proposal.Target.Dataset)), StringComparer.Ordinal);
    }

    /// <summary>Changes that stand in no platform's file, each with its reason.</summary>
    public IReadOnlyList<Fault> LeftOut => _leftOut;

    /// <summary>Asks the agents of the channels for their files.</summary>
    public static async Task<ChangeFiles> MakeAsync(
        string runId, string planHash, IReadOnlyList<SpendChange> changes, IReadOnlyList<Dataset> datasets, Func<string, Task<IAgent?>> agentOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = new ChangeFiles(runId, planHash, changes, datasets);
        var byName = datasets.DistinctBy(dataset => dataset.Name).ToDictionary(dataset => dataset.Name, StringComparer.Ordinal);
        foreach (var group in changes.GroupBy(change =>
        {
            var dataset = byName.GetValueOrDefault(change.Proposal.Target.Dataset);
            return (dataset?.Format, Channel: ChangeTargets.Channel(change.Proposal.Target, dataset));
        }))
        {
            await files.AskAsync(group.Key.Format ?? "", group.Key.Channel, [.. group], agentOf, new ContextData { RunId = runId, StartedAt = now }, cancellationToken);
        }

        return files;
    }

    /// <summary>All files of an application.</summary>
    public IReadOnlyList<ChangeFileText> Of(string application) =>
        [new("changes.json", Neutral(application).ToJsonString(Readable) + "\n"), new("changes.csv", ChangeFile.Text(_changes.Select(change => change.Proposal))), .. _platforms];

    private async Task AskAsync(
        string format, string? channel, IReadOnlyList<SpendChange> changes, Func<string, Task<IAgent?>> agentOf, ContextData context, CancellationToken cancellationToken)
    {
        if (channel is null || await agentOf(channel) is not { } agent)
        {
            Leave(changes, channel is null ? "its export names no channel, or several" : $"there is no agent '{channel}' that writes for its platform");
            return;
        }

        try
        {
            var task = new TaskSpec
            {
                Id = $"{channel}.{Kind}", Kind = Kind, Name = "Write a file of changes", AgentType = channel,
                Parameters = new JsonObject { ["format"] = format, ["changes"] = new JsonArray([.. changes.Select(Row)]) },
            };
            var result = (await agent.ExecuteAsync(task, context, cancellationToken)).Result;
            foreach (var file in result["files"]?.AsArray() ?? [])
            {
                _platforms.Add(Safe(ChangeFileText.Read(file!), channel));
            }

            foreach (var (id, why) in result["left_out"]?.AsObject() ?? [])
            {
                Leave([.. changes.Where(change => change.Proposal.Id == id)], (string)why!);
            }
        }
        catch (TaskRejectedException exception)
        {
            Leave(changes, exception.Message);
        }
    }

    private void Leave(IReadOnlyList<SpendChange> changes, string why) => _leftOut.AddRange(changes.Select(change =>
        new Fault(FaultCodes.ChangeLeftOut, $"{change.Proposal.Id} stands in no file for a platform: {why}", "changes.json and changes.csv have it; make it by hand on the platform")));

    /// <summary>The agent is trusted with the form, not with this: a name that stays in the folder, and no cell that a spreadsheet would run.</summary>
    private static ChangeFileText Safe(ChangeFileText file, string channel)
    {
        if (file.Name.Length is 0 or > 80 || !file.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') || file.Name.StartsWith('.') || file.Name is "changes.json" or "changes.csv")
        {
            throw new FaultException(new Fault(FaultCodes.ChangeRefused, $"{channel} wrote a file of the name '{file.Name}'", "a name has letters, digits, _ - and . alone, and is not that of another file; this is a defect of the agent"));
        }

        return Cells(file.Content).FirstOrDefault(cell => cell.TrimStart() is [var first, ..] && FormulaStarts.Contains(first, StringComparison.Ordinal)) is { } formula
            ? throw new FaultException(new Fault(FaultCodes.ChangeRefused, $"{channel} wrote a cell that a spreadsheet would run: {formula[..Math.Min(formula.Length, 40)]}", "this is a defect of the agent"))
            : file;
    }

    /// <summary>The cells of a table as a spreadsheet would take it apart: at commas, tabs, semicolons and line ends outside quotes.</summary>
    private static IEnumerable<string> Cells(string content)
    {
        var cell = new System.Text.StringBuilder();
        var isQuoted = false;
        foreach (var letter in content)
        {
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && letter is (',' or '\t' or ';' or '\n'))
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        yield return cell.ToString();
    }

    private JsonObject Row(SpendChange change) => new()
    {
        ["proposal"] = change.Proposal.Id, ["dimension"] = change.Proposal.Target.Dimension, ["name"] = change.Proposal.Target.Value,
        ["ids"] = FigureJson.Of(_ids[change.Proposal.Id], id => JsonValue.Create(id)), ["days"] = change.Days,
        ["daily_from"] = change.Days is null ? null : change.From, ["daily_to"] = change.Days is null ? null : change.To, ["currency"] = change.Currency,
    };

    private JsonObject Neutral(string application) => new()
    {
        ["run"] = _runId, ["plan_hash"] = _planHash, ["application"] = application,
        ["changes"] = FigureJson.Of(_changes, change =>
        {
            var row = Row(change);
            row["dataset"] = change.Proposal.Target.Dataset;
            row["change"] = change.Proposal.Change;
            row["from"] = change.Proposal.From.Amount;
            row["to"] = change.Proposal.To.Amount;
            row["minor_digits"] = MinorUnits.Of(change.Currency);
            row["reason"] = change.Proposal.Reason;
            return row;
        }),
    };
}
