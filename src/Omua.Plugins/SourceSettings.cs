namespace Omua.Plugins;

/// <summary>The properties of a project that mean something to the compiler. The defaults are those of a file-based program.</summary>
public sealed record SourceSettings
{
    /// <summary><c>LangVersion</c>, as the SDK writes it; null: the framework's own.</summary>
    public string? LanguageVersion { get; init; }

    /// <summary><c>Nullable</c>: <c>enable</c> (default), <c>disable</c>, <c>warnings</c> or <c>annotations</c>.</summary>
    public string Nullable { get; init; } = "enable";

    /// <summary><c>ImplicitUsings</c>; default true.</summary>
    public bool ImplicitUsings { get; init; } = true;

    /// <summary><c>AllowUnsafeBlocks</c>; default false.</summary>
    public bool AllowUnsafe { get; init; }

    /// <summary><c>CheckForOverflowUnderflow</c>; default false.</summary>
    public bool CheckOverflow { get; init; }

    /// <summary><c>DefineConstants</c>, beside <c>NET</c> and the like.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];
}
