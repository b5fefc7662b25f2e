using System.CommandLine;

namespace Omua.Cli.Shell;

/// <summary>A command with examples in its help, whose action gets an <see cref="Invocation"/> and gives an exit code.</summary>
internal sealed class Verb : Command
{
    public Verb(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Complete command lines, shown by <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Sets what the verb does. Faults and cancellation it throws are printed and turned into the exit code by <see cref="CommandRunner"/>.</summary>
    public Verb Does(Func<Invocation, CancellationToken, Task<int>> action)
    {
        SetAction((parsed, cancellationToken) => action(new Invocation(parsed), cancellationToken));
        return this;
    }
}
