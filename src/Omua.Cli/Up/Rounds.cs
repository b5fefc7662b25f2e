using Omua.Cli.Shell;

namespace Omua.Cli.Up;

/// <summary>Does something again and again. A store that is away is waited for, and said once.</summary>
internal static class Rounds
{
    public static async Task WorkAsync(string name, TimeSpan period, CommandOutput output, TimeProvider time, Func<CancellationToken, Task> round, CancellationToken stop)
    {
        var isAway = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await round(stop);
                if (isAway)
                {
                    output.Message($"{name}: the store is back");
                    isAway = false;
                }
            }
            catch (StorageException exception) when (exception.Failure is StorageFailure.Unavailable or StorageFailure.Conflict or StorageFailure.Fenced)
            {
                if (!isAway)
                {
                    output.Message($"{name}: the store does not answer, and is asked again: {exception.Message}");
                    isAway = true;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await WaitAsync(period, time, stop);
        }
    }

    /// <summary>Waits, or not, where it is told to stop.</summary>
    public static async Task WaitAsync(TimeSpan period, TimeProvider time, CancellationToken stop)
    {
        try
        {
            await Task.Delay(period, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller looks at the token.
        }
    }
}
