using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Omua.Analyzers.CodeFixes;

namespace Omua.Analyzers.Tests;

/// <summary>Each fix is applied as an editor would apply it; afterwards the finding is gone and the code compiles.</summary>
public sealed class CodeFixTests
{
    private static readonly CodeFixProvider[] Fixes =
        [new ReplacementFix(), new AddPluginInterfaceFix(), new AwaitFix(), new ReturnTaskFix(), new PassTokenFix()];

    [Theory]
    [InlineData("var x = Task.FromResult(1).Result;", "var x = await Task.FromResult(1);")]
    [InlineData("var x = Task.FromResult(\"a\").Result.Length;", "var x = (await Task.FromResult(\"a\")).Length;")]
    [InlineData("Task.FromResult(1).Wait();", "await Task.FromResult(1);")]
    [InlineData("var x = Task.FromResult(1).GetAwaiter().GetResult();", "var x = await Task.FromResult(1);")]
    [InlineData("Task.WaitAll(Task.CompletedTask);", "await Task.WhenAll(Task.CompletedTask);")]
    [InlineData("async void Local() => await Task.Yield();", "async Task Local() => await Task.Yield();")]
    [InlineData("await File.ReadAllTextAsync(\"x\");", "await File.ReadAllTextAsync(\"x\", cancellationToken);")]
    [InlineData("await context.Parameters.ToString().AsMemory().Length.WaitAsync();", "await context.Parameters.ToString().AsMemory().Length.WaitAsync(token: cancellationToken);")]
    [InlineData("var x = DateTime.UtcNow;", "var x = Context.Time.GetUtcNow().UtcDateTime;")]
    [InlineData("var x = DateTimeOffset.UtcNow;", "var x = Context.Time.GetUtcNow();")]
    [InlineData("var x = new HttpClient();", "var x = Context.Http;")]
    public async Task Fix_OfAStatement_IsWhatAPersonWouldWrite(string wrong, string right) =>
        Assert.Equal(Source(right), await FixedAsync(Source(wrong)));

    [Theory]
    [InlineData("Name => \"probe\"", "Name => \"MyProbe\"", "Name => \"my_probe\"")]
    [InlineData("Version => \"1.0.0\"", "Version => \"1.0\"", "Version => \"1.0.0\"")]
    [InlineData("Version => \"1.0.0\"", "Version => \"v2\"", "Version => \"2.0.0\"")]
    public async Task Fix_OfTheIdentity_ReplacesTheLiteral(string original, string wrong, string right) =>
        Assert.Equal(
            AuthorCode.Agent("").Replace(original, right, StringComparison.Ordinal),
            await FixedAsync(AuthorCode.Agent("").Replace(original, wrong, StringComparison.Ordinal)));

    [Fact]
    public async Task Fix_OfAMissingInterface_AddsIt()
    {
        var text = await FixedAsync("""
            public class Half : IAgent
            {
                public string Name => "half";
                public string Version => "1.0.0";
                public PluginType Type => PluginType.Agent;
                public string Description => "Half.";
                public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;
                public Task ShutdownAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
            }
            """);
        Assert.Contains("class Half : IAgent, IPlugin\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_OutsideAsyncOrContext_IsNotOffered()
    {
        var source = AuthorCode.Agent("", """
            private readonly DateTime _made = DateTime.UtcNow;
            private static int Load() => Task.FromResult(1).Result;
            """);
        Assert.Equal(source, await FixedAsync(source, expectGone: false));
    }

    private static string Source(string statement) => AuthorCode.Agent(
        statement, before: "public static class Waits { public static Task WaitAsync(this int number, int times = 1, CancellationToken token = default) => Task.CompletedTask; }");

    private static async Task<string> FixedAsync(string source, bool expectGone = true)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("author", LanguageNames.CSharp).WithParseOptions(AuthorCode.Parsing).WithMetadataReferences(AuthorCode.References)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddDocument("GlobalUsings.cs", AuthorCode.GlobalUsings).Project;
        var document = project.AddDocument("author.cs", source);
        foreach (var finding in await AuthorCode.FindingsAsync((await document.Project.GetCompilationAsync())!))
        {
            var offered = new List<CodeAction>();
            foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offered.Add(action), default));
            }

            if (offered.Count > 0)
            {
                var changed = (await offered[0].GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
                document = changed.GetDocument(document.Id)!;
                break;
            }
        }

        var text = (await document.GetTextAsync()).ToString();
        var left = await AuthorCode.FindingsAsync(AuthorCode.Compile(text));
        Assert.True(!expectGone || left.IsEmpty, $"{string.Join('\n', left)}\n{text}");
        return text;
    }
}
