using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage restore</c>: puts a copy in the place of all that the store holds.</summary>
internal static class StorageRestoreVerb
{
    private static readonly Argument<string> From = new("file") { Description = "A copy that 'omua storage backup' wrote" };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Replace all that the store holds now" };

    public static Command Create()
    {
        var verb = new Verb("restore", "Replace all that the store holds by a copy") { Examples = ["omua storage restore omua-2026-11-25.copy --yes"] };
        verb.Add(From);
        verb.Add(Yes);
        return verb.Does(RunAsync);
    }

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => OpenStore.WithAsync(invocation, async (application, store) =>
    {
        var path = Path.GetFullPath(invocation.Get(From)!);
        if (!invocation.Get(Yes))
        {
            throw new FaultException(new Fault(FaultCodes.RestoreNotConfirmed, $"restoring replaces all that the store '{application.StorageName}' holds", "back it up first, then call again with --yes"));
        }

        await OpenStore.Maintenance(application, store).RestoreAsync(path, cancellationToken);
        // In the chain of the copy, which is the store's from now on.
        await application.NoteAsync("restored", path, cancellationToken: cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("restored", path);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Output.Line($"restored from {path}");
        }
    }, cancellationToken);
}
