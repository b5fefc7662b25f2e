namespace Omua.Engine.Planning;

/// <summary>Asks every agent for its tasks. An agent that cannot plan is reported; the others' tasks stand.</summary>
internal static class Planner
{
    public static async Task<Plan> PlanAsync(
        IReadOnlyList<IAgent> agents, ContextData context, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var tasks = new List<TaskSpec>();
        var faults = new List<Fault>();
        foreach (var agent in agents)
        {
            try
            {
                using var limit = new CancellationTokenSource(timeout, time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
                var planned = await Task.Run(() => agent.PlanAsync(context, both.Token), CancellationToken.None)
                    .WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
                tasks.AddRange(planned ?? throw new InvalidOperationException("PlanAsync returned null; return an empty list."));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception)
            {
                // The border to plugin code: whatever one agent throws, the others plan on.
                faults.Add(Fault(agent.Name, exception, timeout));
            }
        }

        return new Plan { Source = "rules", Tasks = tasks, Faults = faults };
    }

    private static Fault Fault(string agent, Exception exception, TimeSpan timeout)
    {
        var cause = exception is TimeoutException or OperationCanceledException ? $"it took longer than {timeout.TotalSeconds:0} s" : exception.Message;
        var place = (exception as FaultException)?.Faults[0];
        return new Fault(FaultCodes.AgentCannotPlan, $"{agent} could not plan: {cause}", $"its tasks are left out; see: omua plugin info {agent}")
        {
            File = place?.File, Line = place?.Line, Column = place?.Column,
        };
    }
}
