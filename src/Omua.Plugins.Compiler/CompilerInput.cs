namespace Omua.Plugins.Compiler;

/// <summary>What is to be compiled into one assembly, and how. The names are those of a project file.</summary>
internal sealed record CompilerInput(string AssemblyName, IReadOnlyList<CompilerFile> Files, IReadOnlyList<string> References)
{
    public string? LangVersion { get; init; }

    public string Nullable { get; init; } = "enable";

    public bool ImplicitUsings { get; init; } = true;

    public bool AllowUnsafeBlocks { get; init; }

    public bool CheckForOverflowUnderflow { get; init; }

    public IReadOnlyList<string> DefineConstants { get; init; } = [];
}
