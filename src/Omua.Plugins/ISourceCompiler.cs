namespace Omua.Plugins;

/// <summary>
/// Turns sources into an assembly. The host asks only when its cache misses, so an implementation loads the compiler inside
/// <see cref="CompileAsync"/> and not before. Called from several threads at once.
/// </summary>
public interface ISourceCompiler
{
    /// <summary>The files that the compiler is made of. When one changes, what it made before is stale.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Compiles; what is wrong with the sources comes back as faults, not as an exception.</summary>
    Task<CompiledSource> CompileAsync(SourceProgram program, CancellationToken cancellationToken);
}
