using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs;

/// <summary><c>omua version</c>: what scripts ask first and often, so the plain form is answered before the command line is even parsed.</summary>
internal static class VersionVerb
{
    public static string Current { get; } =
        (typeof(VersionVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];

    public static Command Create() => new Verb("version", "Print the version")
    {
        Examples = ["omua version", "omua version --json"],
    }.Does((invocation, _) => Task.FromResult(Print(invocation.IsJson)));

    public static bool IsPlain(string[] arguments) => arguments is ["version"] or ["version", "--json"];

    public static int Print(bool isJson)
    {
        var text = isJson
            ? $"{{\n  \"version\": \"{Current}\",\n  \"runtime\": \"{Environment.Version}\",\n  \"platform\": \"{RuntimeInformation.RuntimeIdentifier}\"\n}}\n"
            : $"omua {Current} (.NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier})\n";
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(text));
        return ExitCode.Done;
    }
}
