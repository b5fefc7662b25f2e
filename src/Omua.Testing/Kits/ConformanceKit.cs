using System.Diagnostics;
using System.Reflection;

namespace Omua.Testing;

/// <summary>Every promise of one plugin type as a check. Knows no test framework: <c>omua plugin test</c> and the base classes for xunit both run it.</summary>
public sealed class ConformanceKit
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);

    private ConformanceKit(PluginType type, IReadOnlyList<Type> contracts, IEnumerable<IReadOnlyList<ConformanceCheck>> groups)
    {
        (Type, Contracts, Checks) = (type, contracts, [.. groups.SelectMany(group => group)]);
    }

    /// <summary>The checks of an agent.</summary>
    public static ConformanceKit Agents { get; } = new(PluginType.Agent, [typeof(IAgent), typeof(IPlugin)], AgentKit.Groups());

    /// <summary>The checks of an LLM backend.</summary>
    public static ConformanceKit LlmBackends { get; } = new(PluginType.LlmBackend, [typeof(ILlmBackend), typeof(IPlugin)], LlmKit.Groups());

    /// <summary>The checks of a storage backend.</summary>
    public static ConformanceKit StorageBackends { get; } = new(
        PluginType.StorageBackend, [typeof(IStorageBackend), typeof(IRunJournal), typeof(IMetricStore), typeof(IDocumentStore), typeof(IStoreMaintenance), typeof(IPlugin)], StorageKit.Groups());

    /// <summary>A kit for each type of plugin.</summary>
    public static IReadOnlyList<ConformanceKit> All { get; } = [Agents, LlmBackends, StorageBackends];

    /// <summary>The type of the plugins that it checks.</summary>
    public PluginType Type { get; }

    /// <summary>The interfaces whose members it covers.</summary>
    public IReadOnlyList<Type> Contracts { get; }

    /// <summary>The checks, in the order in which they run.</summary>
    public IReadOnlyList<ConformanceCheck> Checks { get; }

    /// <summary>Members of the contracts that no check covers; empty in a kit that is complete.</summary>
    public IReadOnlyList<string> Uncovered =>
        [.. Contracts.SelectMany(Members).Except(Checks.SelectMany(check => check.Covers), StringComparer.Ordinal)];

    /// <summary>The kit of a type.</summary>
    public static ConformanceKit For(PluginType type) => All.First(kit => kit.Type == type);

    /// <summary>Tries one check.</summary>
    /// <param name="check">One of <see cref="Checks"/>.</param>
    /// <param name="plugin">What is checked.</param>
    /// <param name="limit">How long it may take; default 2 minutes.</param>
    /// <param name="cancellationToken">Ends the check; that is no outcome.</param>
    public static async Task<CheckOutcome> RunAsync(ConformanceCheck check, PluginUnderTest plugin, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(plugin);
        var start = Stopwatch.GetTimestamp();
        var time = limit ?? DefaultLimit;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => check.TryAsync(plugin, stop.Token), CancellationToken.None);
        try
        {
            await work.WaitAsync(time, cancellationToken).ConfigureAwait(false);
            return new CheckOutcome(check, CheckStatus.Passed, "", Stopwatch.GetElapsedTime(start));
        }
        catch (CheckSkippedException exception)
        {
            return new CheckOutcome(check, CheckStatus.Skipped, exception.Message, Stopwatch.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException exception) when (!work.IsCompleted)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            return Failed($"did not end within {time.TotalSeconds:0} s", exception);
        }
        catch (CheckFailedException exception)
        {
            return Failed(exception.Message, exception.InnerException ?? exception);
        }
        catch (Exception exception)
        {
            // Border: the plugin's code. What it throws where it should not is a broken promise.
            return Failed($"threw {exception.GetType().Name}: {exception.Message}", exception);
        }

        CheckOutcome Failed(string message, Exception exception) =>
            new(check, CheckStatus.Failed, message, Stopwatch.GetElapsedTime(start)) { Exception = exception };
    }

    /// <summary>Tries all checks, or those that a filter picks, one after the other.</summary>
    public async Task<KitReport> RunAsync(
        PluginUnderTest plugin, Func<ConformanceCheck, bool>? filter = null, IProgress<CheckOutcome>? progress = null, CancellationToken cancellationToken = default)
    {
        var outcomes = new List<CheckOutcome>();
        foreach (var check in Checks.Where(filter ?? (_ => true)))
        {
            var outcome = await RunAsync(check, plugin, null, cancellationToken).ConfigureAwait(false);
            outcomes.Add(outcome);
            progress?.Report(outcome);
        }

        return new KitReport(this, outcomes);
    }

    /// <summary>The check of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ConformanceCheck Find(string name) =>
        Checks.FirstOrDefault(check => check.Name == name) ?? throw new ArgumentException($"The kit has no check '{name}'.", nameof(name));

    private static IEnumerable<string> Members(Type contract) => contract.GetMembers(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false }).Select(member => $"{contract.Name}.{member.Name}");
}
