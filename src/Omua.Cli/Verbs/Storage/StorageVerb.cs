using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage</c>: looks after the store in use. Each verb is a file of its own.</summary>
internal static class StorageVerb
{
    public static Command Create() => new Verb("storage", "Show, check, copy, back up and restore the store in use")
    {
        StorageInfoVerb.Create(),
        StorageBackupVerb.Create(),
        StorageRestoreVerb.Create(),
        StorageCopyVerb.Create(),
        StorageMigrateVerb.Create(),
        StorageVerifyVerb.Create(),
    };
}
