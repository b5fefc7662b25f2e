using Microsoft.CodeAnalysis;

namespace Omua.Analyzers.CodeFixes;

/// <summary>One node in place of another, and what the editor calls it.</summary>
internal sealed class NodeChange(string title, SyntaxNode from, SyntaxNode to)
{
    public string Title { get; } = title;

    public SyntaxNode From { get; } = from;

    public SyntaxNode To { get; } = to;
}
