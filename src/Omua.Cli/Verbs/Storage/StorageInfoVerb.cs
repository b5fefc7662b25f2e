using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage info</c>: where the store is, how large, and how much is in it.</summary>
internal static class StorageInfoVerb
{
    public static Command Create() => new Verb("info", "Show where the store is, how large, and what is in it")
    {
        Examples = ["omua storage info", "omua storage info --json"],
    }.Does(RunAsync);

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => OpenStore.WithAsync(invocation, async (application, store) =>
    {
        var info = store.Maintenance is { } maintenance ? await maintenance.InfoAsync(cancellationToken) : null;
        var collections = await store.Documents.CollectionsAsync(cancellationToken);
        var metrics = await store.Metrics.NamesAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("backend", application.StorageName);
                writer.WriteString("place", info?.Place);
                writer.WriteNumber("schema", info?.Schema ?? 0);
                writer.WriteNumber("size_bytes", info?.SizeBytes ?? 0);
                writer.WriteBoolean("read_only", info?.IsReadOnly ?? false);
                WriteList(writer, "collections", collections);
                WriteList(writer, "metrics", metrics);
                writer.WriteEndObject();
            });
            return;
        }

        invocation.Output.Line($"backend      {application.StorageName}");
        if (info is not null)
        {
            invocation.Output.Line($"place        {info.Place}");
            invocation.Output.Line($"schema       {info.Schema}");
            invocation.Output.Line($"size         {info.SizeBytes:N0} bytes{(info.IsReadOnly ? ", damaged and read only: restore a backup" : "")}");
        }

        invocation.Output.Line($"collections  {(collections.Count == 0 ? "none" : string.Join(", ", collections))}");
        invocation.Output.Line($"metrics      {(metrics.Count == 0 ? "none" : string.Join(", ", metrics))}");
    }, cancellationToken);

    private static void WriteList(System.Text.Json.Utf8JsonWriter writer, string name, IReadOnlyList<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
