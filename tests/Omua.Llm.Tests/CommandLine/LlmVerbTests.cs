using System.Globalization;
using System.Text;
using Omua.Cli.Tests;
using Omua.Llm.Tests.Backends;
using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.CommandLine;

/// <summary><c>omua llm</c> and runs with a model, as a person starts them, against a scripted server.</summary>
public sealed class LlmVerbTests : IAsyncDisposable
{
    private readonly Workplace _work = new();
    private readonly ScriptedServer _server = new();
    private readonly Wires.OpenAIWire _wire = new();

    [Fact]
    public async Task List_NothingConfigured_ShowsWhatShipsAndHowToBegin()
    {
        var answer = (await _work.RunAsync("llm", "list")).Ends(0);

        Assert.Contains("anthropic", answer.Output, StringComparison.Ordinal);
        Assert.Contains("ollama", answer.Output, StringComparison.Ordinal);
        Assert.Contains("no language model is configured", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Configured_ShowsOrderPriceAndTodaysSpend()
    {
        Configure("llm: { currency: EUR, prices: { gpt-*: { input: 1, output: 10 } }, budget: { day: 5 } }");

        var list = (await RunAsync("llm", "list", "--json")).Ends(0).Json;

        var first = list["backends"]![0]!;
        Assert.Equal(("openai", 1, "gpt-test"), ((string?)first["name"], (int?)first["position"], (string?)first["model"]));
        Assert.Equal((10m, "EUR", 0L), ((decimal)first["price"]!["output"]!, (string?)list["currency"], (long)list["today"]!["calls"]!));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Test_Server_TellsTheStateAndSpendsNothing()
    {
        Configure();
        _server.Otherwise = request => request.Path.EndsWith("/models", StringComparison.Ordinal) ? Script.Json(_wire.Models("gpt-test")) : Script.Json("{}", 500);
        Assert.Equal("ok", (string?)(await RunAsync("llm", "test", "--json")).Ends(0).Json[0]!["state"]);

        _server.Otherwise = _ => Script.Json(_wire.Error("invalid_api_key", $"Incorrect API key provided: {Ground.Key}"), 401);
        var refused = (await RunAsync("llm", "test", "--json")).Ends(1);
        Assert.Equal("unauthorized", (string?)refused.Json[0]!["state"]);
        Assert.DoesNotContain(Ground.Key, refused.Output + refused.Errors, StringComparison.Ordinal);
        Assert.All(_server.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Ask_Streams_AndCountsAgainstTheDay()
    {
        Configure("llm: { prices: { gpt-test: { input: 1, output: 10 } }, budget: { day: 1 } }");
        _server.Then(_wire.Stream(["Return on ", "ad spend."]));

        var answer = (await RunAsync("llm", "ask", "What is ROAS?")).Ends(0);

        Assert.Equal("Return on ad spend.", answer.Output.Trim());
        // 10 input, 8 cached, 5 output tokens: (10 + 8) x 1 + 5 x 10, for a million.
        Assert.Contains("0.000068 USD", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0.000068m, (decimal)(await RunAsync("llm", "list", "--json")).Ends(0).Json["today"]!["cost"]!);
    }

    [Fact]
    public async Task Ask_ManyProcessesAtOnce_ShareTheDayAndSpendNotOneCallMore()
    {
        // "Go." takes at most 35 tokens in at 1 and 100 out at 10 for a million: 0.001035. The server does not tell its usage, so the most is what is booked.
        const int Fitting = 3;
        Configure("llm: { max_output_tokens: 100, prices: { gpt-test: { input: 1, output: 10 } }, budget: { day: 0.003105 } }");
        _server.Otherwise = _ => Script.Json(_wire.Answer("Done.", hasUsage: false));
        (await RunAsync("llm", "list")).Ends(0);
        var day = DateTime.UtcNow.Date;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync("llm", "ask", "Go.", "--json")));

        if (DateTime.UtcNow.Date == day)
        {
            Assert.Equal(Fitting, _server.Requests.Count);
            Assert.Equal(Fitting, answers.Count(answer => answer.ExitCode == 0));
            var today = (await RunAsync("llm", "list", "--json")).Ends(0).Json["today"]!;
            Assert.Equal((0.003105m, (long)Fitting), ((decimal)today["cost"]!, (long)today["calls"]!));
        }

        Assert.All(answers.Where(answer => answer.ExitCode != 0), answer => Assert.Equal("OMUA619", (string?)answer.Json["error"]!["code"]));
    }

    [Fact]
    public async Task Ask_ModelWithoutAPriceAndABudget_IsRefusedBeforeItIsCalled()
    {
        Configure("llm: { budget: { day: 1 } }");

        var answer = (await RunAsync("llm", "ask", "Go.", "--json")).Ends(1);

        Assert.Equal("OMUA619", (string?)answer.Json["error"]!["code"]);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Ask_RecordedThenReplayed_NeedsNoServerAndNoKeyIsWrittenAnywhere()
    {
        Configure();
        _server.Then(Script.Json(_wire.Answer($"The key {Ground.Key} is yours.")));
        var asked = (await RunAsync("llm", "ask", $"My key is {Ground.Key}.", "--json", "--record", "tape.jsonl")).Ends(0);
        Assert.DoesNotContain(Ground.Key, _server.Requests[0].Body, StringComparison.Ordinal);

        File.Delete(Path.Combine(_work.Folder, "omua.yaml"));
        var replayed = (await RunAsync("llm", "ask", "My key is [secret removed].", "--json", "--replay", "tape.jsonl")).Ends(0);
        var missed = (await RunAsync("llm", "ask", "Something else.", "--replay", "tape.jsonl")).Ends(1);

        Assert.Single(_server.Requests);
        Assert.Contains("is yours.", (string)replayed.Json["content"]!, StringComparison.Ordinal);
        Assert.Contains("OMUA601", missed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Ground.Key, asked.Errors + replayed.Errors + replayed.Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_work.Home)!, "*", SearchOption.AllDirectories))
        {
            Assert.True(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).IndexOf(Ground.Key, StringComparison.Ordinal) < 0, file);
        }
    }

    [Fact]
    public async Task Llm_WrongSettings_AreAllReportedWithTheirPlaces()
    {
        _work.Write("omua.yaml", "llm:\n  order: [openai]\n  max_output_tokens: 0\n  budget: { run: lots }\n  tpyo: 1\n");

        var answer = (await RunAsync("config", "validate")).Ends(2);

        Assert.Contains("llm.budget.run", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("llm.tpyo", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("omua.yaml:5", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoLlm_NeverTouchesTheBackend()
    {
        Configure();
        Exports();

        var run = (await RunAsync("run", "--data", "exports", "--no-llm", "--json")).Ends(0).Json;

        Assert.Equal("rules", (string?)run["plan"]!["source"]);
        Assert.Null(run["llm"]);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Run_Model_PlansAndSumsUpAndItsCostIsTold()
    {
        Configure("llm: { prices: { gpt-test: { input: 1, output: 10 } }, budget: { run: 1 } }");
        Exports();
        _server.Otherwise = request => Script.Json(_wire.Answer(Reply(_wire.Prompt(request))));

        var answer = (await RunAsync("run", "--data", "exports", "--budget", "6000", "--currency", "USD", "--goal", "find waste", "--json", "--record", "tape.jsonl")).Ends(0);

        var run = answer.Json;
        Assert.Equal("llm", (string?)run["plan"]!["source"]);
        Assert.Equal(["budget.move", "user_acquisition.look"], run["plan"]!["tasks"]!.AsArray().Select(task => (string?)task!["id"]).Order(StringComparer.Ordinal));
        Assert.Equal("Money was spent. Move it with care.", (string?)run["narrative"]!["text"]);
        Assert.Equal(1, (int)run["narrative"]!["struck"]!);
        Assert.Equal((long)_server.Requests.Count, (long)run["llm"]!["calls"]!);
        Assert.Equal(_server.Requests.Count * 0.000068m, (decimal)run["llm"]!["cost"]!);
        var report = await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)run["report"]!));
        Assert.Contains("Money was spent.", report, StringComparison.Ordinal);
        Assert.Contains("1 sentence was struck", report, StringComparison.Ordinal);

        var id = (string)run["run"]!["id"]!;
        Assert.Contains("language models: ", (await RunAsync("workflow", "status", id)).Ends(0).Output, StringComparison.Ordinal);
        Assert.Equal((decimal)run["llm"]!["cost"]!, (decimal)(await RunAsync("workflow", "status", id, "--json")).Ends(0).Json["llm"]!["cost"]!);

        var asked = _server.Requests.Count;
        Assert.Equal(run["narrative"]!.ToJsonString(), (await RunAsync("workflow", "status", id, "--json")).Ends(0).Json["narrative"]!.ToJsonString());
        Assert.Contains("summary by gpt-test: Money was spent. Move it with care.", (await RunAsync("workflow", "status", id)).Ends(0).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var replayed = (await RunAsync("run", "--data", "exports", "--budget", "6000", "--currency", "USD", "--goal", "find waste", "--json", "--replay", "tape.jsonl")).Ends(0).Json;
        Assert.Equal((string?)run["plan"]!["hash"], (string?)replayed["plan"]!["hash"]);
        Assert.Equal((string?)run["narrative"]!["text"], (string?)replayed["narrative"]!["text"]);
        Assert.Equal(asked, _server.Requests.Count);
    }

    [Fact]
    public async Task Run_ModelThatCannotPlan_FallsBackToTheRulesAndSaysWhy()
    {
        Configure();
        Exports();
        _server.Otherwise = _ => Script.Json(_wire.Error("server_error", "down"), 401);

        var run = (await RunAsync("run", "--data", "exports", "--json")).Ends(0).Json;

        Assert.Equal("rules", (string?)run["plan"]!["source"]);
        Assert.Contains("OMUA606", run["faults"]!.AsArray().Select(fault => (string?)fault!["code"]));
        Assert.Null(run["narrative"]);
    }

    /// <summary>A model that plans two tasks, fills in what the schema lists first, and sums up with one invented number.</summary>
    private static string Reply(string prompt) =>
        prompt.Contains("Which tasks?", StringComparison.Ordinal) ? """
            {"tasks":[{"id":"look","kind":"user_acquisition.overview","name":"Key figures","reason":"To see where money goes.","depends_on":[]},
                      {"id":"move","kind":"budget.allocation","name":"Allocate","reason":"There is a budget.","depends_on":["look"]}]}
            """
        : prompt.Contains("Write the summary.", StringComparison.Ordinal) ? """{"sentences":["Money was spent.","It grew by 99 percent.","Move it with care."]}"""
        : "{}";

    public async ValueTask DisposeAsync()
    {
        _work.Dispose();
        await _server.DisposeAsync();
    }

    private Task<Answer> RunAsync(params string[] arguments) => _work.RunWithAsync(new Dictionary<string, string> { ["TEST_KEY"] = Ground.Key }, arguments);

    private void Configure(string more = "") => _work.Write(
        "omua.yaml", $"plugins:\n  openai:\n    model: gpt-test\n    base_url: {_server.Address}v1\n    api_key: ${{env:TEST_KEY}}\n{more}\n");

    private void Exports()
    {
        var text = new StringBuilder("date,campaign,channel,impressions,clicks,cost,conversions,revenue\n");
        for (var day = 0; day < 28; day++)
        {
            foreach (var (campaign, channel, factor) in new[] { ("brand", "paid_search", 3.0), ("generic", "paid_search", 1.2), ("lookalike", "paid_social", 0.9) })
            {
                var cost = 100 + (day * 3 % 17);
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"2026-01-{day + 1:00},{campaign},{channel},{cost * 40},{cost},{cost},{cost / 10},{cost * factor:0.00}"));
            }
        }

        _work.Write("exports/performance.csv", text.ToString());
    }
}
