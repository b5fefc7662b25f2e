using System.Text.Json.Nodes;
using Omua.Llm.Tests.Server;
using Omua.Llm.Tests.Wires;

namespace Omua.Llm.Tests.Backends;

/// <summary>Answers piece by piece: server-sent events and newline-delimited JSON.</summary>
public sealed class StreamTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Wires => Ground.WireNames;

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_Success_EndsWithReasonAndUsage(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.Stream(["Move ", "the ", "budget."]));

        var updates = await AllAsync(ground);

        Assert.Equal(["Move ", "the ", "budget."], updates.Select(update => update.Content).Where(text => text.Length > 0));
        var last = updates[^1];
        Assert.Equal(LlmFinishReason.Stop, last.FinishReason);
        Assert.Equal(WireUsage.Input, last.Usage!.InputTokens);
        Assert.Equal(WireUsage.Output, last.Usage.OutputTokens);
        Assert.False(last.Usage.IsEstimated);
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.FinishReason));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_ToolCallInPieces_ComesWhole(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.ToolStream("clicks_of", new JsonObject { ["campaign"] = "brand awareness" }));

        var updates = await AllAsync(ground);

        var call = Assert.Single(updates.SelectMany(update => update.ToolCalls));
        Assert.Equal("clicks_of", call.Name);
        Assert.Equal("brand awareness", (string?)call.Arguments["campaign"]);
        Assert.Equal(LlmFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task StreamAsync_UsageMissing_SaysThatItIsUnknown(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.Stream(["Done."], hasUsage: false));

        Assert.True((await AllAsync(ground))[^1].Usage!.IsEstimated);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_CleanEndWithoutFinish_HasNoFinishReason(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.Stream(["Half of "], hasEnd: false));

        var updates = await AllAsync(ground);

        Assert.Equal("Half of ", string.Concat(updates.Select(update => update.Content)));
        Assert.All(updates, update => Assert.Null(update.FinishReason));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_Cut_FailsAsIncomplete(string wire) => await BrokenAsync(wire, ScriptEnd.Cut);

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_Reset_FailsAsIncomplete(string wire) => await BrokenAsync(wire, ScriptEnd.Reset);

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_ErrorInTheMiddle_Fails(string wire)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.BrokenStream("Half ", "overloaded"));

        var text = "";
        Exception? thrown = null;
        LlmFinishReason? reason = null;
        try
        {
            await foreach (var update in ground.Backend.StreamAsync([LlmMessage.User("Go.")]))
            {
                text += update.Content;
                reason = update.FinishReason;
            }
        }
        catch (LlmException exception)
        {
            thrown = exception;
        }

        Assert.Equal("Half ", text);
        Assert.True(thrown is not null || reason is null, "a broken answer must not look whole");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_SlowFirstToken_EndsWhenCancelled(string wire) => await CancelledAsync(wire, silentBefore: 0);

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task StreamAsync_IdleStall_EndsWhenCancelled(string wire) => await CancelledAsync(wire, silentBefore: 3);

    private static async Task BrokenAsync(string wire, ScriptEnd end)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.Stream(["Half of ", "it"], hasEnd: false) with { End = end });

        var exception = await Assert.ThrowsAsync<LlmException>(() => AllAsync(ground));

        Assert.Contains(exception.Failure, new[] { LlmFailure.Incomplete, LlmFailure.Unavailable });
    }

    private static async Task CancelledAsync(string wire, int silentBefore)
    {
        await using var ground = await Ground.StartAsync(wire);
        ground.Server.Then(ground.Wire.Stream(["a", "b", "c", "d"]) with { SilentBefore = silentBefore });
        using var cancel = new CancellationTokenSource();

        var reading = Task.Run(async () =>
        {
            await foreach (var _ in ground.Backend.StreamAsync([LlmMessage.User("Go.")], null, cancel.Token))
            {
            }
        });
        await Until(() => ground.Server.Requests.Count == 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Soon));
    }

    private static async Task<List<LlmUpdate>> AllAsync(Ground ground)
    {
        var updates = new List<LlmUpdate>();
        await foreach (var update in ground.Backend.StreamAsync([LlmMessage.User("Go.")]))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
