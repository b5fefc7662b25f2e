namespace Omua.Analyzers.Tests;

/// <summary>What keeps a plugin's load context alive: OMUA020 to OMUA029.</summary>
public sealed class LifetimeRulesTests
{
    [Fact]
    public Task StaticField_HeldByTheProcess_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("", """
        private static readonly ThreadLocal<int> Slot = new(); // OMUA020
        private static readonly AsyncLocal<int> Flow = new(); // OMUA020
        private static readonly Timer Tick = new(_ => { }); // OMUA020
        private static readonly System.Timers.Timer Other = new(5); // OMUA020
        private readonly ThreadLocal<int> _own = new();
        private static readonly List<int> Numbers = [];
        """));

    [Fact]
    public Task Event_OfTheProcess_IsFoundUnlessTakenOff() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        AppDomain.CurrentDomain.UnhandledException += OnFault; // OMUA021
        Console.CancelKeyPress += (_, _) => { }; // OMUA021
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
        Own += () => { };
        Own?.Invoke();
        using var watcher = new FileSystemWatcher();
        watcher.Changed += (_, _) => { };
        """, """
        private static event Action? Own;
        private static void OnFault(object? sender, UnhandledExceptionEventArgs args) { }
        private static void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) { }
        """));

    [Fact]
    public Task Serializer_OfPluginTypes_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        JsonSerializer.Serialize(new Row(1)); // OMUA022
        JsonSerializer.Deserialize<List<Row>>("[]"); // OMUA022
        JsonSerializer.Deserialize("[]", typeof(Row[])); // OMUA022
        JsonSerializer.Serialize((object)new Row(1)); // OMUA022
        JsonSerializer.Serialize(new { a = 1 }); // OMUA022
        await Context.Http.GetFromJsonAsync<Row>("http://localhost/", cancellationToken); // OMUA022
        JsonSerializer.Serialize(new Dictionary<string, int>());
        JsonSerializer.Deserialize("{}", RowInfo);
        JsonNode.Parse("{}");
        """, "private System.Text.Json.Serialization.Metadata.JsonTypeInfo<Row> RowInfo => throw new NotSupportedException();", """
        using System.Net.Http.Json;
        using System.Text.Json;
        public sealed record Row(int Number);
        """));

    [Fact]
    public Task Handle_NeverFreed_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        var handle = GCHandle.Alloc(this); // OMUA023
        new Freeing().Use();
        """, before: """
        using System.Runtime.InteropServices;
        public sealed class Freeing
        {
            public void Use() { var handle = GCHandle.Alloc(this); handle.Free(); }
        }
        """));

    [Fact]
    public Task Timer_NeverEnded_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        _lost = new Timer(_ => { }); // OMUA024
        _kept = new Timer(_ => { });
        _kept?.Dispose();
        _lostToo = Context.Time.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1)); // OMUA024
        _ = new Timer(_ => { }); // OMUA024
        using var local = new PeriodicTimer(TimeSpan.FromSeconds(1));
        using (var block = new Timer(_ => { })) { }
        var owned = Context.Scope.Own(new Timer(_ => { }));
        var handed = new Timer(_ => { });
        Context.Scope.Own(handed);
        var watcher = new FileSystemWatcher(); // OMUA024
        """, """
        private Timer? _lost, _kept;
        private ITimer? _lostToo;
        private readonly System.Diagnostics.Metrics.Meter _meter = new("probe"); // OMUA024
        """));

    [Fact]
    public Task Work_NobodyAwaits_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        Task.Run(() => { }); // OMUA025
        _ = Task.Run(() => { }); // OMUA025
        _ = Task.Factory.StartNew(() => { }); // OMUA025
        ThreadPool.QueueUserWorkItem(_ => { }); // OMUA025
        new Thread(() => { }).Start(); // OMUA025
        await Task.Run(() => { });
        var both = Task.WhenAll(Task.Run(() => { }), Task.Run(() => { }));
        Context.Scope.Run("watch", _ => Task.CompletedTask);
        """, "#pragma warning disable CS4014"));

    [Fact]
    public Task Cache_OfTheProcess_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        System.ComponentModel.TypeDescriptor.GetConverter(typeof(Probe)); // OMUA026
        System.ComponentModel.DataAnnotations.Validator.ValidateObject(this, new(this)); // OMUA026
        dynamic loose = this;
        loose.Call(); // OMUA026
        """));
}
