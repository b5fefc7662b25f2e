using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omua.Llm.Planning;

/// <summary>What a model is told when it plans. Nothing in it changes from run to run on the same data, so that recordings hold.</summary>
internal static class PlanPrompt
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<LlmMessage> Tasks(ContextData context, PlanMenu menu, IReadOnlyList<TaskSpec> rules) =>
    [
        LlmMessage.System(
            "You plan the analysis of advertising data. Choose the tasks that answer the goal, of the kinds that are listed, and nothing else. Agents compute the figures; you never state one. "
            + "Let a task depend on another only where it needs that result. Prefer few tasks that matter over many."),
        LlmMessage.Data(new JsonObject
        {
            ["datasets"] = Datasets(context),
            ["kinds"] = menu.Describe(),
            ["planned_already"] = new JsonArray([.. rules.Where(task => !menu.Agents.Contains(task.AgentType)).Select(task => JsonValue.Create(task.Name))]),
        }.ToJsonString(Readable)),
        LlmMessage.User(Goal(context) + " Which tasks?"),
    ];

    public static IReadOnlyList<LlmMessage> Parameters(ContextData context, IReadOnlyList<PlannedStep> steps) =>
    [
        LlmMessage.System("You fill in the parameters of planned tasks. Use the values that each schema lists."),
        LlmMessage.Data(new JsonObject
        {
            ["datasets"] = Datasets(context),
            ["tasks"] = new JsonArray([.. steps.Select(step => new JsonObject { ["id"] = step.Id, ["what"] = step.Kind.Description, ["name"] = step.Name, ["reason"] = step.Reason })]),
        }.ToJsonString(Readable)),
        LlmMessage.User(Goal(context) + " Which parameters?"),
    ];

    private static string Goal(ContextData context) =>
        (context.Goal.Length == 0 ? "The goal: see what the data says about where money works and where it does not." : $"The goal: {context.Goal}")
        + (context.Budget is { } budget ? $" There is a budget of {budget} to distribute." : "");

    private static JsonArray Datasets(ContextData context) => new([.. context.Datasets.Select(dataset => new JsonObject
    {
        ["name"] = dataset.Name, ["kind"] = dataset.Kind, ["format"] = dataset.Format, ["channel"] = dataset.Channel, ["window"] = dataset.Window?.ToString(),
        ["rows"] = dataset.Quality.RowsRead, ["currencies"] = string.Join(", ", dataset.Quality.Currencies),
    })]);
}
