using System.Collections.Concurrent;
using Omua.Plugins.Watching;

namespace Omua.Plugins.Tests;

/// <summary>Plugins that are edited while a watch runs, in the ways editors do it.</summary>
public sealed class PluginWatchTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<PluginChange> _changes = [];
    private Task _watch = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        _ground.Options = _ground.Options with { Collectible = true };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ground.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Save_ByRenaming_IsAReloadAndNotAnEnd()
    {
        var file = Write("live.cs", "\"one\"");
        await StartAsync(1);

        File.Move(file, file + "~");
        Save(file, PluginGround.Agent("Live", "live", tells: "\"two\""));

        var change = await NextAsync(1);
        Assert.Equal((PluginChangeKind.Reloaded, true), (change.Kind, change.IsUnloaded));
        Assert.True(change.Took > TimeSpan.Zero);
    }

    [Fact]
    public async Task Save_ThatEmptiesTheFileFirst_IsLookedAtWhenItIsWhole()
    {
        var file = Write("live.cs", "\"one\"");
        await StartAsync(1);

        await using (var stream = File.Create(file))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            stream.Write(System.Text.Encoding.UTF8.GetBytes(PluginGround.Agent("Live", "live", tells: "\"two\"")));
        }

        Assert.Equal(PluginChangeKind.Reloaded, (await NextAsync(1)).Kind);
    }

    [Fact]
    public async Task Save_OfAnIncludedFile_ReloadsThePluginEvenWhereItWasBroken()
    {
        Write("live.cs", "Shared.Word", "#:include _shared.cs\n");
        var shared = _ground.Write(_ground.User, "_shared.cs", "static class Shared { public const string Word = \"one\"; }");
        var manager = await StartAsync(1);
        var agent = await manager.GetAgentAsync("live");

        Save(shared, "static class Shared { public const string Word = 1; }");
        Assert.Equal((PluginChangeKind.Failed, true), ((await NextAsync(1)).Kind, _changes.ElementAt(1).LastGoodServes));
        Assert.Equal(("one", shared), (await PluginGround.Told(agent), _changes.ElementAt(1).Faults[0].File));
        Save(shared, "static class Shared { public const string Word = \"two\"; }");

        Assert.Equal(PluginChangeKind.Reloaded, (await NextAsync(2)).Kind);
        Assert.Equal("two", await PluginGround.Told(agent));
    }

    [Fact]
    public async Task Save_ThatDoesNotStart_IsTriedOnceAndTakenBackByTheOldText()
    {
        var marks = Path.Combine(_ground.Root, "starts");
        var file = Write("live.cs", "\"one\"");
        var manager = await StartAsync(1);
        Save(file, PluginGround.Agent("Live", "live", $$"""
            public override Task InitializeAsync(PluginContext c, CancellationToken t) { File.AppendAllText(@"{{marks}}", "x"); throw new InvalidOperationException("no key"); }
            """));
        var failed = await NextAsync(1);
        Assert.Equal((PluginChangeKind.Failed, FaultCodes.PluginInitializeFailed, true), (failed.Kind, failed.Faults[0].Code, failed.LastGoodServes));

        Write("other.cs", "\"else\"", name: "other");
        Assert.Equal((PluginChangeKind.Started, "other"), ((await NextAsync(2)).Kind, _changes.ElementAt(2).Plugins[0].Name));
        Assert.Equal("x", File.ReadAllText(marks));
        Assert.Equal(FaultCodes.PluginInitializeFailed, manager.Plugins.Single(plugin => plugin.Name == "live").Code);

        Save(file, PluginGround.Agent("Live", "live", tells: "\"one\""));
        var back = await NextAsync(3);
        Assert.Equal((PluginChangeKind.Started, 0), (back.Kind, back.Faults.Count));
        Assert.Null(manager.Plugins.Single(plugin => plugin.Name == "live").Code);
    }

    [Fact]
    public async Task Place_MadeWhileWatching_IsFoundByLookingFromTimeToTime()
    {
        Directory.Delete(_ground.Project);
        _ground.Options = _ground.Options with { TrustAll = true };
        await StartAsync(0);

        Directory.CreateDirectory(_ground.Project);
        Save(Path.Combine(_ground.Project, "live.cs"), PluginGround.Agent("Live", "live"));

        Assert.Equal(PluginChangeKind.Started, (await NextAsync(0)).Kind);
    }

    [Fact]
    public async Task Touch_ChangesNothing()
    {
        var file = Write("live.cs", "\"one\"");
        await StartAsync(1);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        Write("other.cs", "\"else\"", name: "other");

        Assert.Equal("other", (await NextAsync(1)).Plugins[0].Name);
    }

    /// <summary>Whole or not at all: under load a test may stand still between emptying a file and filling it.</summary>
    private static void Save(string file, string text)
    {
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }

    private string Write(string file, string tells, string before = "", string name = "live") =>
        Saved(Path.Combine(_ground.User, file), before + PluginGround.Agent(name == "live" ? "Live" : "Other", name, tells: tells));

    private static string Saved(string file, string text)
    {
        Save(file, text);
        return file;
    }

    private async Task<PluginManager> StartAsync(int plugins)
    {
        var manager = _ground.Manager();
        _watch = Task.Run(async () =>
        {
            await foreach (var change in new PluginWatch(manager, _ground.Options) { LossPatience = TimeSpan.FromSeconds(60) }.RunAsync(_stop.Token))
            {
                _changes.Enqueue(change);
            }
        });
        await Waiting.UntilAsync(() => _changes.Count >= plugins || _watch.IsCompleted);
        Assert.All(_changes, change => Assert.Equal((PluginChangeKind.Started, null), (change.Kind, change.Took)));
        return manager;
    }

    private async Task<PluginChange> NextAsync(int index)
    {
        await Waiting.UntilAsync(() => _changes.Count > index || _watch.IsCompleted);
        Assert.True(_changes.Count > index, _watch.Exception?.ToString());
        return _changes.ElementAt(index);
    }
}
