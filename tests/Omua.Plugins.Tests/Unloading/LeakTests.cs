namespace Omua.Plugins.Tests.Unloading;

/// <summary>For each thing that is known to keep a plugin's code in memory: either the host lets go of it, and the old version is proven to be gone, or it says what holds it.</summary>
public sealed class LeakTests : IAsyncDisposable
{
    private readonly PluginGround _ground = PluginGround.Unloading();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("System.Text.Json's reflection cache", "System.Text.Json.JsonSerializer.Serialize(new Own());")]
    [InlineData("System.Text.Json with options of its own", "System.Text.Json.JsonSerializer.Deserialize<Own>(\"{}\", new System.Text.Json.JsonSerializerOptions { WriteIndented = true });")]
    [InlineData("TypeDescriptor", "System.ComponentModel.TypeDescriptor.GetProperties(typeof(Own)); System.ComponentModel.TypeDescriptor.GetConverter(typeof(Kind)).ConvertFromString(\"A\");")]
    [InlineData("DataAnnotations", "System.ComponentModel.DataAnnotations.Validator.ValidateObject(Kept, new(Kept), true); Kept.Add(new Own()); System.ComponentModel.DataAnnotations.Validator.ValidateObject(Kept[0], new(Kept[0]), true);")]
    [InlineData("AsyncLocal", "Local.Value = new Own();")]
    [InlineData("a static ThreadLocal", "Slot.Value = new Own(); var other = new Thread(() => Slot.Value = new Own()); other.Start(); other.Join();")]
    [InlineData("a static ThreadLocal that keeps all values", "AllSlots.Value = new Own(); await Task.Run(() => AllSlots.Value = new Own());")]
    [InlineData("a thread-static field", "Mine = new Own(); await Task.Run(() => Mine = new Own());")]
    [InlineData("registrations on the host's tokens", "t.Register(() => Kept.Add(new Own())); c.Scope.Stopping.Register(() => Kept.Add(new Own()));")]
    [InlineData("timers of the scope", "c.Scope.Every(\"tick\", TimeSpan.FromMilliseconds(100), _ => { Kept.Add(new Own()); return Task.CompletedTask; }); c.Scope.Run(\"wait\", s => Task.Delay(-1, s));")]
    [InlineData("a timer that the scope owns", "c.Scope.Own(new Timer(_ => Kept.Add(new Own()), null, 1000000, 1000000));")]
    [InlineData("the host's logger", "Logger = c.Logger; c.Logger.LogInformation(\"{Own}\", new Own());")]
    [InlineData("the host's HttpClient", "_ = c.Http.GetAsync(\"http://127.0.0.1:9/\").ContinueWith(done => Kept.Add(done.Exception!));")]
    [InlineData("Regex, compiled expressions and ActivatorUtilities' kind of reflection", "new System.Text.RegularExpressions.Regex(\"a+\", System.Text.RegularExpressions.RegexOptions.Compiled).IsMatch(\"aa\"); System.Linq.Expressions.Expression.Lambda<Func<Own>>(System.Linq.Expressions.Expression.New(typeof(Own))).Compile()(); Activator.CreateInstance(typeof(Own));")]
    [InlineData("a finished thread and finished tasks", "var thread = new Thread(() => Kept.Add(new Own())); thread.Start(); thread.Join(); await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new Own())));")]
    public async Task Reload_OfWhatTheHostLetsGo_ProvesTheOldVersionGone(string what, string statements)
    {
        var reload = await ReloadAsync(statements);
        Assert.True(reload is { Leak: null, IsUnloaded: true }, $"{what}: {reload.Leak?.Message}");
    }

    [Theory]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += OnExit;", "ProcessExit", "Leaky.OnExit")]
    [InlineData("AppDomain.CurrentDomain.AssemblyResolve += (_, _) => null;", "AppDomain.AssemblyResolve", "Leaky.InitializeAsync")]
    [InlineData("AppDomain.CurrentDomain.FirstChanceException += (_, _) => Kept.Clear();", "AppDomain.FirstChanceException", "Leaky.InitializeAsync")]
    [InlineData("TaskScheduler.UnobservedTaskException += (_, _) => Kept.Clear();", "TaskScheduler.UnobservedTaskException", "Leaky.InitializeAsync")]
    [InlineData("System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (_, _) => null;", "AssemblyLoadContext.Default.", "Leaky.InitializeAsync")]
    [InlineData("Timer = new Timer(Tick, null, 1000000, 1000000);", "a timer or a Task.Delay", "Leaky.Tick")]
    [InlineData("_ = PollAsync();", "a timer or a Task.Delay", "Leaky.PollAsync")]
    [InlineData("_ = Task.Run(async () => { while (true) { await Task.Delay(TimeSpan.FromHours(1)); Kept.Clear(); } });", "a timer or a Task.Delay", "Leaky.InitializeAsync")]
    [InlineData("new System.Diagnostics.Metrics.Meter(\"leaky\").CreateObservableGauge(\"kept\", () => Kept.Count);", "a Meter", "Leaky.InitializeAsync")]
    [InlineData("System.Diagnostics.ActivitySource.AddActivityListener(new() { ShouldListenTo = _ => Kept.Count > 1000 });", "an ActivityListener", "Leaky.InitializeAsync")]
    [InlineData("Kept.Add(System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGWINCH, _ => Kept.Clear()));", "a PosixSignalRegistration", "Leaky.InitializeAsync")]
    [InlineData("dynamic own = new Own(); Kept.Add(own.Name);", "dynamic", "Own")]
    public async Task Reload_OfWhatHoldsOn_NamesTheHolderAndTheCode(string statements, string holder, string code)
    {
        var leak = (await ReloadAsync(statements)).Leak;
        Assert.Equal(FaultCodes.PluginLeaked, leak?.Code);
        Assert.True(leak!.Message.Contains(holder, StringComparison.Ordinal) && leak.Message.Contains(code, StringComparison.Ordinal), leak.Message);
        Assert.NotEmpty(leak.Fix);
    }

    [Theory]
    [InlineData("System.Runtime.InteropServices.GCHandle.Alloc(new Own());")]
    [InlineData("new Thread(() => { Volatile.Write(ref Started, true); while (true) { Thread.Sleep(1000); Kept.Clear(); } }) { IsBackground = true }.Start(); while (!Volatile.Read(ref Started)) Thread.Sleep(1);")]
    public async Task Reload_OfWhatCannotBeTold_SaysThatItLeaksAndWhatItMayBe(string statements)
    {
        var leak = (await ReloadAsync(statements)).Leak;
        Assert.Equal(FaultCodes.PluginLeaked, leak?.Code);
        Assert.Contains("could not be told, such as a thread", leak!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConstructorWithAnEnumOfThePlugin_LeavesNothingBehind()
    {
        _ground.Options = _ground.Options with { Configurations = new FixedSections("leaky", new() { ["pace"] = "slow_down" }) };
        Write("public enum Pace { Steady, SlowDown }", "Leaky(Pace pace)", "", "pace");
        var manager = _ground.Manager();
        Assert.Equal("SlowDown", await PluginGround.Told(await manager.GetAgentAsync("leaky")));
        Write("", "Leaky", "", "\"new\"");

        var reload = Assert.Single(await manager.ReloadAsync());

        Assert.Null(reload.Leak?.Message);
        Assert.True(reload.IsUnloaded);
    }

    private async Task<PluginReload> ReloadAsync(string statements)
    {
        Write("public enum Kind { A, B } public sealed class Own { [System.ComponentModel.DataAnnotations.Required] public string Name { get; set; } = \"own\"; }", "Leaky", $$"""
            static readonly List<object> Kept = [];
            static readonly AsyncLocal<Own> Local = new();
            static readonly ThreadLocal<Own> Slot = new(() => new Own());
            static readonly ThreadLocal<Own> AllSlots = new(trackAllValues: true);
            [ThreadStatic] static Own? Mine;
            static bool Started;
            static Timer? Timer;
            static ILogger? Logger;
            static void OnExit(object? sender, EventArgs told) => Kept.Clear();
            static void Tick(object? state) => Kept.Clear();
            static async Task PollAsync() { while (true) { await Task.Delay(TimeSpan.FromHours(1)); Kept.Clear(); } }
            public override async Task InitializeAsync(PluginContext c, CancellationToken t) { await base.InitializeAsync(c, t); {{statements}} }
            """, "\"old\"");
        var manager = _ground.Manager();
        await PluginGround.Told(await manager.GetAgentAsync("leaky"));
        Write("", "Leaky", "", "\"new\"");
        var reload = Assert.Single(await manager.ReloadAsync());
        Assert.Equal(ReloadOutcome.Reloaded, reload.Outcome);
        return reload;
    }

    private void Write(string before, string className, string members, string tells) =>
        _ground.Write(_ground.User, "leaky.cs", $"using Microsoft.Extensions.Logging;\n{before}\n{PluginGround.Agent(className, "leaky", members, tells)}");
}
