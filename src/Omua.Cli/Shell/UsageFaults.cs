using System.CommandLine;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Shell;

/// <summary>What can be wrong with a command line, said with the nearest right word.</summary>
internal static class UsageFaults
{
    public static Fault UnknownVerb(string word) => new(
        FaultCodes.UnknownVerb,
        $"there is no verb '{word}'",
        NearestName.Of(word, VerbTable.Names) is { } near ? $"did you mean 'omua {near}'? 'omua --help' lists all" : "'omua --help' lists the verbs");

    public static Fault Wrong(string message, string fix) => new(FaultCodes.WrongUsage, message, fix);

    public static IReadOnlyList<Fault> From(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = Path(parsed);
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return [.. parsed.UnmatchedTokens.Select(token => Unmatched(command, path, token))];
        }

        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            return [Wrong($"'{path}' needs one of: {string.Join(", ", command.Subcommands.Select(each => each.Name))}", $"see '{path} --help'")];
        }

        return [.. parsed.Errors.Select(error => Wrong($"'{path}': {error.Message.TrimEnd('.')}", $"see '{path} --help'"))];
    }

    public static Fault Unexpected(Exception exception) => new(
        FaultCodes.Unexpected,
        $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}".ReplaceLineEndings(" | "),
        "this is a defect of OMUA; 'omua doctor' checks the installation, and a report of this line helps to mend it");

    private static Fault Unmatched(Command command, string path, string token)
    {
        IEnumerable<string> words = token.StartsWith('-')
            ? command.Options.Concat(GlobalOptions.All).Select(option => option.Name)
            : command.Subcommands.Select(each => each.Name);
        var what = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
        return Wrong(
            $"'{path}' has no {what} '{token}'",
            NearestName.Of(token, words) is { } near ? $"did you mean '{near}'? See '{path} --help'" : $"see '{path} --help'");
    }

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var each = parsed.CommandResult; each is { Command: not RootCommand }; each = each.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, each.Command.Name);
        }

        return string.Join(' ', names.Prepend("omua"));
    }
}
