using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Configuration;

/// <summary><c>omua config</c>: what is in force, whether it is right, and what an editor can complete. No plugin is started.</summary>
internal static class ConfigVerb
{
    public static Command Create() => new Verb("config", "Show, check and begin the configuration")
    {
        ConfigShowVerb.Create(), ConfigValidateVerb.Create(), ConfigInitVerb.Create(), ConfigSchemaVerb.Create(),
    };
}
