using System.Text.Json.Nodes;
using NJsonSchema;
using Omua.Plugins.Configuration;
using Omua.Plugins.Configuration.Schema;
using YamlDotNet.Serialization;

namespace Omua.Plugins.Tests.Configuration;

/// <summary>The schema for editors: what it says of a plugin's options, and that it accepts and refuses what the host accepts and refuses.</summary>
public sealed class ConfigurationSchemaTests : IAsyncDisposable
{
    private const string Source = """
        /// <summary>Settings of the alarm.</summary>
        public sealed record AlarmOptions : IValidated
        {
            /// <summary>The account that is <c>watched</c>, see <see cref="Alarm"/>.</summary>
            public required string Account { get; init; }
            /// <summary>How much a day may cost.</summary>
            public decimal DailyLimit { get; init; } = 500.5m;
            public int Attempts { get; init; } = 3;
            public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(90);
            public DayOfWeek Day { get; init; } = DayOfWeek.Friday;
            public IReadOnlyList<string> Channels { get; init; } = ["search", "social"];
            public Dictionary<string, double> Weights { get; init; } = [];
            public Retry Retry { get; init; } = new();
            public string? ApiKey { get; init; } = "never shown";
            [Secret] public string Hook { get; init; } = "never shown";
            [Obsolete("Use attempts.")] public int? Tries { get; init; }
            public AlarmOptions? Inner { get; init; }
            public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Attempts, 1, 9).AtLeast(Timeout, TimeSpan.FromSeconds(1));
        }
        public sealed record Retry { public bool IsOn { get; init; } = true; [Secret] public string? Pass { get; init; } }
        /// <summary>An alarm.</summary>
        /// <param name="endpoint">Where it calls.</param>
        public sealed class Alarm(Uri? endpoint = null) : AgentPlugin<AlarmOptions>
        {
            public override string Name => "alarm";
            public override string Version => "1.0.0";
            public override string Description => "Calls when spend runs away.";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken) =>
                Task.FromResult(TaskResult.Completed(task, new() { ["endpoint"] = endpoint?.Host }));
        }
        """;

    private readonly PluginGround _ground = new();
    private readonly ScratchConfiguration _scratch = new();

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return _ground.DisposeAsync();
    }

    [Fact]
    public async Task Schema_OfATypedPlugin_SaysAllThatItsTypeSays()
    {
        var alarm = (await SchemaAsync())["properties"]!["plugins"]!["properties"]!["alarm"]!;
        var keys = alarm["properties"]!;
        Assert.Equal("Calls when spend runs away.", (string?)alarm["description"]);
        Assert.False((bool)alarm["additionalProperties"]!);
        Assert.Equal(["account"], alarm["required"]!.AsArray().Select(key => (string?)key));
        Assert.Equal("The account that is watched, see Alarm.", (string?)keys["account"]!["description"]);
        Assert.Equal(500.5m, (decimal)keys["daily_limit"]!["default"]!);
        Assert.Equal("90s", (string?)keys["timeout"]!["default"]);
        Assert.Equal("friday", (string?)keys["day"]!["default"]);
        Assert.Contains("monday", keys["day"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["search", "social"], keys["channels"]!["default"]!.AsArray().Select(item => (string?)item));
        Assert.Equal((1m, 9m), ((decimal)keys["attempts"]!["anyOf"]![0]!["minimum"]!, (decimal)keys["attempts"]!["anyOf"]![0]!["maximum"]!));
        Assert.True((bool)keys["tries"]!["deprecated"]!);
        Assert.True((bool)keys["retry"]!["properties"]!["is_on"]!["default"]!);
        Assert.Equal("Where it calls.", (string?)keys["endpoint"]!["description"]);
        Assert.True((bool)keys["enabled"]!["default"]!);
    }

    [Fact]
    public async Task Schema_Secrets_HaveNoDefaultAndSaySo()
    {
        var schema = await SchemaAsync();
        Assert.DoesNotContain("never shown", schema.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("${env:NAME}", (string?)schema["properties"]!["plugins"]!["properties"]!["alarm"]!["properties"]!["hook"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_OfTheProduct_HasItsSectionsWithDefaultsAndRanges()
    {
        var engine = (await SchemaAsync())["properties"]!["engine"]!["properties"]!;
        Assert.Equal(8, (decimal)engine["max_parallel"]!["default"]!);
        Assert.Equal(1024, (decimal)engine["max_parallel"]!["anyOf"]![0]!["maximum"]!);
        Assert.Equal("skip_dependents", (string?)engine["failure_policy"]!["default"]);
        Assert.Equal("Tasks at once; 1 to 1,024. Default 8.", (string?)engine["max_parallel"]!["description"]);
    }

    [Fact]
    public async Task Schema_StarterFile_IsValid() => Assert.Empty(await ViolationsAsync(StarterFile.Text));

    [Theory]
    [InlineData("plugins:\n  alarm:\n    account: a")]
    [InlineData("plugins:\n  alarm:\n    account: 007\n    attempts: 2\n    timeout: 1500ms\n    day: monday\n    channels: [a, b]\n    weights: { a: 0.5, b: 2 }\n    retry: { is_on: false }")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    attempts: ${env:COUNT}\n    daily_limit: ${env:COUNT}\n    endpoint: http://localhost/\n    enabled: true")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    attempts:\n    retry:\n    timeout: 00:01:30")]
    [InlineData("plugin_directories: more\nengine:\nrun:\n  seed: 4\n  currency: EUR")]
    [InlineData("plugins:\nplugin_directories: [more, other]\nengine: { failure_policy: fail_fast, task_timeout: 2m }")]
    public async Task Schema_WhatTheHostAccepts_IsValid(string yaml)
    {
        Assert.Empty(await FaultsAsync(yaml));
        Assert.Empty(await ViolationsAsync(yaml));
    }

    [Theory]
    [InlineData("plugins:\n  alarm:\n    daily_limit: 5", "plugins.alarm")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    acount: b", "plugins.alarm.acount")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    attempts: many", "plugins.alarm.attempts")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    attempts: 10", "plugins.alarm.attempts")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    timeout: 10", "plugins.alarm.timeout")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    timeout: 10 seconds", "plugins.alarm.timeout")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    day: Freitag", "plugins.alarm.day")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    channels: a", "plugins.alarm.channels")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    weights: [1]", "plugins.alarm.weights")]
    [InlineData("plugins:\n  alarm:\n    account: a\n    retry: { on: true }", "plugins.alarm.retry.on")]
    [InlineData("plugins:\n  alrm:\n    account: a", "plugins.alrm")]
    [InlineData("storge:\n  backend: a", "storge")]
    [InlineData("engine:\n  max_parallel: 0", "engine.max_parallel")]
    [InlineData("engine:\n  failure_policy: stop", "engine.failure_policy")]
    public async Task Schema_WhatTheHostRefuses_IsNotValid(string yaml, string place)
    {
        Assert.Contains(await FaultsAsync(yaml), fault => fault.Message.StartsWith(place, StringComparison.Ordinal));
        Assert.NotEmpty(await ViolationsAsync(yaml));
    }

    [Fact]
    public async Task Validate_ManyFaultsOfAPlugin_AreAllThereWithTheirPlaces()
    {
        var faults = await FaultsAsync("plugins:\n  alarm:\n    acount: a\n    attempts: 99\n    timeout: 1\n  alrm:\n    a: 1");
        Assert.Equal(
            [(FaultCodes.UnknownOption, 3, 5), (FaultCodes.OptionMissing, 3, 5), (FaultCodes.OptionOutOfRange, 4, 5), (FaultCodes.OptionWrongType, 5, 5), (FaultCodes.UnknownPluginSection, 6, 3)],
            faults.Select(fault => (fault.Code, fault.Line!.Value, fault.Column!.Value)).OrderBy(fault => fault.Item2));
    }

    [Fact]
    public async Task Secrets_Marked_AreKnownWithoutStartingThePlugin()
    {
        _ground.Write(_ground.User, "alarm.cs", Source);
        _ground.Write(_ground.Project, "stranger.cs", PluginGround.Agent("Stranger", "stranger"));
        using var catalog = new PluginOptionsCatalog(_ground.Options);
        var plugins = (await catalog.FindAsync(default)).ToDictionary(plugin => plugin.Entry.Name);
        var alarm = plugins["alarm"];
        Assert.Equal((true, true, true, false, false), (alarm.IsSecret("hook"), alarm.IsSecret("api_key"), alarm.IsSecret("retry:pass"), alarm.IsSecret("account"), alarm.IsSecret("retry:is_on")));
        Assert.Equal((true, "its folder is not trusted"), (plugins["stranger"].IsSecret("anything"), plugins["stranger"].Unknown));
    }

    private async Task<JsonObject> SchemaAsync()
    {
        _ground.Write(_ground.User, "alarm.cs", Source);
        using var catalog = new PluginOptionsCatalog(_ground.Options);
        return ConfigurationSchema.Of(await catalog.FindAsync(default));
    }

    private async Task<IReadOnlyList<Fault>> FaultsAsync(string yaml)
    {
        _ground.Write(_ground.User, "alarm.cs", Source);
        using var catalog = new PluginOptionsCatalog(_ground.Options);
        var configuration = _scratch.InEnvironment("COUNT", "5").InProject(yaml).Load();
        return [.. configuration.Faults, .. PluginSectionChecks.Run(configuration, await catalog.FindAsync(default))];
    }

    /// <summary>The YAML as an editor's checker sees it, held against the schema by a validator that is not ours.</summary>
    private async Task<IReadOnlyList<string>> ViolationsAsync(string yaml)
    {
        var value = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object?>(yaml);
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(value);
        var schema = await JsonSchema.FromJsonAsync((await SchemaAsync()).ToJsonString());
        return [.. schema.Validate(json).Select(violation => violation.ToString())];
    }
}
