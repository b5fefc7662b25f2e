using System.Runtime.CompilerServices;
using Omua.Plugins;
using Omua.Plugins.Compiler;

namespace Omua.Cli.Composition;

/// <summary>Joins the plugin host to the compiler. Nothing of Roslyn is loaded until a file has to be compiled: hence the border that is not inlined.</summary>
internal sealed class LazySourceCompiler : ISourceCompiler
{
    /// <summary>Named here and not asked of the compiler: asking would load it at every start.</summary>
    public IReadOnlyList<string> Files { get; } =
    [
        Path.Combine(AppContext.BaseDirectory, "Omua.Plugins.Compiler.dll"),
        Path.Combine(AppContext.BaseDirectory, "Omua.Analyzers.dll"),
        Path.Combine(AppContext.BaseDirectory, "Microsoft.CodeAnalysis.CSharp.dll"),
        Path.Combine(AppContext.BaseDirectory, "Basic.Reference.Assemblies.Net100.dll"),
    ];

    public Task<CompiledSource> CompileAsync(SourceProgram program, CancellationToken cancellationToken) => RunAsync(program, cancellationToken);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<CompiledSource> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var output = await PluginCompiler.CompileAsync(Input(program), cancellationToken);
        return new CompiledSource(output.Assembly, output.Symbols, output.Faults) { Documentation = output.Documentation, Warnings = output.Warnings };
    }

    private static CompilerInput Input(SourceProgram program) =>
        new(program.AssemblyName, [.. program.Files.Select(file => new CompilerFile(file.Path, file.Name, file.Text))], program.References)
        {
            LangVersion = program.Settings.LanguageVersion,
            Nullable = program.Settings.Nullable,
            ImplicitUsings = program.Settings.ImplicitUsings,
            AllowUnsafeBlocks = program.Settings.AllowUnsafe,
            CheckForOverflowUnderflow = program.Settings.CheckOverflow,
            DefineConstants = program.Settings.Defines,
        };
}
