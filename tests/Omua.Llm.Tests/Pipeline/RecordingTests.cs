using System.Diagnostics;
using System.Text.Json.Nodes;
using Omua.Llm.Calling;
using Omua.Llm.Settings;
using Omua.Llm.Tracing;
using static Omua.Llm.Tests.Pipeline.FakeBackend;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>Recordings answer as the model did, and only that; spans say what happened, and no more than that.</summary>
public sealed class RecordingTests : IDisposable
{
    private const string Secret = "hunter2\"hunter2";
    private readonly string _folder = Directory.CreateTempSubdirectory("omua-llm-").FullName;

    private string Tape => Path.Combine(_folder, "tape.jsonl");

    [Fact]
    public async Task ReplayFrom_Recording_AnswersWithoutABackend()
    {
        await RecordAsync();
        var backend = new FakeBackend("only");
        using var ground = new PipelineGround(backend) { ReplayFrom = Tape, Secrets = [Secret] };

        Assert.Equal("First.", (await ground.Llm.GenerateAsync($"One, with {Secret}.")).Content);
        Assert.Equal("Second.", (await ground.Llm.GenerateAsync($"One, with {Secret}.")).Content);
        Assert.Equal(LlmFailure.RateLimited, (await ground.FailsAsync(ground.Llm)).Failure);
        var response = await ground.Llm.GenerateAsync("Three.");
        Assert.Equal((100L, 0m), (response.Usage.InputTokens, response.Cost!.Value.Amount));
        Assert.Equal(0, backend.Calls);
    }

    [Fact]
    public async Task ReplayFrom_NotRecordedOrOnceTooOften_Fails()
    {
        await RecordAsync();
        using var ground = new PipelineGround(new FakeBackend("only")) { ReplayFrom = Tape, Secrets = [Secret] };

        var unknown = await Assert.ThrowsAsync<FaultException>(() => ground.Llm.GenerateAsync("Never asked."));
        Assert.Equal(FaultCodes.ReplayMiss, unknown.Faults[0].Code);
        await ground.Llm.GenerateAsync("Three.");
        var again = await Assert.ThrowsAsync<FaultException>(() => ground.Llm.GenerateAsync("Three."));
        Assert.Contains("more often", again.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordTo_Secrets_AreNotInTheFile()
    {
        await RecordAsync();
        var text = await File.ReadAllTextAsync(Tape);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("[secret removed]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"omua_cassette\":2}")]
    [InlineData("{\"omua_cassette\":1}\nnot json")]
    public void ReplayFrom_UnreadableFile_SaysWhere(string content)
    {
        File.WriteAllText(Tape, content);
        using var ground = new PipelineGround(new FakeBackend("only")) { ReplayFrom = content.Length == 0 ? Path.Combine(_folder, "absent.jsonl") : Tape };

        Assert.Equal(FaultCodes.CassetteUnreadable, Assert.Throws<FaultException>(() => ground.Pipeline).Faults[0].Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ChatAsync_Watched_MakesASpanWithUsageAndCost(bool hasContent)
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GenAiNames.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var ground = new PipelineGround(new FakeBackend("only")) { Settings = new LlmSettings { Prices = PipelineGround.Prices, TraceContent = hasContent } };
        var run = $"run-{Guid.NewGuid():N}";

        await ground.Pipeline.ForRun(new LlmRun { RunId = run, TaskId = "task-1" }).GenerateAsync("A private question.");

        Activity span;
        lock (spans)
        {
            span = Assert.Single(spans, each => (string?)each.GetTagItem(GenAiNames.RunId) == run);
        }

        Assert.Equal("only", span.GetTagItem(GenAiNames.Provider));
        Assert.Equal("test-model-2026", span.GetTagItem(GenAiNames.ResponseModel));
        Assert.Equal(100L, span.GetTagItem(GenAiNames.InputTokens));
        Assert.Equal(10L, span.GetTagItem(GenAiNames.OutputTokens));
        Assert.Equal(0.0002, span.GetTagItem(GenAiNames.Cost));
        Assert.Equal(hasContent, string.Concat(span.TagObjects).Contains("A private question.", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RecordAsync()
    {
        var backend = new FakeBackend("only")
        {
            Answer = (call, _) => call switch
            {
                1 => Task.FromResult(Says("First.")),
                2 => Task.FromResult(Says("Second.")),
                3 => throw Fails(LlmFailure.RateLimited, TimeSpan.FromHours(1)),
                _ => Task.FromResult(Says($"The key is {Secret}.")),
            },
        };
        using var ground = new PipelineGround(backend) { RecordTo = Tape, Secrets = [Secret], Settings = new LlmSettings { Retry = new RetrySettings { Attempts = 0 } } };
        await ground.Llm.GenerateAsync($"One, with {Secret}.");
        await ground.Llm.GenerateAsync($"One, with {Secret}.");
        await ground.FailsAsync(ground.Llm);
        ground.Time.Advance(TimeSpan.FromHours(2));
        await ground.Llm.GenerateAsync("Three.");
    }
}
