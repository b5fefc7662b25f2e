using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omua.Llm.Narrating;

/// <summary>Has a model sum a run up for those who do not read tables. It is given facts by number and writes their numbers, not their figures.</summary>
internal sealed class Narrator(ILlmBackend llm)
{
    private const int MostFacts = 80;
    private const int MostSentences = 10;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonObject Schema = new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["sentences"] = new JsonObject
            {
                ["type"] = "array", ["minItems"] = 1, ["maxItems"] = MostSentences,
                ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 600 },
            },
        },
        ["required"] = new JsonArray("sentences"),
        ["additionalProperties"] = false,
    };

    /// <param name="goal">What the run was for; may be empty.</param>
    /// <param name="facts">The figures that may be quoted, the weightiest first.</param>
    /// <param name="names">Names from the data that may stand in the prose.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="LlmException">No model answered as it should.</exception>
    public async Task<Narrative> WriteAsync(string goal, IReadOnlyList<NarrativeFact> facts, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var given = facts.Take(MostFacts).ToList();
        var response = await llm.ChatAsync(
            [
                LlmMessage.System(
                    "You write the executive summary of an analysis of advertising data, in plain, short sentences, for a person who decides on budgets. "
                    + "You are given facts. To state a figure write the fact's mark, such as [[F3]], and nothing in its place: never write a number yourself, neither in digits nor in words. "
                    + "Say what matters most first, then what is uncertain, then what could be done. Add nothing that the facts do not say."),
                LlmMessage.Data(new JsonArray([.. given.Select(fact => new JsonObject { ["mark"] = $"[[{fact.Id}]]", ["what"] = fact.What, ["figure"] = fact.Text })]).ToJsonString(Readable)),
                LlmMessage.User(goal.Length == 0 ? "Write the summary." : $"The goal was: {goal} Write the summary."),
            ],
            new LlmOptions { ResponseSchema = (JsonObject)Schema.DeepClone(), Temperature = 0.2 },
            cancellationToken).ConfigureAwait(false);

        var grounding = new Grounding(given, names);
        var sentences = new List<string>();
        var quoted = new List<NarrativeFact>();
        var struck = 0;
        foreach (var sentence in ((JsonArray)JsonNode.Parse(response.Content)!["sentences"]!).Select(each => (string)each!))
        {
            if (grounding.Ground(sentence) is { } grounded)
            {
                sentences.Add(grounded.Text);
                quoted.AddRange(grounded.Quoted);
            }
            else
            {
                struck++;
            }
        }

        return new Narrative(sentences, [.. quoted.Distinct()], struck, response.Model);
    }
}
