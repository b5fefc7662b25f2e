namespace Omua.Plugins.Configuration;

/// <summary>Tells from a key's name that its value is not to be shown.</summary>
internal static class SecretName
{
    // "key" goes beyond what the contract names: an option marked [Secret] can be shown before its plugin is loaded, and most such names end so.
    private static readonly string[] Endings = ["key", "token", "secret", "password"];

    public static bool Matches(string key) => Endings.Any(ending =>
        key.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
        && (key.Length == ending.Length || key[key.Length - ending.Length - 1] is '_' or ':' or '.' or '-'));
}
