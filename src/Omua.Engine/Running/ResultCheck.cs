using System.Text;
using System.Text.Json.Nodes;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>What keeps a result from being journalled. It is the agent's defect and would be there again at the next attempt.</summary>
internal static class ResultCheck
{
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Which figure is wrong and how; null where the result can be kept.</summary>
    /// <param name="result">The result.</param>
    /// <param name="json">The result written out; null where it cannot be kept.</param>
    public static string? Fault(TaskResult result, out string? json)
    {
        json = null;
        if (!IsPlain(result) && Figures(result).FirstOrDefault(figure => figure.Value is { } value && !double.IsFinite(value)) is { Where: { } where } wrong)
        {
            return $"{where} is {wrong.Value}; a figure that does not exist is null";
        }

        for (var index = 0; index < result.Proposals.Count; index++)
        {
            if (result.Proposals[index] is var mixed && mixed.From.Currency != mixed.To.Currency)
            {
                return $"proposal '{mixed.Id}' goes from {mixed.From.Currency} to {mixed.To.Currency}; both amounts are in one currency";
            }
        }

        var (text, bytes) = JsonText.Of(result, TaskResultJson.Write, static written => (written.Length > MaxBytes ? null : Encoding.UTF8.GetString(written), written.Length));
        json = text;
        return text is null
            ? $"the result is {bytes / 1024 / 1024} MB; at most {MaxBytes / 1024 / 1024} MB are kept. Store the rest as a document and return its key"
            : null;
    }

    private static bool IsPlain(TaskResult result) => result.Findings.Count == 0 && result.Proposals.Count == 0 && result.Result.Count == 0 && result.Metadata.Count == 0;

    private static IEnumerable<(string Where, double? Value)> Figures(TaskResult result) =>
    [
        .. result.Findings.SelectMany(finding => Of($"finding '{finding.Id}'", finding.Evidence).Concat(Of($"the interval of finding '{finding.Id}'", finding.Interval))),
        .. result.Proposals.SelectMany(proposal => Of($"proposal '{proposal.Id}'", proposal.Evidence)
            .Concat([
                ($"the expected effect of proposal '{proposal.Id}'", proposal.ExpectedEffect.Low),
                ($"the expected effect of proposal '{proposal.Id}'", proposal.ExpectedEffect.Mid),
                ($"the expected effect of proposal '{proposal.Id}'", proposal.ExpectedEffect.High)])),
        .. Of("result", result.Result),
        .. Of("metadata", result.Metadata),
    ];

    private static IEnumerable<(string Where, double? Value)> Of(string owner, IReadOnlyList<Evidence> evidence) =>
        evidence.SelectMany(each => Of($"the interval of '{each.Metric}' in {owner}", each.Interval).Prepend(($"'{each.Metric}' in {owner}", each.Value)));

    private static IEnumerable<(string Where, double? Value)> Of(string where, Interval? interval) =>
        interval is { } known ? [(where, known.Low), (where, known.High), (where, known.Level)] : [];

    private static IEnumerable<(string Where, double? Value)> Of(string part, JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Of(part, field.Value)),
        JsonArray items => items.SelectMany(item => Of(part, item)),
        JsonValue value when value.TryGetValue<double>(out var number) => [($"{part}{value.GetPath()[1..]}", number)],
        JsonValue value when value.TryGetValue<float>(out var number) => [($"{part}{value.GetPath()[1..]}", number)],
        _ => [],
    };
}
