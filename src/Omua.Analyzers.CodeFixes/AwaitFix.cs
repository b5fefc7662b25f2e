using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omua.Analyzers.CodeFixes;

/// <summary>Awaits what blocked, where the function around it is asynchronous.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class AwaitFix : OneNodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.Blocks.Id];

    protected override Task<NodeChange?> ChangeAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var awaited = IsInAsyncFunction(node) ? Awaited(node) : null;
        return Task.FromResult(awaited is null ? null : new NodeChange("Await it", node, Parenthesized(node, SyntaxFactory.AwaitExpression(awaited.WithoutTrivia()))));
    }

    private static ExpressionSyntax? Awaited(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var task } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait", Expression: var task }, ArgumentList.Arguments.Count: 0 } => task,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetResult",
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Expression: var task } },
            },
        } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep" }, ArgumentList: var arguments } =>
            SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression("Task.Delay"), arguments),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" or "WaitAny", Name: var name, Expression: var task }, ArgumentList: var arguments } =>
            SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression, task, SyntaxFactory.IdentifierName(name.Identifier.ValueText.Replace("Wait", "When"))), arguments),
        _ => null,
    };

    private static ExpressionSyntax Parenthesized(SyntaxNode node, ExpressionSyntax expression) =>
        node.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(expression) : expression;

    private static bool IsInAsyncFunction(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword != default;
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                default:
                    break;
            }
        }

        return false;
    }
}
