using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Runs;

/// <summary><c>omua run</c>: from exports to findings, proposals and a report.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var arguments = new RunArguments();
        var verb = new Verb("run", "Plan and execute acquisition work over exports, and report what follows")
        {
            Examples =
            [
                "omua run --data exports",
                "omua run --data exports --budget 5000 --out report",
                "omua run --data exports/google.csv --agents paid_search --json",
                "omua run --data exports --budget 5000 --approve",
                "omua run --data exports --playbook weekly_review",
            ],
        };
        foreach (var option in arguments.ForRun)
        {
            verb.Add(option);
        }

        return verb.Does((invocation, cancellationToken) => RunCommand.ExecuteAsync(invocation, arguments.Read(invocation), null, cancellationToken));
    }
}
