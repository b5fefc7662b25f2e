using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary>What a call of <c>omua</c> gave.</summary>
internal sealed record Answer(int ExitCode, string Output, string Errors)
{
    /// <summary>Stdout as exactly one JSON document; fails the test where it is anything else.</summary>
    public JsonNode Json => JsonNode.Parse(Output) ?? throw new InvalidOperationException($"stdout is the JSON null; stderr: {Errors}");

    /// <summary>Fails the test, showing stderr, where the exit code is another.</summary>
    public Answer Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"ended with {ExitCode}, not {exitCode}\nstdout: {Output}\nstderr: {Errors}");
        return this;
    }
}
