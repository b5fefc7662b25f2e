using System.CommandLine;
using System.CommandLine.Help;
using Omua.Cli.Composition;
using Omua.Cli.Up;
using Omua.Cli.Verbs;

namespace Omua.Cli.Shell;

/// <summary>From arguments to exit code. The last border: what nothing else handled is said here, with its type, and never shown as success.</summary>
internal static class CommandRunner
{
    /// <summary>How long a verb may take to wind up after Ctrl-C before the process ends anyway.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static Task<int> RunAsync(string[] arguments) =>
        VersionVerb.IsPlain(arguments) ? Task.FromResult(VersionVerb.Print(arguments.Length == 2)) : RunVerbAsync(arguments);

    private static async Task<int> RunVerbAsync(string[] arguments)
    {
        var output = CommandOutput.ForProcess(arguments.Contains("--json"), arguments.Contains("--no-color"));
        try
        {
            var root = Tree(arguments, out var unknown);
            if (unknown is not null)
            {
                return Refuse(output, [UsageFaults.UnknownVerb(unknown)]);
            }

            var parsed = root.Parse(arguments);
            if (parsed.Errors.Count > 0 && parsed.Action is not ExamplesHelp)
            {
                return Refuse(output, UsageFaults.From(parsed));
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = arguments.Contains(UpVerb.Name) ? UpVerb.LongestEnd : Grace });
        }
        catch (FaultException exception)
        {
            return Refuse(output, exception.Faults);
        }
        catch (StorageException exception)
        {
            return Refuse(output, [StoreFaults.Of(exception)]);
        }
        catch (OperationCanceledException)
        {
            output.Message("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception exception)
        {
            return Refuse(output, [UsageFaults.Unexpected(exception)]);
        }
    }

    private static int Refuse(CommandOutput output, IReadOnlyList<Fault> faults)
    {
        output.Error(faults);
        return ExitCode.For(faults);
    }

    /// <summary>The tree with the one verb that is asked for; with all of them for help, completion and where no verb is named.</summary>
    internal static RootCommand Tree(string[] arguments, out string? unknown)
    {
        unknown = null;
        var root = new RootCommand("OMUA turns campaign exports into figures, findings and the budget changes that follow from them.");
        foreach (var option in GlobalOptions.All)
        {
            root.Add(option);
        }

        var name = VerbName(arguments);
        if (name is null)
        {
            foreach (var each in VerbTable.Names)
            {
                root.Add(VerbTable.Create(each)!);
            }
        }
        else if (VerbTable.Create(name, VerbName(arguments[(Array.IndexOf(arguments, name) + 1)..])) is { } verb)
        {
            root.Add(verb);
        }
        else
        {
            unknown = name;
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExamplesHelp((HelpAction)help.Action!);
        root.SetAction(parsed => help.Action is ExamplesHelp examples ? examples.Invoke(parsed) : ExitCode.Usage);
        return root;
    }

    private static string? VerbName(string[] arguments)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            if (GlobalOptions.TakesValue(arguments[index]))
            {
                index++;
            }
            else if (arguments[index].StartsWith('['))
            {
                return null;
            }
            else if (!arguments[index].StartsWith('-'))
            {
                return arguments[index];
            }
        }

        return null;
    }
}
