using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Omua.Cli.Shell;

namespace Omua.Cli.Tests;

/// <summary>Every command line that a page shows is one that the program takes.</summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly IReadOnlyList<string> Pages =
    [
        Path.Combine(Repository.Root, "README.md"), Path.Combine(Repository.Root, "samples", "plugins", "README.md"),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
    ];

    public static TheoryData<string, string> FencedLines => Commands(text => Fence().Matches(text).SelectMany(fence => fence.Groups["body"].Value.Split('\n'))
        .Select(line => Line().Match(line)).Where(match => match.Success).Select(match => match.Groups["command"].Value));

    public static TheoryData<string, string> InlineCommands => Commands(text => Inline().Matches(Fence().Replace(text, "")).Select(match => match.Groups["command"].Value));

    [Theory]
    [MemberData(nameof(FencedLines))]
    public void Line_InABlock_IsParsedWithoutFault(string page, string command)
    {
        var arguments = Arguments(command);
        var root = CommandRunner.Tree(arguments, out var unknown);
        Assert.True(unknown is null, $"{page}: omua has no verb {unknown}");
        Assert.True(root.Parse(arguments).Errors.Count == 0, $"{page}: omua {command}: {string.Join("; ", root.Parse(arguments).Errors.Select(error => error.Message))}");
    }

    /// <summary>In running text a verb may stand without what it needs; what is said of it must still be there.</summary>
    [Theory]
    [MemberData(nameof(InlineCommands))]
    public void Command_InText_NamesVerbsAndOptionsThatAreThere(string page, string command)
    {
        var arguments = Arguments(command.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
        var root = CommandRunner.Tree(arguments, out var unknown);
        Assert.True(unknown is null, $"{page}: omua has no verb {unknown}");
        Assert.True(root.Parse(arguments).UnmatchedTokens.Count == 0, $"{page}: omua {command} has no {string.Join(", ", root.Parse(arguments).UnmatchedTokens)}");
    }

    [Fact]
    public void Commands_OfTheGuides_AreFound() => Assert.True(FencedLines.Count > 10 && InlineCommands.Count > 10, $"{FencedLines.Count} lines and {InlineCommands.Count} commands were found");

    private static TheoryData<string, string> Commands(Func<string, IEnumerable<string>> find)
    {
        var commands = new TheoryData<string, string>();
        foreach (var page in Pages)
        {
            foreach (var command in find(File.ReadAllText(page)).Select(command => command.Trim()).Where(command => command.Length > 0 && command[0] is not ('<' or '…')).Distinct())
            {
                commands.Add(Path.GetRelativePath(Repository.Root, page), command);
            }
        }

        return commands;
    }

    private static string[] Arguments(string command) => [.. CommandLineParser.SplitCommandLine(Comment().Replace(command, ""))];

    [GeneratedRegex(@"^```[^\n]*\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(\$ )?(\./)?omua (?<command>[^\n]+)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"`(\./)?omua (?<command>[^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\s+(#|>|\|).*$")]
    private static partial Regex Comment();
}
