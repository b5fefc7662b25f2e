namespace Omua.Cli.Tests;

/// <summary><c>config</c>: begin, check, show.</summary>
public sealed class ConfigVerbsTests : IDisposable
{
    private const string Typed = """
        public sealed record MyOptions : IValidated
        {
            public string Model { get; init; } = "small";
            /// <summary>How freely it speaks.</summary>
            public double Temperature { get; init; } = 0.7;
            [Secret] public string? Hook { get; init; }
            public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Temperature, 0, 2);
        }
        public sealed class MyLlm : LlmBackendPlugin<MyOptions>
        {
            public override string Name => "my_llm";
            public override string Version => "1.0.0";
            public override Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) => throw new LlmException(LlmFailure.Unavailable, "none");
            public override Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) => Task.FromResult(LlmConnection.Ok);
        }
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Init_WritesAFileThatIsValid_AndDoesNotReplaceIt()
    {
        (await _work.RunAsync("config", "init")).Ends(0);
        (await _work.RunAsync("config", "validate")).Ends(0);
        Assert.Contains("OMUA905", (await _work.RunAsync("config", "init")).Ends(1).Errors, StringComparison.Ordinal);
        (await _work.RunAsync("config", "init", "--force")).Ends(0);
    }

    [Fact]
    public async Task Validate_SeveralFaults_AreAllReportedWithTheirPlaces()
    {
        _work.Write("omua.yaml", "storge:\n  backend: sqlite\nengine:\n  max_parallel: many\n");
        var answer = (await _work.RunAsync("config", "validate", "--json")).Ends(2);
        Assert.False((bool)answer.Json["valid"]!);
        var places = answer.Json["faults"]!.AsArray().Select(fault => (string)fault!["place"]!).ToList();
        Assert.Contains(places, place => place.EndsWith("omua.yaml:1:1", StringComparison.Ordinal));
        Assert.Contains(places, place => place.EndsWith("omua.yaml:4:3", StringComparison.Ordinal));
        Assert.Contains("storage", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_FaultyConfiguration_StopsWithUsage()
    {
        _work.Write("omua.yaml", "storge:\n  backend: sqlite\n");
        (await _work.RunAsync("workflow", "list")).Ends(2);
    }

    [Fact]
    public async Task Show_Secret_IsMasked()
    {
        _work.Write("omua.yaml", "plugins:\n  my_llm:\n    api_key: ${env:OMUA_TEST_KEY}\n");
        var answer = (await _work.RunWithAsync(new() { ["OMUA_TEST_KEY"] = "tell-nobody" }, "config", "show", "--json")).Ends(0);
        Assert.DoesNotContain("tell-nobody", answer.Output + answer.Errors, StringComparison.Ordinal);
        var key = answer.Json["settings"]!.AsArray().Single(setting => (string)setting!["key"]! == "plugins.my_llm.api_key")!;
        Assert.True((bool)key["masked"]!);
    }

    [Fact]
    public async Task Show_MarkedSecretOfATypedPlugin_IsMasked()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "my_llm.cs"), Typed);
        _work.Write("omua.yaml", "plugins:\n  my_llm:\n    hook: tell-nobody\n    model: gpt\n");
        var answer = (await _work.RunAsync("config", "show", "--json")).Ends(0);
        Assert.DoesNotContain("tell-nobody", answer.Output + answer.Errors, StringComparison.Ordinal);
        Assert.Equal("gpt", (string)answer.Json["settings"]!.AsArray().Single(setting => (string)setting!["key"]! == "plugins.my_llm.model")!["value"]!);
    }

    [Fact]
    public async Task Show_PluginWhoseMarksAreNotKnown_ShowsNoneOfItsValues()
    {
        _work.Write("omua.yaml", "plugins:\n  absent:\n    anything: tell-nobody\n    enabled: false\n");
        var answer = (await _work.RunAsync("config", "show", "--json")).Ends(0);
        Assert.DoesNotContain("tell-nobody", answer.Output + answer.Errors, StringComparison.Ordinal);
        Assert.Equal("false", (string)answer.Json["settings"]!.AsArray().Single(setting => (string)setting!["key"]! == "plugins.absent.enabled")!["value"]!);
    }

    [Fact]
    public async Task Validate_SectionOfAPlugin_IsHeldAgainstItsOptions()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "my_llm.cs"), Typed);
        _work.Write("omua.yaml", "plugins:\n  my_llm:\n    modle: gpt\n    temperature: 3\n");
        var answer = (await _work.RunAsync("config", "validate", "--json")).Ends(2);
        var faults = answer.Json["faults"]!.AsArray().Select(fault => $"{fault!["code"]} {((string)fault["place"]!).Split('/')[^1]} {fault["fix"]}").ToList();
        Assert.Equal(["OMUA203 omua.yaml:3:5 did you mean model?", "OMUA205 omua.yaml:4:5 "], faults);
    }

    [Fact]
    public async Task Schema_ToStdoutAndFile_IsTheSame()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "my_llm.cs"), Typed);
        var answer = (await _work.RunAsync("config", "schema")).Ends(0);
        Assert.NotNull(answer.Json["properties"]!["plugins"]!["properties"]!["my_llm"]!["properties"]!["temperature"]);
        Assert.Equal("How freely it speaks.", (string)answer.Json["properties"]!["plugins"]!["properties"]!["my_llm"]!["properties"]!["temperature"]!["description"]!);
        Assert.NotNull(answer.Json["properties"]!["plugins"]!["properties"]!["sqlite"]);
        Assert.StartsWith("Tasks at once", (string)answer.Json["properties"]!["engine"]!["properties"]!["max_parallel"]!["description"]!, StringComparison.Ordinal);
        (await _work.RunAsync("config", "schema", "--out", "schemas/omua.json")).Ends(0);
        Assert.Equal(answer.Json.ToJsonString(), System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_work.Folder, "schemas", "omua.json")))!.ToJsonString());
    }

    [Fact]
    public async Task Schema_OfLanguageModels_HasEveryKeyWithWordsDefaultAndRange()
    {
        var llm = (await _work.RunAsync("config", "schema")).Ends(0).Json["properties"]!["llm"]!;
        Assert.False((bool)llm["additionalProperties"]!);
        var keys = llm["properties"]!.AsObject();
        Assert.Equal(
            ["order", "max_output_tokens", "currency", "prices", "budget", "limits", "timeouts", "retry", "breaker", "cache", "tool_rounds", "repairs", "planning", "narrative", "trace_content"],
            keys.Select(key => key.Key));
        Assert.All(keys, key => Assert.False(string.IsNullOrEmpty((string?)key.Value!["description"]), key.Key));
        Assert.Equal("5m", (string?)keys["timeouts"]!["properties"]!["call"]!["default"]);
        Assert.StartsWith("A whole call", (string?)keys["timeouts"]!["properties"]!["call"]!["description"], StringComparison.Ordinal);
        Assert.Equal((1m, 50m), ((decimal)keys["tool_rounds"]!["anyOf"]![0]!["minimum"]!, (decimal)keys["tool_rounds"]!["anyOf"]![0]!["maximum"]!));
        Assert.Equal(["input", "output"], keys["prices"]!["additionalProperties"]!["required"]!.AsArray().Select(key => (string?)key));
        Assert.Equal(1000m, (decimal)keys["limits"]!["properties"]!["concurrency"]!["anyOf"]![0]!["maximum"]!);
    }

    [Fact]
    public async Task Init_FirstLine_NamesTheSchemaThatLiesBesideIt()
    {
        var answer = (await _work.RunAsync("config", "init", "--json")).Ends(0);
        Assert.Equal("# yaml-language-server: $schema=omua.schema.json", (await File.ReadAllLinesAsync(Path.Combine(_work.Folder, "omua.yaml")))[0]);
        Assert.Equal(Path.Combine(_work.Folder, "omua.schema.json"), (string)answer.Json["schema"]!);
        Assert.True(File.Exists(Path.Combine(_work.Folder, "omua.schema.json")));
    }

    [Fact]
    public async Task Show_NamedFileThatIsMissing_IsAFault() =>
        (await _work.RunAsync("config", "validate", "--config", "nowhere.yaml")).Ends(2);
}
