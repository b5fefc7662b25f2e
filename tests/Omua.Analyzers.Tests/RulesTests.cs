using Omua.Analyzers.CodeFixes;

namespace Omua.Analyzers.Tests;

/// <summary>The rules, their analyzers and their page say the same.</summary>
public sealed class RulesTests
{
    private static readonly string[] Fixable = [.. new Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider[]
        { new ReplacementFix(), new AddPluginInterfaceFix(), new AwaitFix(), new ReturnTaskFix(), new PassTokenFix() }.SelectMany(fix => fix.FixableDiagnosticIds)];

    [Fact]
    public void Rules_All_HaveAnIdOfTheirOwnAndAnAnalyzer()
    {
        Assert.All(Rules.All, rule => Assert.Matches("^OMUA0[0-4][0-9]$", rule.Id));
        Assert.Equal(Rules.All.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal), Rules.All.Select(rule => rule.Id));
        Assert.Equal(Rules.All.ToHashSet(), PluginAnalyzers.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToHashSet());
    }

    [Fact]
    public void Page_Table_IsThatOfTheRules()
    {
        var table = string.Concat(Rules.All.Select(rule =>
            $"| `{rule.Id}` | {rule.Category["Omua.".Length..].ToLowerInvariant()} | {rule.Title} | {(Fixable.Contains(rule.Id) ? "yes" : "")} |\n"));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "analyzers.md"));
        Assert.True(page.Contains(table, StringComparison.Ordinal), $"docs/analyzers.md should hold this table:\n{table}");
    }

    [Fact]
    public void Page_Chapters_ExplainEveryRule()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "analyzers.md"));
        Assert.All(Rules.All, rule => Assert.Contains($"\n**{rule.Id}**", page, StringComparison.Ordinal));
    }
}
