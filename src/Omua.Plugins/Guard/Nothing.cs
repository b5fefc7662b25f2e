namespace Omua.Plugins.Guard;

/// <summary>The result of a call that has none.</summary>
internal readonly record struct Nothing
{
    private static readonly Task<Nothing> Done = Task.FromResult(default(Nothing));

    public static Task<Nothing> Of(Task? call)
    {
        if (call is null)
        {
            throw new InvalidResultException("null instead of a task");
        }

        return call.IsCompletedSuccessfully ? Done : AwaitAsync(call);
    }

    private static async Task<Nothing> AwaitAsync(Task call)
    {
        await call.ConfigureAwait(false);
        return default;
    }
}
