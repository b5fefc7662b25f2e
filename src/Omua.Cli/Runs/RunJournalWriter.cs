using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>Writes the transitions of one run to the journal, in order, before they take effect.</summary>
internal sealed class RunJournalWriter(IRunJournal journal, string runId, RunLease? lease)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _sequence;

    /// <summary>Appends one event.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="body">The event.</param>
    /// <param name="status">Status of the run after it, for lists.</param>
    /// <param name="isOpen">Whether the run goes on.</param>
    /// <param name="cancellationToken">Gives up before the append.</param>
    public async Task AppendAsync(string kind, JsonObject body, string status, bool isOpen, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _sequence = await journal.AppendAsync(
                new JournalAppend
                {
                    RunId = runId,
                    ExpectedSequence = _sequence,
                    Events = [new NewEvent(kind, body.ToJsonString())],
                    Summary = new JsonObject { ["status"] = status }.ToJsonString(),
                    IsOpen = isOpen,
                    Lease = lease,
                },
                cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
