using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Omua.Analyzers.Tests;

/// <summary>What an author writes, compiled against the framework and the real contracts. A line that ends in <c>// OMUA010</c> expects that finding.</summary>
internal static partial class AuthorCode
{
    public const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Text.Json.Nodes;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Omua.Abstractions;
        global using TaskStatus = Omua.Abstractions.TaskStatus;
        """;

    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(IPlugin).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ILogger).Assembly.Location),
    ];

    public static CSharpParseOptions Parsing { get; } =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14).WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>An agent whose ExecuteAsync begins with these statements, with these members beside it.</summary>
    public static string Agent(string statements, string members = "", string before = "") => $$"""
        using Microsoft.Extensions.Logging;
        {{before}}
        public sealed class Probe : AgentPlugin
        {
            public override string Name => "probe";
            public override string Version => "1.0.0";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            {{members}}
            public override async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
            {
                await Task.Delay(1, cancellationToken);
                {{statements}}
                return TaskResult.Completed(task, []);
            }
        }
        """;

    public static CSharpCompilation Compile(string source, IEnumerable<MetadataReference>? references = null)
    {
        var compilation = CSharpCompilation.Create(
            "author", [CSharpSyntaxTree.ParseText(source, Parsing, "author.cs"), CSharpSyntaxTree.ParseText(GlobalUsings, Parsing)], references ?? References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Compilation compilation)
    {
        var found = await compilation.WithAnalyzers(PluginAnalyzers.All).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, each => each.Id == "AD0001");
        return [.. found.Where(each => each.Id.StartsWith("OMUA", StringComparison.Ordinal)).OrderBy(each => each.Location.SourceSpan.Start)];
    }

    /// <summary>Fails unless the findings are exactly those that the source's comments expect, line by line.</summary>
    public static async Task ExpectAsync(string source)
    {
        var found = (await FindingsAsync(Compile(source))).Select(each => $"{each.Id} in line {each.Location.GetLineSpan().StartLinePosition.Line + 1}");
        var expected = source.Split('\n').SelectMany((line, index) => Expectation().Matches(line).Select(match => $"{match.Groups[1].Value} in line {index + 1}"));
        Assert.True(found.SequenceEqual(expected), $"expected: {string.Join(", ", expected)}\nfound: {string.Join(", ", found)}\n{source}");
    }

    [GeneratedRegex(@"// (OMUA\d{3})")]
    private static partial Regex Expectation();
}
