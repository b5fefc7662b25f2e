using Omua.Plugins.Configuration;

namespace Omua.Plugins;

/// <summary>
/// What the host lets a plugin take before it steps in. The section <c>guard:</c> of <c>omua.yaml</c> sets it for all, <c>guard:</c> in a plugin's own
/// section for that plugin, key by key.
/// </summary>
public sealed record PluginLimits : IValidated
{
    /// <summary>How long the constructor may take; above 0 to 1 h. Default 10 s.</summary>
    public TimeSpan Construct { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long <see cref="IPlugin.InitializeAsync"/> may take; above 0 to 1 h. Default 30 s.</summary>
    public TimeSpan Initialize { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one call may take, waiting for a free place included; above 0 to 24 h. Default 5 min. A task that names a longer <see cref="TaskSpec.Timeout"/>
    /// gets that.
    /// </summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long <see cref="IPlugin.ShutdownAsync"/>, its background work and what it owns may each take to end; above 0 to 1 h. Default 10 s.</summary>
    public TimeSpan Shutdown { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long calls under way may go on when the plugin is reloaded or shut down, before they are cancelled; 0 to 1 h. Default 30 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a call may go on after it was cancelled, before it is abandoned; 0 to 1 h. Default 5 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls at once; those above wait. 1 to 10,000. Default 64.</summary>
    public int MaxParallel { get; init; } = 64;

    /// <summary>Failures in a row after which the plugin rests; 1 to 10,000. Default 10.</summary>
    public int Failures { get; init; } = 10;

    /// <summary>How long it rests before one call may try it again; 0 to 1 h. Default 30 s.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a call runs on a thread of its own, so that code that blocks can be abandoned; without one a call that completes at once allocates nothing, and one that blocks
    /// before its first <c>await</c> blocks its caller. Default: all do but the stores that ship with the product.
    /// </summary>
    public bool? OwnThread { get; init; }

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Validate()
    {
        var hour = TimeSpan.FromHours(1);
        (string Key, TimeSpan Value, bool MayBeZero, TimeSpan Most)[] times =
        [
            ("construct", Construct, false, hour), ("initialize", Initialize, false, hour), ("call", Call, false, TimeSpan.FromDays(1)),
            ("shutdown", Shutdown, false, hour), ("drain", Drain, true, hour), ("grace", Grace, true, hour), ("rest", Rest, true, hour),
        ];
        foreach (var (key, value, mayBeZero, most) in times)
        {
            if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !mayBeZero) || value > most)
            {
                yield return new(key, $"is {Duration.Write(value)}; use {(mayBeZero ? "0s" : "1ms")} to {Duration.Write(most)}");
            }
        }

        foreach (var (key, value) in new[] { ("max_parallel", MaxParallel), ("failures", Failures) })
        {
            if (value is < 1 or > 10_000)
            {
                yield return new(key, $"is {value}; use 1 to 10000");
            }
        }
    }
}
