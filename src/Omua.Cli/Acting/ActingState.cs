using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Omua.Cli.Acting;

/// <summary>All that was approved and applied of one run: one document, so that one compare-and-set decides on all of it.</summary>
internal sealed record ActingState
{
    public ImmutableSortedDictionary<string, Approval> Approvals { get; init; } = ImmutableSortedDictionary.Create<string, Approval>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, ChangeApplication> Applications { get; init; } = ImmutableSortedDictionary.Create<string, ChangeApplication>(StringComparer.Ordinal);

    /// <summary>What happened, in order: who did what, when. Nothing is ever taken out.</summary>
    public ImmutableList<JsonObject> History { get; init; } = [];

    /// <summary>What the run has moved.</summary>
    public decimal Moved => Approvals.Values.Where(approval => approval.Application is not null).Sum(approval => approval.Moved);

    public JsonObject Json => new()
    {
        ["approvals"] = new JsonObject(Approvals.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value.Json))),
        ["applications"] = new JsonObject(Applications.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value.Json))),
        ["history"] = new JsonArray([.. History.Select(each => each.DeepClone())]),
    };

    public static ActingState Read(string json)
    {
        var fields = JsonNode.Parse(json)!.AsObject();
        return new ActingState
        {
            Approvals = fields["approvals"]!.AsObject().ToImmutableSortedDictionary(each => each.Key, each => Approval.Read(each.Value!), StringComparer.Ordinal),
            Applications = fields["applications"]!.AsObject().ToImmutableSortedDictionary(each => each.Key, each => ChangeApplication.Read(each.Value!), StringComparer.Ordinal),
            History = [.. fields["history"]!.AsArray().Select(each => each!.DeepClone().AsObject())],
        };
    }

    public ActingState Noted(string what, string by, DateTimeOffset at, IEnumerable<string> proposals, string? application = null) => this with
    {
        History = History.Add(new JsonObject
        {
            ["at"] = at, ["by"] = by, ["what"] = what, ["proposals"] = new JsonArray([.. proposals.Select(id => JsonValue.Create(id))]), ["application"] = application,
        }),
    };
}
