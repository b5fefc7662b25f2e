using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage backup</c>: a copy of the whole store, as it is at one instant, while others go on.</summary>
internal static class StorageBackupVerb
{
    private static readonly Argument<string> To = new("file") { Description = "The copy; a file that is not there yet" };

    public static Command Create()
    {
        var verb = new Verb("backup", "Copy the whole store into a file") { Examples = ["omua storage backup omua-2026-11-25.copy"] };
        verb.Add(To);
        return verb.Does(RunAsync);
    }

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => OpenStore.WithAsync(invocation, async (application, store) =>
    {
        var path = Path.GetFullPath(invocation.Get(To)!);
        var maintenance = OpenStore.Maintenance(application, store);
        await application.NoteAsync("exported", path, cancellationToken: cancellationToken);
        await maintenance.BackupAsync(path, cancellationToken);
        var size = new FileInfo(path).Length;
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("copy", path);
                writer.WriteNumber("size_bytes", size);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Output.Line($"{path}: {size:N0} bytes");
        }
    }, cancellationToken);
}
