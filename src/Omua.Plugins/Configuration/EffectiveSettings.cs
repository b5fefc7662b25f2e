using System.Reflection;
using System.Text.Json;

namespace Omua.Plugins.Configuration;

/// <summary>What <c>omua config show</c> shows: every setting in force, where it comes from, secrets masked.</summary>
internal static class EffectiveSettings
{
    private const string Mask = "***";

    /// <param name="configuration">The configuration.</param>
    /// <param name="isSecret">Tells of a plugin's key whether its option is marked as secret; null knows no marks.</param>
    public static IReadOnlyList<EffectiveSetting> Of(OmuaConfiguration configuration, Func<string, string, bool>? isSecret = null)
    {
        var written = new List<EffectiveSetting>();
        Flatten(configuration.Root, "", isInSecret: false, isSecret, written);
        var keys = written.Select(setting => setting.Key).ToHashSet(StringComparer.Ordinal);
        var defaults = Defaults("storage", new StorageSettings()).Concat(Defaults("engine", new EngineSettings())).Concat(Defaults("run", new RunSettings()))
            .Concat(Defaults(PluginSection.GuardKey, new PluginLimits()));
        return [.. written.Concat(defaults.Where(setting => !keys.Contains(setting.Key))).OrderBy(setting => setting.Key, StringComparer.Ordinal)];
    }

    private static void Flatten(ConfigurationNode node, string path, bool isInSecret, Func<string, string, bool>? isSecret, List<EffectiveSetting> settings)
    {
        switch (node)
        {
            case ConfigurationMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    var below = path.Length == 0 ? entry.Key : $"{path}:{entry.Key}";
                    Flatten(entry.Node, below, isInSecret || SecretName.Matches(entry.Key) || IsMarked(below, isSecret), isSecret, settings);
                }

                break;
            case ConfigurationSequence sequence:
                for (var index = 0; index < sequence.Items.Count; index++)
                {
                    Flatten(sequence.Items[index], $"{path}:{index}", isInSecret, isSecret, settings);
                }

                break;
            case ConfigurationScalar scalar:
                var isMasked = scalar.Text is { Length: > 0 } && (isInSecret || scalar.References.Count > 0);
                settings.Add(new(path.Replace(':', '.'), isMasked ? Mask : scalar.Text, scalar.Origin.ToString(), isMasked, scalar.References));
                break;
        }
    }

    private static bool IsMarked(string path, Func<string, string, bool>? isSecret) =>
        isSecret is not null && path.Split(':', 3) is [ConfigurationChecks.PluginsKey, var plugin, var key] && isSecret(plugin, key);

    private static IEnumerable<EffectiveSetting> Defaults(string section, object settings) =>
        settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new EffectiveSetting(
            $"{section}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}", Text(property.GetValue(settings)), "default", IsMasked: false, []));

    private static string? Text(object? value) => value switch
    {
        TimeSpan duration => Duration.Write(duration),
        System.Collections.IDictionary { Count: 0 } => null,
        Enum named => JsonNamingPolicy.SnakeCaseLower.ConvertName(named.ToString()),
        _ => value?.ToString(),
    };
}
