using System.Runtime.CompilerServices;
using Omua.Plugins.Compiler;

namespace Omua.Plugins.Tests;

/// <summary>The real compiler behind the host's interface, counting how often it is asked.</summary>
internal sealed class RoslynCompiler : ISourceCompiler
{
    private int _calls;

    public int Calls => _calls;

    public IReadOnlyList<string> Files { get; } = [Path.Combine(AppContext.BaseDirectory, "Omua.Plugins.Compiler.dll")];

    public CompiledSource Compile(SourceProgram program, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return Ask(program, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CompiledSource Ask(SourceProgram program, CancellationToken cancellationToken)
    {
        var output = PluginCompiler.Compile(
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
        return new CompiledSource(output.Assembly, output.Symbols, output.Faults);
    }
}
