using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Omua.Analytics;
using Omua.Plugins;

namespace Omua.Analyzers.Tests;

/// <summary>What the pages show is true: their C# compiles and is free of findings.</summary>
public sealed partial class DocumentationTests
{
    private static readonly IReadOnlyList<MetadataReference> References =
        [.. AuthorCode.References, MetadataReference.CreateFromFile(typeof(Kpi).Assembly.Location), MetadataReference.CreateFromFile(typeof(PluginManager).Assembly.Location)];

    /// <summary>A page, the line that a snippet begins in, and what the fence says after <c>csharp</c>: nothing for a whole file, <c>statements</c> for the inside of a method.</summary>
    public static TheoryData<string, int, string> Snippets()
    {
        var snippets = new TheoryData<string, int, string>();
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md")))
        {
            var text = File.ReadAllText(page);
            foreach (Match fence in Fence().Matches(text))
            {
                snippets.Add(Path.GetRelativePath(Repository.Root, page), text[..fence.Index].Count(c => c == '\n') + 1, fence.Groups["kind"].Value.Trim());
            }
        }

        return snippets;
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task Snippet_OfAPage_CompilesAndHasNoFinding(string page, int line, string kind)
    {
        var code = string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, page)).Skip(line).TakeWhile(each => !each.StartsWith("```", StringComparison.Ordinal)));
        Assert.Contains(kind, new[] { "", "statements" });
        var source = kind == "statements" ? AuthorCode.Agent(code, before: "using Omua.Analytics;") : code;
        Assert.Empty(await AuthorCode.FindingsAsync(AuthorCode.Compile(source, References)));
    }

    [Fact]
    public void Snippets_OfTheGuides_AreFound() =>
        Assert.True(Snippets().Select(snippet => snippet.Data.Item1).Distinct().Count() >= 3, "README.md, docs/writing-plugins.md and docs/plugin-system.md show C#");

    [Theory]
    [InlineData("OMUA Plugin System")]
    [InlineData("Plugin Types")]
    [InlineData("Agent Plugins")]
    [InlineData("LLM Backend Plugins")]
    [InlineData("Storage Backend Plugins")]
    [InlineData("Creating a Plugin")]
    [InlineData("1. Agent Plugin Example")]
    [InlineData("2. LLM Backend Plugin Example")]
    [InlineData("Plugin Installation")]
    [InlineData("1. Plugin Directories")]
    [InlineData("2. File Structure")]
    [InlineData("3. Loading Plugins")]
    [InlineData("Plugin Configuration")]
    [InlineData("Best Practices")]
    [InlineData("Example Plugin: Email Marketing Agent")]
    [InlineData("Troubleshooting")]
    [InlineData("Plugin Not Loading")]
    [InlineData("Plugin Not Working")]
    [InlineData("Import Errors")]
    public void PluginSystemPage_EveryHeadingOfTheSpecification_IsThere(string heading) =>
        Assert.Matches($@"(?m)^#+ {Regex.Escape(heading)}$", File.ReadAllText(Path.Combine(Repository.Root, "docs", "plugin-system.md")));

    [GeneratedRegex(@"^```csharp(?<kind>[^\n]*)\n", RegexOptions.Multiline)]
    private static partial Regex Fence();
}
