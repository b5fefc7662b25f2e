using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary><c>plugin watch</c> as a process of its own, while files are being edited beside it.</summary>
public sealed class PluginWatchVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    private string Plugins => Path.Combine(_work.Folder, "plugins");

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Watch_SavesOfEveryKind_AreToldWithPlaceAndServingVersion()
    {
        var file = Save("1.0.0");
        using var watch = _work.Start("plugin", "watch", Plugins, "--json");
        var started = await ToldAsync(watch, 2);
        Assert.Equal(("watching", Plugins), ((string)started[0]["event"]!, (string)started[0]["paths"]![0]!));
        Assert.Equal(("started", "1.0.0", "ready"), ((string)started[1]["event"]!, (string)started[1]["plugins"]![0]!["version"]!, (string)started[1]["plugins"]![0]!["state"]!));

        Save("1.1.0", tail: "\n// and advice: no event is lost\n", description: "\"Nods.\" + Environment.ProcessId");
        var reloaded = (await ToldAsync(watch, 3))[2];
        Assert.Equal(("reloaded", "1.1.0", true), ((string)reloaded["event"]!, (string)reloaded["plugins"]![0]!["version"]!, (bool)reloaded["unloaded"]!));
        Assert.Null(reloaded["leak"]);
        Assert.True((double)reloaded["took_ms"]! > 0);
        Assert.Equal("OMUA006", (string)Assert.Single(reloaded["warnings"]!.AsArray())!["code"]!);

        Save("1.2.0", tail: "\nthis is not C#");
        var failed = (await ToldAsync(watch, 4))[3];
        Assert.Equal(("failed", true, "1.1.0"), ((string)failed["event"]!, (bool)failed["last_good_serves"]!, (string)failed["plugins"]![0]!["version"]!));
        Assert.Equal("OMUA101", (string)failed["faults"]![0]!["code"]!);
        Assert.StartsWith($"{file}:8:", (string)failed["faults"]![0]!["place"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)failed["faults"]![0]!["fix"]!);

        Save("1.3.0");
        var mended = (await ToldAsync(watch, 5))[4];
        Assert.Equal(("reloaded", "1.3.0"), ((string)mended["event"]!, (string)mended["plugins"]![0]!["version"]!));

        Save(Path.Combine(Plugins, "second.cs"), Agent("2.0.0").Replace("nod_agent", "second", StringComparison.Ordinal).Replace("NodAgent", "Second", StringComparison.Ordinal));
        var added = (await ToldAsync(watch, 6))[5];
        Assert.Equal(("started", "second"), ((string)added["event"]!, (string)added["plugins"]![0]!["name"]!));

        File.Delete(file);
        var removed = (await ToldAsync(watch, 7))[6];
        Assert.Equal(("removed", "nod_agent", true), ((string)removed["event"]!, (string)removed["plugins"]![0]!["name"]!, (bool)removed["unloaded"]!));

        watch.InterruptIt();
        Assert.Equal(7, Lines((await watch.EndAsync()).Ends(130).Output).Count);
        Assert.False(Directory.Exists(Path.Combine(_work.Home, "data", "nod_agent")), "naming a folder ran its plugins in the person's home");
    }

    [Fact]
    public async Task Watch_ByName_WatchesThatOneInItsPlaceAndSaysItInWords()
    {
        var file = _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Agent("1.0.0"));
        _work.Write(Path.Combine(_work.Home, "plugins", "broken.cs"), "this is not C#");
        using var watch = _work.Start("plugin", "watch", "NodAgent");
        await watch.SaysAsync(text => text.Contains("nod_agent 1.0.0: ready", StringComparison.Ordinal));

        Save(file, Agent("1.0.1").Replace("=> Task.FromResult(TaskResult", "=> Tusk.FromResult(TaskResult", StringComparison.Ordinal));
        var said = await watch.SaysAsync(text => text.Contains($"error OMUA101: {file}:7:", StringComparison.Ordinal) && text.Contains("'Tusk'", StringComparison.Ordinal) && text.EndsWith('\n'));

        Assert.Contains("the last good version goes on", said, StringComparison.Ordinal);
        Assert.DoesNotContain("broken", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_NothingThereYet_PicksTheFirstPluginUp()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "README.md"), "none yet");
        using var watch = _work.Start("plugin", "watch", "--trust");
        await watch.SaysAsync(text => text.Contains("watching", StringComparison.Ordinal));

        Save("1.0.0");

        await watch.SaysAsync(text => text.Contains("nod_agent 1.0.0: ready", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_FolderThatIsNotTrusted_RunsItAsSoonAsItIs()
    {
        Save("1.0.0");
        using var watch = _work.Start("plugin", "watch");
        await watch.SaysAsync(text => text.Contains("left alone: untrusted", StringComparison.Ordinal) && text.Contains("OMUA106", StringComparison.Ordinal));

        (await _work.RunAsync("plugin", "trust", Plugins)).Ends(0);

        await watch.SaysAsync(text => text.Contains("nod_agent 1.0.0: ready", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_NameThatIsNotTrusted_NeedsAPerson()
    {
        Save("1.0.0");
        Assert.Contains("OMUA106", (await _work.RunAsync("plugin", "watch", "nod_agent")).Ends(3).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_UnknownName_SuggestsTheNearest() =>
        Assert.Contains("did you mean 'sqlite'", (await _work.RunAsync("plugin", "watch", "sqlit")).Ends(1).Errors, StringComparison.Ordinal);

    private string Save(string version, string tail = "", string description = "\"Nods.\"") => Save(Path.Combine(Plugins, "nod_agent.cs"), Agent(version, description) + tail);

    /// <summary>Whole or not at all: under load a test may stand still between emptying a file and filling it.</summary>
    private static string Save(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
        return file;
    }

    private static string Agent(string version, string description = "\"Nods.\"") => $$"""
        public sealed class NodAgent : AgentPlugin
        {
            public override string Name => "nod_agent";
            public override string Version => "{{version}}";
            public override string Description => {{description}};
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => Task.FromResult(TaskResult.Completed(task, [])); }
        """;

    private static async Task<List<JsonNode>> ToldAsync(RunningOmua watch, int events) => Lines(await watch.SaysAsync(text => Lines(text).Count >= events));

    private static List<JsonNode> Lines(string text) => [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
