using Omua.Cluster.Hosting;

namespace Omua.Cluster.Grains;

/// <summary>The address of a task; the work is its silo's <see cref="AttemptHost"/>.</summary>
[Spread, KeepAlive]
internal sealed class TaskGrain(AttemptHost attempts) : Grain, ITaskGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task<OrderReply> StartAsync(OrderMessage order)
    {
        var reply = attempts.Start(Key, AttemptOrderJson.Read(order.Json), Ended);
        EndUnlessBusy();
        return Task.FromResult(reply);
    }

    public Task CancelAsync(int attempt)
    {
        attempts.Cancel(Key, attempt);
        EndUnlessBusy();
        return Task.CompletedTask;
    }

    public Task<OrderReply> AliveAsync(int attempt)
    {
        EndUnlessBusy();
        return Task.FromResult(attempts.Alive(Key, attempt));
    }

    private void EndUnlessBusy()
    {
        if (!attempts.IsBusy(Key))
        {
            Ended();
        }
    }

    private void Ended() => GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "the attempt has ended"));
}
