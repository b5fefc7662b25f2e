#:package Omua.Abstractions@1.0.0
#:package Omua.Extensions.AI@1.0.0
#:property OutputType=Library
#:property PublishAot=false

// The host's model as an IChatClient, for libraries that are built on Microsoft.Extensions.AI. Needs its package once: omua plugin restore
// What such a library asks goes through the whole pipeline: budget, order of backends, limits, guard. Without a model the agent plans nothing.

using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Omua.Abstractions;
using Omua.Extensions.AI;

/// <summary>Asks the model for a question that a growth team could put to each dataset. It states no figure, so nothing in it has to be believed.</summary>
public sealed class ChatClientAgent : AgentPlugin
{
    private const string AskQuestion = "ask_question";

    public override string Name => "chat_client_agent";

    public override string Version => "1.0.0";

    public override string Description => "Has the model put one question to each dataset, through a chat client";

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<TaskSpec>>(context.Llm is not { IsAvailable: true } ? [] :
        [
            .. context.Datasets.Select((dataset, index) => new TaskSpec
            {
                Id = $"{Name}.question_{index + 1}",
                Kind = AskQuestion,
                Name = $"A question to {dataset.Name}",
                AgentType = Name,
                Parameters = new JsonObject { ["dataset"] = dataset.Name },
            }),
        ]);

    public override async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        var dataset = context.Datasets.FirstOrDefault(each => each.Name == (string?)task.Parameters["dataset"])
            ?? throw new TaskRejectedException($"there is no dataset '{task.Parameters["dataset"]}'");
        if (context.Llm is not { } llm)
        {
            throw new TaskRejectedException($"{Name} needs a language model; 'omua llm list' shows what is there");
        }

        using IChatClient client = llm.AsChatClient();
        var response = await client.GetResponseAsync(
            [new ChatMessage(ChatRole.System, "Answer with one short question, without figures."), new ChatMessage(ChatRole.User, $"A dataset of the kind {dataset.Kind} with {dataset.Quality.RowsRead} rows is here. What should be asked of it first?")],
            new ChatOptions { MaxOutputTokens = 100 },
            cancellationToken).ConfigureAwait(false);
        return TaskResult.Completed(task, new JsonObject { ["question"] = response.Text, ["model"] = response.ModelId });
    }
}
