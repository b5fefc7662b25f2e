namespace Omua.Plugins.Tests.Forms;

/// <summary>Everything that can go wrong between a plugin's file and its first call. Each is a class <c>Bad</c> of its own assembly, under a name of its own.</summary>
internal static class BadStarts
{
    private const string Hang = "File.WriteAllText(Began, \"\"); while (File.Exists(Began)) Thread.Sleep(5);";

    /// <summary>What hangs goes on until this file is gone, so that nothing is left running after a test.</summary>
    public static string Began(string root, string name) => Path.Combine(root, $"{name}.began");

    public static IReadOnlyDictionary<string, BadStart> All(string root) => new Dictionary<string, BadStart>
    {
        ["null_name"] = new(FaultCodes.PluginIdentityInvalid, "not snake_case", Agent("null_name").Replace("Name => \"null_name\"", "Name => null!", StringComparison.Ordinal)
            .Replace("class Bad ", "class NullName ", StringComparison.Ordinal)),
        ["null_version"] = new(FaultCodes.PluginIdentityInvalid, "not SemVer", Agent("null_version").Replace("Version => \"1.2.3\"", "Version => null!", StringComparison.Ordinal)),
        ["name_that_changes"] = new(FaultCodes.PluginIdentityInvalid, "says that it is", Agent("name_that_changes").Replace("class Bad ", "class NameThatChanges ", StringComparison.Ordinal)
            .Replace("Name => \"name_that_changes\"", "Name => Environment.ProcessId > 0 ? \"another\" : \"\"", StringComparison.Ordinal)),
        ["name_that_throws"] = new(FaultCodes.PluginIdentityInvalid, "threw when it was asked for its name", Agent("name_that_throws").Replace("class Bad ", "class NameThatThrows ", StringComparison.Ordinal)
            .Replace("Name => \"name_that_throws\"", "Name => throw new FormatException(\"no name\")", StringComparison.Ordinal)) { Line = 3 },
        ["constructor"] = new(FaultCodes.PluginConstructorFailed, "no luck", Agent("constructor", "public Bad() => throw new InvalidOperationException(\"no luck\");")) { Line = 6 },
        ["private_constructor"] = new(FaultCodes.PluginDoesNotLoad, "no public constructor", Agent("private_constructor", "private Bad() { }")),
        ["static_constructor"] = new(FaultCodes.PluginConstructorFailed, "no luck", Agent("static_constructor", "static Bad() => throw new InvalidOperationException(\"no luck\");")) { Line = 6 },
        ["module_initializer"] = new(FaultCodes.PluginConstructorFailed, "no luck", Agent("module_initializer", "[System.Runtime.CompilerServices.ModuleInitializer] internal static void Begin() => throw new InvalidOperationException(\"no luck\");")) { Line = 6 },
        ["constructor_hangs"] = new(FaultCodes.PluginConstructorTimedOut, "was not constructed", Hanging(root, "constructor_hangs", $"public Bad() {{ {Hang} }}")) { Section = "guard:\n      construct: 200ms\n      grace: 10ms" },
        ["initialize"] = new(FaultCodes.PluginInitializeFailed, "no key", Agent("initialize", Initialize("throw new FormatException(\"no key\");"))) { Line = 6 },
        ["initialize_hangs"] = new(FaultCodes.PluginInitializeTimedOut, "did not start", Hanging(root, "initialize_hangs", Initialize("File.WriteAllText(Began, \"\"); return Task.Delay(-1, t);")))
        { Section = "guard:\n      initialize: 200ms" },
        ["initialize_is_deaf"] = new(FaultCodes.PluginInitializeTimedOut, "did not start", Hanging(root, "initialize_is_deaf", Initialize(Hang + " return Task.CompletedTask;")))
        { Section = "guard:\n      initialize: 200ms\n      grace: 10ms" },
        ["initialize_is_null"] = new(FaultCodes.PluginInitializeFailed, "initialize_is_null", Agent("initialize_is_null", Initialize("return null!;"))),
        ["key_missing"] = new(FaultCodes.PluginArgumentMissing, "needs a value for api_key", Agent("key_missing", "public Bad(string apiKey) => _ = apiKey;")),
        ["key_mistyped"] = new(FaultCodes.PluginArgumentInvalid, "is not of the type Int32", Agent("key_mistyped", "public Bad(int limit) => _ = limit;")) { Section = "limit: many" },
        ["option_missing"] = new(FaultCodes.PluginOptionsInvalid, "account", Typed("option_missing", "public required string Account { get; init; }")),
        ["option_unknown"] = new(FaultCodes.PluginOptionsInvalid, "limit", Typed("option_unknown", "public int Limit { get; init; }")) { Section = "limits: 3", Line = 0 },
        ["option_mistyped"] = new(FaultCodes.PluginOptionsInvalid, "limit", Typed("option_mistyped", "public int Limit { get; init; }")) { Section = "limit: many", Line = 0 },
        ["option_out_of_range"] = new(FaultCodes.PluginOptionsInvalid, "limit", Typed("option_out_of_range", "public int Limit { get; init; }", ": IValidated", "public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Limit, 1, 5);"))
        { Section = "limit: 6", Line = 0 },
        ["secret_missing"] = new(FaultCodes.PluginOptionsInvalid, "OMUA_TEST_NOT_SET", Typed("secret_missing", "public string? ApiKey { get; init; }")) { Section = "api_key: ${env:OMUA_TEST_NOT_SET}", Line = 0 },
        ["options_throw"] = new(FaultCodes.PluginOptionsInvalid, "no luck", Typed("options_throw", "public int Limit { get => 0; init => throw new InvalidOperationException(\"no luck\"); }")) { Section = "limit: 3" },
    };

    private static string Hanging(string root, string name, string members) => Agent(name, $"const string Began = @\"{Began(root, name)}\"; {members}");

    private static string Agent(string name, string members = "") => PluginGround.Agent("Bad", name, members);

    private static string Initialize(string body) => $"public override Task InitializeAsync(PluginContext c, CancellationToken t) {{ {body} }}";

    private static string Typed(string name, string property, string implements = "", string members = "") =>
        Agent(name).Replace(": AgentPlugin", ": AgentPlugin<Wishes>", StringComparison.Ordinal) + $"\npublic sealed record Wishes {implements} {{ {property} {members} }}";
}
