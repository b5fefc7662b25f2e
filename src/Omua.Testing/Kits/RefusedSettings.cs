using System.Reflection;

namespace Omua.Testing;

/// <summary>Settings that a plugin should not take, and how it says so.</summary>
internal static class RefusedSettings
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    /// <summary>Each number, duration and text of the options at its extremes, the others as configured.</summary>
    public static async Task TryExtremesAsync(PluginTrial trial)
    {
        var properties = PluginOptions.Types(trial.Plugin.Create(trial.Plugin.Configuration)).SelectMany(FakeBinder.Settable)
            .Select(property => (Property: property, Extremes: Extremes(property.PropertyType))).Where(each => each.Extremes.Count > 0).ToList();
        foreach (var (property, extremes) in properties)
        {
            foreach (var extreme in extremes)
            {
                var section = Copy(trial.Plugin, properties.Select(each => FakeBinder.Key(each.Property)));
                section[FakeBinder.Key(property)] = extreme;
                if (await StartAsync(trial, section) is { } refusal)
                {
                    Clear(refusal, $"{FakeBinder.Key(property)}: '{extreme}'");
                }
            }
        }
    }

    /// <summary>What the plugin's author says must be refused.</summary>
    public static async Task TryRefusedAsync(PluginTrial trial)
    {
        foreach (var section in trial.Plugin.Refused)
        {
            var shown = string.Join(", ", section.Keys.Select(key => $"{key}: {section[key]}"));
            Clear(await StartAsync(trial, section) ?? throw new CheckFailedException($"the plugin started with settings that it must refuse: {shown}"), shown);
        }
    }

    /// <summary>Whatever is configured under a secret's name must not be in the log.</summary>
    public static async Task TrySecretsAsync(PluginTrial trial)
    {
        var (_, host) = await trial.StartAsync();
        await host.DisposeAsync();
        foreach (var secret in Secrets(trial.Plugin))
        {
            Expect.That(!host.Logger.Lines.Any(line => line.Message.Contains(secret, StringComparison.Ordinal) || (line.Exception?.ToString().Contains(secret, StringComparison.Ordinal) ?? false)),
                "a secret of the configuration was logged");
        }
    }

    /// <summary>The values that are configured under a secret's name.</summary>
    public static IReadOnlyList<string> Secrets(PluginUnderTest plugin)
    {
        var marked = PluginOptions.Types(plugin.Create(plugin.Configuration)).SelectMany(FakeBinder.Settable)
            .Where(property => property.IsDefined(typeof(SecretAttribute))).Select(FakeBinder.Key);
        return
        [
            .. plugin.Configuration.Keys.Where(key => key.EndsWith("key", StringComparison.Ordinal) || key.EndsWith("token", StringComparison.Ordinal)
                || key.EndsWith("secret", StringComparison.Ordinal) || key.EndsWith("password", StringComparison.Ordinal)).Concat(marked).Distinct()
                .Select(key => plugin.Configuration[key]).OfType<string>().Where(secret => secret.Length > 0),
        ];
    }

    private static async Task<Exception?> StartAsync(PluginTrial trial, IPluginConfiguration section)
    {
        var host = trial.Host(section);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
        try
        {
            var starting = Task.Run(() => host.StartAsync(trial.Plugin.Create(section), limit.Token), CancellationToken.None);
            await starting.WaitAsync(StartLimit, trial.Ended).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (!trial.Ended.IsCancellationRequested)
        {
            // Border: the plugin's own start-up code. Whether it says clearly what is wrong is judged by the caller.
            await limit.CancelAsync().ConfigureAwait(false);
            return exception;
        }
        finally
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void Clear(Exception refusal, string settings)
    {
        Expect.That(refusal is not (NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or DivideByZeroException
            or OverflowException or TimeoutException or OutOfMemoryException), $"with {settings} the plugin did not refuse, it broke: {refusal.GetType().Name}: {refusal.Message}");
        Expect.That(!string.IsNullOrWhiteSpace(refusal.Message), $"with {settings} the plugin refused and said nothing");
        Expect.That(refusal is not PluginConfigurationException invalid || invalid.Faults.All(fault => fault.Key.Length > 0 && fault.Message.Length > 0),
            $"with {settings} a fault names no key, or says nothing");
    }

    private static IReadOnlyList<string> Extremes(Type declared) => (Nullable.GetUnderlyingType(declared) ?? declared) switch
    {
        var type when type == typeof(TimeSpan) => ["0s", "-1s", "3650d"],
        var type when type == typeof(double) || type == typeof(decimal) || type == typeof(float) => ["0", "-1", "1000000000"],
        var type when type == typeof(int) || type == typeof(long) || type == typeof(short) => ["0", "-1", "32767"],
        var type when type == typeof(string) => [" "],
        _ => [],
    };

    private static FakeConfiguration Copy(PluginUnderTest plugin, IEnumerable<string> options)
    {
        var from = plugin.Configuration;
        var keys = plugin.ConstructorKeys.Except(options).ToList();
        return new(from as FakeConfiguration ?? keys.Concat(options).Concat(from.Keys).Distinct().Where(key => from[key] is not null).Select(key => KeyValuePair.Create(key, from[key]!)))
        {
            OtherKeys = keys,
        };
    }
}
