namespace Omua.Cli.Tests;

/// <summary>What holds for every verb: exit codes, one JSON document, errors with a code and a fix.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Version_Json_IsOneDocumentWithTheVersion()
    {
        var answer = (await _work.RunAsync("version", "--json")).Ends(0);
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", (string)answer.Json["version"]!);
        Assert.Empty(answer.Errors);
    }

    [Fact]
    public async Task Version_ThroughTheCommandTree_SaysTheSame() =>
        Assert.Equal((await _work.RunAsync("version")).Output, (await _work.RunAsync("version", "--no-color")).Output);

    [Fact]
    public async Task UnknownVerb_NearARealOne_IsSuggestedAndExitsWithUsage()
    {
        var answer = (await _work.RunAsync("verison")).Ends(2);
        Assert.StartsWith("error OMUA901: there is no verb 'verison'", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("omua version", answer.Errors, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public async Task UnknownVerb_WithJson_IsTheErrorDocumentOnStdout()
    {
        var error = (await _work.RunAsync("frobnicate", "--json")).Ends(2).Json["error"]!;
        Assert.Equal("OMUA901", (string)error["code"]!);
        Assert.All(new[] { "message", "place", "fix" }, member => Assert.NotNull(error[member]));
    }

    [Fact]
    public async Task UnknownOption_NearARealOne_IsSuggestedAndExitsWithUsage()
    {
        var answer = (await _work.RunAsync("version", "--jsn")).Ends(2);
        Assert.Contains("OMUA902", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("did you mean '--json'", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownVerb_WithControlCharacters_IsShownNotObeyed()
    {
        var answer = (await _work.RunAsync("\e[31mred")).Ends(2);
        Assert.DoesNotContain("\e", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("\\u001b[31mred", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfEveryVerb_HasExamples()
    {
        foreach (var name in Shell.VerbTable.Names)
        {
            foreach (var leaf in Leaves(Shell.VerbTable.Create(name)!, name))
            {
                var answer = (await _work.RunAsync([.. leaf.Split(' '), "--help"])).Ends(0);
                Assert.True(answer.Output.Contains("Examples:", StringComparison.Ordinal), $"omua {leaf} --help shows no example");
                Assert.Contains($"omua {leaf}", answer.Output, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<string> Leaves(System.CommandLine.Command command, string path) =>
        command.Subcommands.Count == 0 ? [path] : command.Subcommands.SelectMany(each => Leaves(each, $"{path} {each.Name}"));

    [Fact]
    public async Task Help_OfTheProgram_ListsEveryVerb()
    {
        var answer = (await _work.RunAsync("--help")).Ends(0);
        Assert.All(Shell.VerbTable.Names, name => Assert.Contains($"  {name} ", answer.Output, StringComparison.Ordinal));
    }
}
