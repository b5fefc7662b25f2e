using System.Text.Json.Nodes;

namespace Omua.Cli.Acting;

/// <summary>One approved proposal: what was approved, by whom and when, and the use that was made of it.</summary>
internal sealed record Approval
{
    /// <summary><see cref="SpendChange.Hash"/>.</summary>
    public required string Hash { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string Note { get; init; } = "";

    /// <summary>The application that uses it; null while it is free. Never another one afterwards.</summary>
    public string? Application { get; init; }

    /// <summary>What the use moves.</summary>
    public decimal Moved { get; init; }

    public JsonObject Json => new()
    {
        ["hash"] = Hash, ["by"] = By, ["at"] = At, ["note"] = Note, ["application"] = Application, ["moved"] = Moved,
    };

    public static Approval Read(JsonNode json) => new()
    {
        Hash = (string)json["hash"]!, By = (string)json["by"]!, At = (DateTimeOffset)json["at"]!, Note = (string?)json["note"] ?? "",
        Application = (string?)json["application"], Moved = (decimal)json["moved"]!,
    };
}
