using System.Runtime.CompilerServices;
using Omua.Cli.Acting;
using Omua.Llm.Settings;

namespace Omua.Cli.Composition;

/// <summary>Sections of <c>omua.yaml</c> whose types belong to rooms that the plugin host does not know.</summary>
internal static class ConfigurationSections
{
    public const string Llm = "llm";
    public const string Acting = "acting";

    /// <summary>Asked for one by one, so that a room is loaded only where its section is written.</summary>
    public static IReadOnlyDictionary<string, Func<Type>> All { get; } = new Dictionary<string, Func<Type>> { [Llm] = LlmType, [Acting] = () => typeof(ActingSettings) };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Type LlmType() => typeof(LlmSettings);
}
