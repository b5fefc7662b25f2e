using System.CommandLine;

namespace Omua.Cli.Shell;

/// <summary>One call of a verb: what was asked, and where the answer goes.</summary>
internal sealed class Invocation(ParseResult parsed)
{
    private CommandOutput? _output;

    /// <summary>Where results and messages go.</summary>
    public CommandOutput Output => _output ??= CommandOutput.ForProcess(IsJson, parsed.GetValue(GlobalOptions.NoColor));

    /// <summary>Whether one JSON document is asked for.</summary>
    public bool IsJson => parsed.GetValue(GlobalOptions.Json);

    /// <summary>The configuration file that was named; null takes the usual places.</summary>
    public string? ConfigFile => parsed.GetValue(GlobalOptions.Config);

    /// <summary>Whether the project's plugin folder is trusted for this call.</summary>
    public bool Trust => parsed.GetValue(GlobalOptions.Trust);

    /// <summary>Whether plugins that are not as the lock files record them are refused.</summary>
    public bool Locked => parsed.GetValue(GlobalOptions.Locked);

    /// <summary>Whether to say what happens on stderr.</summary>
    public bool IsVerbose => parsed.GetValue(GlobalOptions.Verbose);

    /// <summary>The value of an option; its default where it was not given.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>The value of an argument; its default where it was not given.</summary>
    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);
}
