using System.Runtime.CompilerServices;
using Omua.Plugins.Compiler;

namespace Omua.Plugins.Tests;

/// <summary>The real compiler behind the host's interface, counting how often it is asked.</summary>
internal sealed class RoslynCompiler : ISourceCompiler
{
    private int _calls;

    public int Calls => _calls;

    public IReadOnlyList<string> Files { get; } = [Path.Combine(AppContext.BaseDirectory, "Omua.Plugins.Compiler.dll")];

    public CompiledSource Compile(PluginSourceFile source, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return Ask(source, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CompiledSource Ask(PluginSourceFile source, CancellationToken cancellationToken)
    {
        var output = PluginCompiler.Compile(source.Path, source.Content, source.AssemblyName, source.References, cancellationToken);
        return new CompiledSource(output.Assembly, output.Symbols, output.Faults);
    }
}
