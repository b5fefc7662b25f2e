using System.CommandLine;
using System.Globalization;
using System.Text;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Runs;

/// <summary><c>omua demo</c>: the same job on a market that is simulated on the spot, so that every estimate can be held against the truth.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var arguments = new RunArguments();
        var verb = new Verb("demo", "Simulate a market whose truth is known, run on it, and show how far each estimate is off")
        {
            Examples = ["omua demo", "omua demo --seed 7 --budget 100000", "omua demo --out demo --json"],
        };
        foreach (var option in arguments.ForDemo)
        {
            verb.Add(option);
        }

        return verb.Does((invocation, cancellationToken) => ExecuteAsync(invocation, arguments, cancellationToken));
    }

    private static async Task<int> ExecuteAsync(Invocation invocation, RunArguments arguments, CancellationToken cancellationToken)
    {
        var seed = invocation.Get(arguments.Seed);
        var market = MarketSimulation.Generate(seed);
        var folder = invocation.Get(arguments.Out) ?? Path.Combine("omua-report", $"demo-{seed.ToString(CultureInfo.InvariantCulture)}");
        var given = RunArguments.Amount(invocation.Get(arguments.Budget));
        var options = new RunOptions
        {
            DataPath = await WriteAsync(market, Path.Combine(folder, "data"), cancellationToken),
            // The budget is for a period as long as the data's: what was spent, to be spent better.
            Budget = given ?? Math.Round(market.Rows.Sum(row => row.Cost)),
            Out = folder,
            Goal = "",
            Seed = seed,
            IsSimulated = true,
            Command = string.Create(CultureInfo.InvariantCulture, $"omua demo --seed {seed}{(given is { } budget ? $" --budget {budget}" : "")}"),
        };
        var exitCode = await RunCommand.ExecuteAsync(invocation, options, run => DemoTruth.Compare(run, market.Truth), cancellationToken);
        if (!invocation.IsJson && exitCode == ExitCode.Done)
        {
            invocation.Output.Line("next: the same on your own exports: omua run --data <folder of exports> --budget <amount>");
        }

        return exitCode;
    }

    private static async Task<string> WriteAsync(SimulatedMarket market, string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await using var writer = new StreamWriter(Path.Combine(folder, "simulated_market.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            await market.WriteCsvAsync(writer, cancellationToken);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw RunFiles.NotWritten(folder, exception);
        }
    }
}
