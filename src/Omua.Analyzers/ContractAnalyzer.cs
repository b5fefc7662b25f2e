using Microsoft.CodeAnalysis.Diagnostics;

namespace Omua.Analyzers;

/// <summary>What the analyzers share: they run where the contracts are referenced, in parallel, and not in generated code.</summary>
internal abstract class ContractAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } contracts)
            {
                Start(start, contracts);
            }
        });
    }

    protected abstract void Start(CompilationStartAnalysisContext context, ContractTypes contracts);
}
