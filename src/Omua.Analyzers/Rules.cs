using Microsoft.CodeAnalysis;

namespace Omua.Analyzers;

/// <summary>Every rule, in one place; <c>docs/analyzers.md</c> shows the same table. An id that is given up is never used again.</summary>
internal static class Rules
{
    private const string Contract = "Contract";
    private const string Async = "Async";
    private const string Lifetime = "Lifetime";
    private const string Conduct = "Conduct";

    public static readonly DiagnosticDescriptor NotAPlugin = Rule(
        "OMUA001", Contract, "A class does the work of a plugin and does not implement IPlugin",
        "{0} implements {1} but not IPlugin, so the host does not find it; implement IPlugin too, or derive from {2}");

    public static readonly DiagnosticDescriptor NoWork = Rule(
        "OMUA002", Contract, "A plugin class implements none of IAgent, ILlmBackend, IStorageBackend",
        "{0} is a plugin of no type; implement IAgent, ILlmBackend or IStorageBackend, or derive from AgentPlugin, LlmBackendPlugin or StorageBackendPlugin");

    public static readonly DiagnosticDescriptor TypeDoesNotMatch = Rule(
        "OMUA003", Contract, "Type is not the interface that the plugin implements",
        "{0} says that its type is {1} and implements {2}; return PluginType.{3} from Type");

    public static readonly DiagnosticDescriptor NameNotSnakeCase = Rule(
        "OMUA004", Contract, "A plugin's Name is not snake_case, or is the host's own",
        "The name '{0}' is not snake_case, or is one that the host keeps for itself; return \"{1}\"");

    public static readonly DiagnosticDescriptor VersionNotSemVer = Rule(
        "OMUA005", Contract, "A plugin's Version is not SemVer",
        "The version '{0}' is not SemVer 2; return a version such as \"{1}\"");

    public static readonly DiagnosticDescriptor NotALiteral = Rule(
        "OMUA006", Contract, "Name, Version, Type or Description is not a literal",
        "{0} of {1} is not a literal, so the host cannot list the plugin without running it; return a literal, as in: {0} => {2}");

    public static readonly DiagnosticDescriptor CannotBeCreated = Rule(
        "OMUA007", Contract, "The host cannot create a plugin class",
        "{0} cannot be created by the host: {1}");

    public static readonly DiagnosticDescriptor Blocks = Rule(
        "OMUA010", Async, "A call blocks its thread",
        "{0} blocks a thread of the host and can deadlock; {1}");

    public static readonly DiagnosticDescriptor AsyncVoid = Rule(
        "OMUA011", Async, "A method is async void",
        "{0} is async void: nobody can await it, and what it throws ends the process; return Task");

    public static readonly DiagnosticDescriptor TokenNotPassed = Rule(
        "OMUA012", Async, "A cancellation token is not passed on",
        "{0} takes a cancellation token and gets none; pass {1}");

    public static readonly DiagnosticDescriptor TokenNotObserved = Rule(
        "OMUA013", Async, "A cancellation token is not observed",
        "{0} waits or loops and never looks at {1}; pass it on, or call {1}.ThrowIfCancellationRequested() in the loop");

    public static readonly DiagnosticDescriptor StaticHold = Rule(
        "OMUA020", Lifetime, "A static field keeps the plugin from being unloaded",
        "The static {0} '{1}' is held by threads or timers of the process, so the plugin cannot be unloaded; make it an instance field{2}");

    public static readonly DiagnosticDescriptor HostEvent = Rule(
        "OMUA021", Lifetime, "A handler stays on an event of the process",
        "{0} outlives the plugin and keeps it from being unloaded; take the handler off with -= in ShutdownAsync");

    public static readonly DiagnosticDescriptor SerializerCache = Rule(
        "OMUA022", Lifetime, "System.Text.Json caches a type of the plugin",
        "{0} caches {1} in the process and keeps the plugin from being unloaded; use a source-generated JsonSerializerContext, or JsonNode in a single file");

    public static readonly DiagnosticDescriptor HandleNotFreed = Rule(
        "OMUA023", Lifetime, "A GCHandle is never freed",
        "GCHandle.Alloc without Free keeps the plugin from being unloaded; free the handle in ShutdownAsync");

    public static readonly DiagnosticDescriptor NotEnded = Rule(
        "OMUA024", Lifetime, "A timer, watcher or meter is never ended",
        "The {0} is never disposed of and outlives the plugin; use Context.Scope.Every for timers, or hand it to Context.Scope.Own");

    public static readonly DiagnosticDescriptor WorkNotOwned = Rule(
        "OMUA025", Lifetime, "Background work does not end with the plugin",
        "Nothing awaits what {0} starts, so it outlives the plugin and its faults are lost; use Context.Scope.Run");

    public static readonly DiagnosticDescriptor ProcessCache = Rule(
        "OMUA026", Lifetime, "A cache of the process keeps the plugin's types",
        "{0} caches types for the life of the process and keeps the plugin from being unloaded; {1}");

    public static readonly DiagnosticDescriptor SecretShown = Rule(
        "OMUA040", Conduct, "A secret goes into a log or a message",
        "'{0}' is a secret and goes into {1}; say whether it is set, never what it is");

    public static readonly DiagnosticDescriptor WallClock = Rule(
        "OMUA041", Conduct, "The wall clock is read instead of Context.Time",
        "{0} reads the wall clock, which tests cannot turn; use Context.Time.GetUtcNow(), or context.StartedAt where a result depends on the day");

    public static readonly DiagnosticDescriptor OwnHttpClient = Rule(
        "OMUA042", Conduct, "A plugin makes its own HttpClient",
        "A new HttpClient has its own connections and no owner; use Context.Http, which ends with the plugin");

    public static readonly DiagnosticDescriptor UnseededRandom = Rule(
        "OMUA043", Conduct, "Randomness is not seeded",
        "{0} gives other figures in every run; use new Random(context.Seed)");

    /// <summary>All of them, in order of their ids.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NotAPlugin, NoWork, TypeDoesNotMatch, NameNotSnakeCase, VersionNotSemVer, NotALiteral, CannotBeCreated,
        Blocks, AsyncVoid, TokenNotPassed, TokenNotObserved,
        StaticHold, HostEvent, SerializerCache, HandleNotFreed, NotEnded, WorkNotOwned, ProcessCache,
        SecretShown, WallClock, OwnHttpClient, UnseededRandom,
    ];

    private static DiagnosticDescriptor Rule(string id, string category, string title, string message) =>
        new(id, title, message, "Omua." + category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
