using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omua.Analyzers.CodeFixes;

/// <summary>Adds <c>IPlugin</c> to what the class implements.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class AddPluginInterfaceFix : OneNodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NotAPlugin.Id];

    protected override Task<NodeChange?> ChangeAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()?.BaseList is { } bases
            ? new NodeChange("Implement IPlugin", bases, bases.AddTypes(SyntaxFactory.SimpleBaseType(SyntaxFactory.ParseTypeName("Omua.Abstractions.IPlugin"))
                .WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation)))
            : null);
}
