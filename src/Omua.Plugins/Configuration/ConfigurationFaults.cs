namespace Omua.Plugins.Configuration;

/// <summary>Faults with the place of a node.</summary>
internal static class ConfigurationFaults
{
    public static Fault At(ConfigurationOrigin origin, string code, string message, string fix) =>
        new(code, origin.Variable is null ? message : $"{message} (from {origin.Variable})", fix)
        {
            File = origin.Place?.File, Line = origin.Place?.Line, Column = origin.Place?.Column,
        };

    /// <summary>Keys as people read them: <c>plugins.my_llm.timeout</c>.</summary>
    public static string Dotted(string path) => Shown.Value(path.Replace(':', '.'));
}
