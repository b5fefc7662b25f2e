namespace Omua.Agents.Tasks;

/// <summary>A calculation that the data cannot carry: trying again gives the same, so the task is rejected.</summary>
internal static class DataFault
{
    public static TaskResult Rejects(Func<TaskResult> task)
    {
        try
        {
            return task();
        }
        catch (FaultException exception)
        {
            throw new TaskRejectedException(string.Join(" ", exception.Faults.Select(fault => $"{fault.Message} {fault.Fix}")), exception);
        }
    }
}
