using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omua.Analyzers;

namespace Omua.Plugins.Compiler;

/// <summary>What an editor would tell the author of these sources. Only our own analyzers run, never those of a package.</summary>
internal static class PluginAdvice
{
    public static async Task<IReadOnlyList<Diagnostic>> OfAsync(CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        var analysis = compilation.WithAnalyzers(
            PluginAnalyzers.All, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var found = await analysis.GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Where(each => !each.IsSuppressed).OrderBy(each => each.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(each => each.Location.SourceSpan.Start)];
    }
}
