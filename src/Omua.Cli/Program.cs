using Omua.Cli.Shell;

namespace Omua.Cli;

/// <summary>The entry point. Not async itself: each async method on the way is two that the runtime has to compile at every start.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => CommandRunner.RunAsync(arguments);
}
