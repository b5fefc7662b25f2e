namespace Omua.Cli.Tests.Workflows;

/// <summary>
/// An agent plugin that writes each attempt into a file before anything else, and does not end a task until the test lets it: what ran, and how often, is then
/// told by the file and not by the journal under test.
/// </summary>
internal sealed class LedgerAgent
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _ledger;
    private readonly string _gate;
    private readonly string _source;

    public LedgerAgent(Workplace work)
    {
        _ledger = Path.Combine(work.Folder, "ledger.txt");
        _gate = Path.Combine(work.Folder, "gate");
        _source = work.Write(Path.Combine(work.Home, "plugins", "ledger.cs"), Source.Replace("LEDGER", _ledger, StringComparison.Ordinal).Replace("GATE", _gate, StringComparison.Ordinal));
        work.Write("data/ads.csv", "date,campaign,impressions,clicks,cost,conversions,revenue\n2026-01-01,a,100,10,5,1,9\n2026-01-02,a,100,10,5,1,9\n");
    }

    /// <summary>The attempts so far, as <c>task/attempt</c>, in the order in which they began.</summary>
    public IReadOnlyList<string> Attempts => File.Exists(_ledger) ? File.ReadAllLines(_ledger) : [];

    /// <summary>Lets the tasks that hold end.</summary>
    public void Open() => File.WriteAllText(_gate, "");

    /// <summary>Changes the plugin's source.</summary>
    public void Change(string text, string to)
    {
        // As an editor saves: whole, or not at all.
        File.WriteAllText($"{_source}.new", File.ReadAllText(_source).Replace(text, to, StringComparison.Ordinal));
        File.Move($"{_source}.new", _source, overwrite: true);
    }

    /// <summary>Waits until an attempt has begun.</summary>
    public async Task BegunAsync(string attempt)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Attempts.Contains(attempt))
        {
            Assert.True(await poll.WaitForNextTickAsync(limit.Token), $"{attempt} has not begun");
        }
    }

    private const string Source = """
        using Omua.Abstractions;

        public sealed class Ledger : AgentPlugin
        {
            public override string Name => "ledger";
            public override string Version => "1.0.0";

            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([Task_("ledger.first"), Task_("ledger.hold", "ledger.first"), Task_("ledger.last", "ledger.hold")]);

            public override async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken)
            {
                File.AppendAllText("LEDGER", $"{task.Id}/{context.Attempt!.Number}\n");
                while (task.Id == "ledger.hold" && !File.Exists("GATE"))
                {
                    await Task.Delay(20, cancellationToken);
                }

                return TaskResult.Completed(task, new() { ["attempt"] = context.Attempt.Number, ["before"] = context.PreviousResults.Count });
            }

            private TaskSpec Task_(string id, params string[] dependencies) => new() { Id = id, Name = id, AgentType = Name, Dependencies = dependencies };
        }
        """;
}
