using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Omua.Cluster.Hosting;

/// <summary>
/// What happens when Orleans finds that this silo cannot go on, mostly because the others have declared it dead: it was frozen, or cut off. Its own answer is to end
/// the process; here the silo is ended and a new one joins.
/// </summary>
internal sealed partial class DeathNotice(ILogger<DeathNotice> logger) : IFatalErrorHandler
{
    private readonly TaskCompletionSource<string> _died = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Died => _died.Task;

    public bool IsUnexpected(Exception exception) => exception is not (OperationCanceledException or ObjectDisposedException);

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        LogDied(logger, context ?? "", exception);
        _died.TrySetResult(context ?? exception?.Message ?? "");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This silo cannot go on: {Context}")]
    private static partial void LogDied(ILogger logger, string context, Exception? exception);
}
