using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omua.Analyzers.CodeFixes;

/// <summary>Puts the expression that the analyzer proposes in place of the one it found.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class ReplacementFix : OneNodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Rules.TypeDoesNotMatch.Id, Rules.NameNotSnakeCase.Id, Rules.VersionNotSemVer.Id, Rules.WallClock.Id, Rules.OwnHttpClient.Id];

    protected override Task<NodeChange?> ChangeAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return Task.FromResult(node is ExpressionSyntax && diagnostic.Properties.TryGetValue(Replacement.Key, out var text) && text is not null
            ? new NodeChange($"Use {text}", node, SyntaxFactory.ParseExpression(text)) : null);
    }
}
