using System.CommandLine;
using System.Globalization;
using Omua.Cli.Runs.Playbooks;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Llm;

namespace Omua.Cli.Runs;

/// <summary>The options of <c>omua run</c>, and of <c>omua demo</c>, which takes a few of them.</summary>
internal sealed class RunArguments
{
    /// <summary>How the command of a run ends that calls no model.</summary>
    public const string NoModel = " --no-llm";

    private const decimal LargestBudget = 1_000_000_000_000m;

    public Option<string?> DataPath { get; } = new("--data") { Description = "File or folder of exports (default: ./data)", HelpName = "PATH" };

    public Option<decimal?> Budget { get; } = new("--budget") { Description = "Budget to distribute, for a period as long as the data's", HelpName = "N" };

    public Option<string?> Currency { get; } = new("--currency") { Description = "Currency of the budget, and of exports that state none (USD, EUR)", HelpName = "CODE" };

    public Option<string?> Agents { get; } = new("--agents") { Description = "Only these agents, separated by commas", HelpName = "A,B" };

    public Option<string?> Playbook { get; } = new("--playbook") { Description = "A playbook by name ('omua workflow playbooks'), or a YAML or JSON file with a list of tasks, that takes the planner's place", HelpName = "NAME|FILE" };

    public Option<bool> NoLlm { get; } = new("--no-llm") { Description = "Use no language model; where none is configured this changes nothing" };

    private readonly LlmTapeOptions _tape = new();

    public Option<bool> Approve { get; } = new("--approve") { Description = "Approve the proposals now, and write them to change files where the guards let them" };

    public Option<string?> Out { get; } = new("--out") { Description = "Folder for the report (default: ./omua-report/<run id>)", HelpName = "DIR" };

    public Option<string?> Goal { get; } = new("--goal") { Description = "What the run is for, in your words", HelpName = "TEXT" };

    public Option<int> Seed { get; } = new("--seed") { Description = "Seed of everything random (default 1)", HelpName = "N", DefaultValueFactory = _ => 1 };

    public IEnumerable<Option> ForRun => [DataPath, Budget, Currency, Agents, Playbook, NoLlm, _tape.Record, _tape.Replay, Approve, Out, Goal, Seed];

    public IEnumerable<Option> ForDemo => [Seed, Budget, Out];

    public RunOptions Read(Invocation invocation) => new()
    {
        DataPath = Path(invocation.Get(DataPath)),
        Budget = Amount(invocation.Get(Budget)),
        Currency = Code(invocation.Get(Currency)),
        Agents = invocation.Get(Agents)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        IsApproved = invocation.Get(Approve),
        Out = invocation.Get(Out),
        Goal = invocation.Get(Goal) ?? "",
        Seed = invocation.Get(Seed),
        Playbook = invocation.Get(Playbook) is { } file ? PlaybookFile.Read(PlaybookFolder.Find(file)) : null,
        Command = Command(invocation),
        Llm = invocation.Get(NoLlm) ? null : _tape.Read(invocation),
    };

    public static decimal? Amount(decimal? budget) => budget is null or (> 0 and <= LargestBudget)
        ? budget
        : throw Wrong($"--budget is {budget.Value.ToString(CultureInfo.InvariantCulture)}", $"give an amount above 0, up to {LargestBudget.ToString("#,##0", CultureInfo.InvariantCulture)}");

    private static string? Code(string? currency) => currency is null || (currency.Length == 3 && currency.All(char.IsAsciiLetter))
        ? currency?.ToUpperInvariant()
        : throw Wrong($"--currency is '{currency}'", "give a code of three letters, such as USD");

    private static string Path(string? given)
    {
        if (given is not null)
        {
            return given;
        }

        return Directory.Exists("data") ? "data" : throw Wrong("'omua run' needs --data, since there is no folder ./data", "name your exports: omua run --data PATH; or see 'omua demo'");
    }

    private string Command(Invocation invocation)
    {
        var words = new List<string> { "omua run" };
        void Add(string option, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                words.Add($"{option} {Quoted(value)}");
            }
        }

        Add("--data", Path(invocation.Get(DataPath)));
        Add("--budget", invocation.Get(Budget)?.ToString(CultureInfo.InvariantCulture));
        Add("--currency", invocation.Get(Currency));
        Add("--agents", invocation.Get(Agents));
        Add("--playbook", invocation.Get(Playbook));
        Add("--goal", invocation.Get(Goal));
        Add("--seed", invocation.Get(Seed).ToString(CultureInfo.InvariantCulture));
        return string.Join(' ', words) + (invocation.Get(NoLlm) ? NoModel : "");
    }

    private static string Quoted(string value) =>
        value.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-,:".Contains(letter)) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static FaultException Wrong(string message, string fix) => new(UsageFaults.Wrong(message, fix));
}
