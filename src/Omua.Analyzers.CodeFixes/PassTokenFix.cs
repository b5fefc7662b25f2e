using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omua.Analyzers.CodeFixes;

/// <summary>Passes the token that is in reach, by name where optional parameters stand before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class PassTokenFix : OneNodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.TokenNotPassed.Id];

    protected override async Task<NodeChange?> ChangeAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || !diagnostic.Properties.TryGetValue(Replacement.Key, out var token) || token is null)
        {
            return null;
        }

        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var method = model?.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;
        var own = method?.Parameters.FirstOrDefault(parameter => parameter.Type.Name == nameof(CancellationToken));
        var isNext = own is null || own.Ordinal == call.ArgumentList.Arguments.Count;
        var argument = SyntaxFactory.Argument(isNext ? null : SyntaxFactory.NameColon(own!.Name), default, SyntaxFactory.IdentifierName(token));
        return new NodeChange($"Pass {token}", call.ArgumentList, call.ArgumentList.AddArguments(argument));
    }
}
