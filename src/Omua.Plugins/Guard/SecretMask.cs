using Omua.Plugins.Configuration;

namespace Omua.Plugins.Guard;

/// <summary>Takes a plugin's secrets out of whatever text it gives to the host: messages of its exceptions, its log lines.</summary>
internal sealed class SecretMask
{
    private const string Mask = "***";

    // A shorter one would be found inside of ordinary words, and is no secret worth the name.
    private const int ShortestSecret = 4;

    private readonly string[] _secrets;

    private SecretMask(IEnumerable<string> secrets) => _secrets =
    [
        .. secrets.Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) }).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length),
    ];

    public static SecretMask None { get; } = new([]);

    /// <summary>What the section and the caller's arguments hold under the name of a secret, or what the section took from outside by reference.</summary>
    public static SecretMask Of(IPluginConfiguration configuration, IReadOnlyDictionary<string, object?> arguments, IReadOnlyCollection<string> marked)
    {
        var named = configuration.Keys.Where(key => SecretName.Matches(key) || marked.Contains(key)).Select(key => Value(configuration, key));
        var passed = arguments.Where(pair => SecretName.Matches(SnakeCase.From(pair.Key)) || marked.Contains(SnakeCase.From(pair.Key))).Select(pair => pair.Value as string);
        return new([.. named.Concat(passed).OfType<string>(), .. (configuration as PluginSection)?.Secrets(marked) ?? []]);
    }

    public string Clean(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    public bool IsIn(string text) => _secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal));

    /// <summary>The exception itself where it holds no secret; otherwise one that says the same without it.</summary>
    public Exception Clean(Exception exception) => _secrets.Length == 0 || !IsIn(exception.ToString()) ? exception : exception switch
    {
        TaskRejectedException => new TaskRejectedException(Clean(exception.Message)),
        LlmException llm => new LlmException(llm.Failure, Clean(llm.Message)) { RetryAfter = llm.RetryAfter, Usage = llm.Usage },
        StorageException storage => new StorageException(storage.Failure, Clean(storage.Message)),
        FaultException fault => new FaultException([.. fault.Faults.Select(Clean)]),
        _ => new InvalidOperationException(Clean($"{exception.GetType().Name}: {exception.Message}")),
    };

    public Fault Clean(Fault fault) => fault with { Message = Clean(fault.Message), Fix = Clean(fault.Fix) };

    private static string? Value(IPluginConfiguration configuration, string key)
    {
        try
        {
            return configuration[key];
        }
        catch (PluginConfigurationException)
        {
            // A reference that leads nowhere: there is no value, so there is no secret.
            return null;
        }
    }
}
