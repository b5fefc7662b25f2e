namespace Omua.Plugins.Guard;

/// <summary>
/// Token sources for calls that return at once, which most of a store's do: one for each thread, used again as long as nobody cancelled it. What a plugin left
/// registered on it is dropped.
/// </summary>
internal static class CallTokens
{
    [ThreadStatic]
    private static CancellationTokenSource? _spare;

    /// <summary>Passes a caller's cancellation on. What the plugin hooked to the token must not run on the caller's thread.</summary>
    public static readonly Action<object?> Cancel = static source =>
        _ = ((CancellationTokenSource)source!).CancelAsync().ContinueWith(
            static cancelled => cancelled.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    public static CancellationTokenSource Rent()
    {
        var spare = _spare;
        _spare = null;
        return spare ?? new CancellationTokenSource();
    }

    public static void Return(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            _spare = source;
        }
    }
}
