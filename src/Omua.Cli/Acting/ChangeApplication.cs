using System.Text.Json.Nodes;

namespace Omua.Cli.Acting;

/// <summary>One use of approvals: who, when, and the files, whole, so that a use that was interrupted is finished with the same ones.</summary>
internal sealed record ChangeApplication
{
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The folder of the files, as a full path.</summary>
    public required string Folder { get; init; }

    public required IReadOnlyList<ChangeFileText> Files { get; init; }

    /// <summary>When the files were all there; null while that is not known.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    public JsonObject Json => new()
    {
        ["by"] = By, ["at"] = At, ["folder"] = Folder, ["done_at"] = DoneAt, ["files"] = new JsonArray([.. Files.Select(file => file.Json)]),
    };

    public static ChangeApplication Read(JsonNode json) => new()
    {
        By = (string)json["by"]!, At = (DateTimeOffset)json["at"]!, Folder = (string)json["folder"]!, DoneAt = (DateTimeOffset?)json["done_at"],
        Files = [.. json["files"]!.AsArray().Select(file => ChangeFileText.Read(file!))],
    };
}
