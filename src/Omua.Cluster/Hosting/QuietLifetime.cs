using Microsoft.Extensions.Hosting;

namespace Omua.Cluster.Hosting;

/// <summary>Signals of the operating system are the program's to hear.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
