namespace Omua.Analyzers.Tests;

/// <summary>Secrets, clock, HTTP and chance: OMUA040 to OMUA049.</summary>
public sealed class ConductRulesTests
{
    private const string Options = """
        public sealed record Settings
        {
            public string ApiKey { get; init; } = "";
            [Secret] public int Pin { get; init; }
            public string Model { get; init; } = "";
            public int TokenCount { get; init; }
            public string MonkeyName { get; init; } = "";
        }
        """;

    [Fact]
    public Task Secret_Shown_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        var options = new Settings();
        var password = "x";
        Context.Logger.LogInformation("key {Key}", options.ApiKey); // OMUA040
        Context.Logger.LogInformation("pin {Pin}", options.Pin); // OMUA040
        Context.Logger.LogWarning($"with {options.ApiKey.Trim()}"); // OMUA040
        Context.Logger.LogInformation("all {Options}", options); // OMUA040
        Context.Logger.Log(LogLevel.Error, "p " + password); // OMUA040
        Console.WriteLine(password); // OMUA040
        if (options.Model == "a") throw new InvalidOperationException($"{options.ApiKey} is wrong"); // OMUA040
        var fault = new OptionFault("api_key", $"is {options.ApiKey}"); // OMUA040
        """, before: Options));

    [Fact]
    public Task Secret_NotShown_IsFine() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        var options = new Settings();
        Context.Logger.LogInformation("key is set: {Set}", options.ApiKey.Length > 0);
        Context.Logger.LogInformation("key of {Length}", options.ApiKey.Length);
        Context.Logger.LogInformation("{Set}", options.ApiKey is { Length: > 0 } ? "with a key" : "without one");
        Context.Logger.LogInformation("{Model} {Count} {Monkey}", options.Model, options.TokenCount, options.MonkeyName);
        if (options.Model == "b") throw new ArgumentException($"{nameof(options.ApiKey)} is missing");
        var header = $"Bearer {options.ApiKey}";
        """, before: Options));

    [Fact]
    public Task Clock_OfTheMachine_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        var a = DateTime.Now; // OMUA041
        var b = DateTime.UtcNow; // OMUA041
        var c = DateTimeOffset.UtcNow.AddDays(1); // OMUA041
        var d = DateTime.Today; // OMUA041
        var e = TimeProvider.System.GetUtcNow(); // OMUA041
        var f = Context.Time.GetUtcNow();
        var g = context.StartedAt;
        """));

    [Fact]
    public Task HttpClient_OfItsOwn_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        using var client = new HttpClient(); // OMUA042
        var host = Context.Http;
        """));

    [Fact]
    public Task Random_WithoutSeed_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        var a = new Random(); // OMUA043
        var b = Random.Shared.Next(); // OMUA043
        var c = new Random(context.Seed);
        """));

    [Fact]
    public async Task Code_WithoutTheContracts_IsLeftAlone()
    {
        var compilation = AuthorCode.Compile("public class Any { public DateTime At => DateTime.Now; }".Insert(0, "using System;"))
            .WithReferences(Basic.Reference.Assemblies.Net100.References.All);
        var found = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, PluginAnalyzers.All).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(found);
    }
}
