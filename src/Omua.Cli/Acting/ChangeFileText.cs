using System.Text.Json.Nodes;

namespace Omua.Cli.Acting;

/// <summary>A file of changes, complete, before it is written.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Content">Its text.</param>
internal sealed record ChangeFileText(string Name, string Content)
{
    public JsonObject Json => new() { ["name"] = Name, ["content"] = Content };

    public static ChangeFileText Read(JsonNode json) => new((string)json["name"]!, (string)json["content"]!);
}
