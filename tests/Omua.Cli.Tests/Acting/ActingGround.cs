using Omua.Cli.Acting;

namespace Omua.Cli.Tests.Acting;

/// <summary>A desk over documents and files that outlive it, on a clock that the test sets.</summary>
internal sealed class ActingGround : TimeProvider
{
    public MortalDocuments Documents { get; } = new();

    /// <summary>What is on the disk, by path.</summary>
    public Dictionary<string, string> Disk { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; set; } = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public ActingSettings Settings { get; init; } = new();

    /// <summary>A desk of another process each time.</summary>
    public ActingDesk Desk => new(Documents, Settings, this, WriteAsync);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>A budget of a campaign over 10 days, moved by so much a day.</summary>
    public static SpendChange Change(string id, string campaign, decimal moved, string currency = "USD") => new(new Proposal
    {
        Id = id, Target = new ProposalTarget("ads", "campaign", campaign), Change = "budget", From = new Money(1000, currency), To = new Money(1000 + (10 * moved), currency),
        ExpectedEffect = new ExpectedEffect("revenue", 1, 2, 3),
        Evidence = [new Evidence { Metric = "roas", Value = 1, Unit = "ratio", Formula = "f", Dataset = "ads", RowCount = 100, Window = new DateRange(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 10)) }],
    });

    public Task<ActingState> StateAsync(string run) => ActingDesk.StateAsync(Documents, run, CancellationToken.None);

    public Task<(string Id, ChangeApplication Application)> ApplyAsync(string run, params SpendChange[] changes) =>
        Desk.ApplyAsync(run, changes, $"/{run}", id => [new ChangeFileText($"{id}.json", $"{id}: {string.Join(' ', changes.Select(change => change.Proposal.Id))}")], "ana", CancellationToken.None);

    private Task WriteAsync(ChangeApplication application, CancellationToken cancellationToken)
    {
        foreach (var file in application.Files)
        {
            Documents.Step();
            lock (Disk)
            {
                Disk[$"{application.Folder}/{file.Name}"] = file.Content;
            }
        }

        return Task.CompletedTask;
    }
}
