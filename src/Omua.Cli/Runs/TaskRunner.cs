namespace Omua.Cli.Runs;

/// <summary>One task from its first attempt to its end: timeout, retries, backoff.</summary>
internal sealed class TaskRunner(IAgent agent, RunLimits limits, TimeProvider time, Random jitter)
{
    /// <summary>Tries until the task completes, cannot succeed, or has no attempt left. Never throws but for cancellation.</summary>
    public async Task<(TaskResult Result, int Attempts)> RunAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (result, isFinal) = await AttemptAsync(task, context with { Attempt = new TaskAttempt(attempt, $"{context.RunId}/{task.Id}") }, cancellationToken);
            if (isFinal || attempt > (task.Retries ?? limits.Retries))
            {
                return (result, attempt);
            }

            // Full jitter: tasks that failed together do not come back together.
            var most = Math.Min(limits.RetryDelayMax.TotalMilliseconds, limits.RetryDelay.TotalMilliseconds * Math.Pow(2, attempt - 1));
            await Task.Delay(TimeSpan.FromMilliseconds(most * jitter.NextDouble()), time, cancellationToken);
        }
    }

    private async Task<(TaskResult Result, bool IsFinal)> AttemptAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken)
    {
        var timeout = task.Timeout ?? limits.TaskTimeout;
        using var expiry = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        try
        {
            var own = task with { Parameters = task.Parameters.DeepClone().AsObject() };
            var call = Task.Run(() => agent.ExecuteAsync(own, context, both.Token), CancellationToken.None);
            var result = await call.WaitAsync(both.Token) with { TaskId = task.Id };
            return result.Status is TaskStatus.Completed or TaskStatus.Failed
                ? (result, result.Status == TaskStatus.Completed)
                : (TaskResult.Failed(task, $"the agent returned the status {result.Status}; it may return completed or failed"), true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested)
        {
            return (TaskResult.Failed(task, $"not done after {timeout.TotalSeconds:0.###} s, the limit of one attempt"), false);
        }
        catch (TaskRejectedException exception)
        {
            return (TaskResult.Failed(task, exception.Message), true);
        }
        catch (Exception exception)
        {
            return (TaskResult.Failed(task, exception.Message), false);
        }
    }
}
