using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A proposed spend change as JSON. Both amounts are in the one currency that the document names.</summary>
internal static class ProposalJson
{
    public static JsonNode Write(Proposal proposal) => new JsonObject
    {
        ["id"] = proposal.Id,
        ["target"] = new JsonObject
        {
            ["dataset"] = proposal.Target.Dataset,
            ["dimension"] = proposal.Target.Dimension,
            ["value"] = proposal.Target.Value,
        },
        ["change"] = proposal.Change,
        ["from"] = proposal.From.Amount,
        ["to"] = proposal.To.In(proposal.From.Currency),
        ["currency"] = proposal.From.Currency,
        ["expected_effect"] = new JsonObject
        {
            ["metric"] = proposal.ExpectedEffect.Metric,
            ["low"] = proposal.ExpectedEffect.Low,
            ["mid"] = proposal.ExpectedEffect.Mid,
            ["high"] = proposal.ExpectedEffect.High,
            ["level"] = proposal.ExpectedEffect.Level,
        },
        ["evidence"] = new JsonArray([.. proposal.Evidence.Select(EvidenceJson.Write)]),
        ["reason"] = proposal.Reason,
    };

    public static Proposal Read(JsonObject json)
    {
        var currency = json["currency"]!.GetValue<string>();
        var target = json["target"]!;
        var effect = json["expected_effect"]!;
        return new Proposal
        {
            Id = json["id"]!.GetValue<string>(),
            Target = new ProposalTarget(target["dataset"]!.GetValue<string>(), target["dimension"]!.GetValue<string>(), target["value"]!.GetValue<string>()),
            Change = json["change"]!.GetValue<string>(),
            From = new Money(json["from"]!.GetValue<decimal>(), currency),
            To = new Money(json["to"]!.GetValue<decimal>(), currency),
            ExpectedEffect = new ExpectedEffect(effect["metric"]!.GetValue<string>(), effect["low"]?.GetValue<double>(), effect["mid"]?.GetValue<double>(),
                effect["high"]?.GetValue<double>(), effect["level"]?.GetValue<double>() ?? 0.95),
            Evidence = [.. TaskResultJson.Items(json["evidence"]).Select(EvidenceJson.Read)],
            Reason = json["reason"]?.GetValue<string>() ?? "",
        };
    }
}
