using System.Runtime.CompilerServices;
using Omua.Plugins.Compiler;

namespace Omua.Plugins.Tests;

/// <summary>The real compiler behind the host's interface, counting how often it is asked.</summary>
internal sealed class RoslynCompiler : ISourceCompiler
{
    private int _calls;

    public int Calls => _calls;

    public IReadOnlyList<string> Files { get; } = [Path.Combine(AppContext.BaseDirectory, "Omua.Plugins.Compiler.dll")];

    public Task<CompiledSource> CompileAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return AskAsync(program, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<CompiledSource> AskAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var output = await PluginCompiler.CompileAsync(
            new CompilerInput(program.AssemblyName, [.. program.Files.Select(file => new CompilerFile(file.Path, file.Name, file.Text))], program.References)
            {
                LangVersion = program.Settings.LanguageVersion,
                Nullable = program.Settings.Nullable,
                ImplicitUsings = program.Settings.ImplicitUsings,
                AllowUnsafeBlocks = program.Settings.AllowUnsafe,
                CheckForOverflowUnderflow = program.Settings.CheckOverflow,
                DefineConstants = program.Settings.Defines,
            },
            cancellationToken);
        return new CompiledSource(output.Assembly, output.Symbols, output.Faults) { Documentation = output.Documentation, Warnings = output.Warnings };
    }
}
