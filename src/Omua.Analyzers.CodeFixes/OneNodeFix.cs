using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Omua.Analyzers.CodeFixes;

/// <summary>A fix that changes one node of the file, the one that the finding points at or one around it.</summary>
internal abstract class OneNodeFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && await ChangeAsync(context.Document, root, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } change)
            {
                context.RegisterCodeFix(CodeAction.Create(change.Title, _ => Task.FromResult(Changed(context.Document, root, change)), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>What to change; null where nothing obvious mends the finding.</summary>
    protected abstract Task<NodeChange?> ChangeAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken);

    private static Document Changed(Document document, SyntaxNode root, NodeChange change) => document.WithSyntaxRoot(
        root.ReplaceNode(change.From, change.To.WithTriviaFrom(change.From).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation)));
}
