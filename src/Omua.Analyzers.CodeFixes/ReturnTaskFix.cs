using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Omua.Analyzers.CodeFixes;

/// <summary>Lets an <c>async void</c> method or local function return <c>Task</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class ReturnTaskFix : OneNodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.AsyncVoid.Id];

    protected override Task<NodeChange?> ChangeAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var returned = root.FindNode(diagnostic.Location.SourceSpan) switch
        {
            MethodDeclarationSyntax method => method.ReturnType,
            LocalFunctionStatementSyntax local => local.ReturnType,
            _ => null,
        };
        return Task.FromResult(returned is null ? null : new NodeChange("Return Task", returned, SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithAdditionalAnnotations(Simplifier.Annotation)));
    }
}
