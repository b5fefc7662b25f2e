using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;
using Omua.Stores.Sealing;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage migrate</c>: brings the schema up to date, and with <c>--rotate-key</c> what is encrypted.</summary>
internal static class StorageMigrateVerb
{
    private static readonly Option<bool> RotateKey = new("--rotate-key") { Description = "Take a new data key, wrap all with storage.encryption_key, and encrypt every document anew" };

    public static Command Create()
    {
        var verb = new Verb("migrate", "Bring the store's schema up to date; opening it does the same. With --rotate-key, change its encryption key")
        {
            Examples = ["omua storage migrate", "omua storage migrate --rotate-key"],
        };
        verb.Add(RotateKey);
        return verb.Does(RunAsync);
    }

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => OpenStore.WithAsync(invocation, async (application, store) =>
    {
        var schema = store.Maintenance is { } maintenance ? (await maintenance.InfoAsync(cancellationToken)).Schema : (int?)null;
        var answer = new JsonObject { ["backend"] = application.StorageName, ["schema"] = schema };
        if (invocation.Get(RotateKey))
        {
            var keyed = store as SealedStorage ?? throw new FaultException(new Fault(FaultCodes.StoreKeyMissing, "no encryption key is configured", "name one under storage: encryption_key: ${env:OMUA_STORE_KEY}"));
            await application.NoteAsync("key_rotated", application.StorageName, new JsonObject { ["key_id"] = application.Configuration.Settings.Storage.EncryptionKeyId }, cancellationToken: cancellationToken);
            answer["documents_encrypted"] = await keyed.RotateAsync(cancellationToken);
        }

        if (invocation.IsJson)
        {
            invocation.Output.Json(answer);
            return;
        }

        invocation.Output.Line($"{application.StorageName}: the schema is up to date{(schema is null ? "" : $" ({schema})")}");
        if (answer["documents_encrypted"] is { } count)
        {
            invocation.Output.Line($"{count} documents encrypted anew; journals keep their data keys, which are wrapped with the new key now");
        }
    }, cancellationToken);
}
