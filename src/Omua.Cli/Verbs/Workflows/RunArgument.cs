using System.CommandLine;
using Omua.Cli.Runs;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>What the verbs below <c>workflow</c> take alike.</summary>
internal static class RunArgument
{
    public static Argument<string> Required() => new("run") { Description = "The run's id, or as much of its beginning as is unique" };

    public static Argument<string?> Optional() => new("run")
    {
        Description = "The run's id, or as much of its beginning as is unique (default: the only interrupted one)", Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<bool> AcceptChanges() => new(RunTakeUp.AcceptChanges) { Description = "Go on even where data or agents are no longer what the run was planned with" };
}
