using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Llm;

/// <summary><c>--record</c> and <c>--replay</c>, for every verb that may call a model.</summary>
internal sealed class LlmTapeOptions
{
    public Option<string?> Record { get; } = new("--record") { Description = "Record the calls of language models to this file, secrets masked", HelpName = "FILE" };

    public Option<string?> Replay { get; } = new("--replay") { Description = "Answer calls of language models from this recording; one that is not in it fails", HelpName = "FILE" };

    public LlmTape Read(Invocation invocation) => invocation.Get(Record) is { } record && invocation.Get(Replay) is { }
        ? throw new FaultException(UsageFaults.Wrong($"--record {record} stands beside --replay", "give one of the two"))
        : new LlmTape(invocation.Get(Record), invocation.Get(Replay));
}
