using Omua.Cluster.Hosting;
using Orleans.Concurrency;

namespace Omua.Cluster.Grains;

/// <summary>The address of a run; the work is its silo's <see cref="RunHost"/>. Reentrant: reports come in while others wait for their commit.</summary>
[Spread, Reentrant, KeepAlive]
internal sealed class RunGrain(RunHost runs) : Grain, IRunGrain
{
    private string RunId => this.GetPrimaryKeyString();

    public async Task<TakeUpAnswer> TakeUpAsync()
    {
        var answer = await runs.TakeUpAsync(RunId, this, Ended);
        if (answer != TakeUpAnswer.Running)
        {
            Ended();
        }

        return answer;
    }

    public async Task<bool> ReportAsync(ReportMessage report)
    {
        var parsed = AttemptReport.Read(report.Json);
        if (runs.Heard(RunId, parsed) is { } heard)
        {
            return await heard;
        }

        // Nobody works on the run, or not here. Its silo may have died: the outcome is a good reason to take the run up at once.
        return await TakeUpAsync() switch
        {
            TakeUpAnswer.Over => true,
            TakeUpAnswer.Running => await (runs.Heard(RunId, parsed) ?? Task.FromResult(false)),
            _ => false,
        };
    }

    public async Task<bool?> IsCurrentAsync(string taskId, int attempt) => await TakeUpAsync() switch
    {
        TakeUpAnswer.Running => await runs.IsCurrentAsync(RunId, taskId, attempt),
        TakeUpAnswer.Over => false,
        _ => null,
    };

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => runs.LeaveAsync(RunId, this);

    private void Ended() => GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "the run is not worked on here"));
}
