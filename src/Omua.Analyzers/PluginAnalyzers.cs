using Microsoft.CodeAnalysis.Diagnostics;
using Omua.Analyzers.Async;
using Omua.Analyzers.Conduct;
using Omua.Analyzers.Contract;
using Omua.Analyzers.Lifetime;

namespace Omua.Analyzers;

/// <summary>All analyzers, for a host that runs them itself.</summary>
internal static class PluginAnalyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        new PluginClassAnalyzer(), new PluginIdentityAnalyzer(),
        new BlockingCallAnalyzer(), new AsyncVoidAnalyzer(), new CancellationAnalyzer(),
        new StaticHoldAnalyzer(), new HostEventAnalyzer(), new SerializerCacheAnalyzer(), new HandleAnalyzer(), new OwnershipAnalyzer(),
        new BackgroundWorkAnalyzer(), new ProcessCacheAnalyzer(),
        new SecretAnalyzer(), new HostServicesAnalyzer(),
    ];
}
