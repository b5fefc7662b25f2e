using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Omua.Plugins;

/// <summary>How plugins are found and hosted. Everything has a default, so <c>new PluginHostOptions()</c> works.</summary>
public sealed record PluginHostOptions
{
    /// <summary>What ships with the product; default <c>plugins</c> beside the program. Trusted. Null: no such place.</summary>
    public string? InstallDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Home of the store, user plugins, trust and caches; default <c>OMUA_HOME</c> or <c>~/.omua</c>. Its <c>plugins</c> are trusted.</summary>
    public string HomeDirectory { get; init; } = DefaultHome();

    /// <summary>The project, whose <c>plugins</c> are a place; default the current directory. Null: no such place.</summary>
    public string? ProjectDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Further places, in order.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>Where compiled and copied plugins are kept; default <c>cache</c> in <see cref="HomeDirectory"/>.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Trusts every place for the life of this manager, without recording it (<c>--trust</c>). Default false.</summary>
    public bool TrustAll { get; init; }

    /// <summary>Refuses every plugin that is not as the lock files record it, and looks at the content of the cache before loading (<c>--locked</c>). Default false.</summary>
    public bool Locked { get; init; }

    /// <summary>Names of plugins that are switched off.</summary>
    public IReadOnlyCollection<string> Disabled { get; init; } = [];

    /// <summary>Compiles single files; null: only those in the cache can be used.</summary>
    public ISourceCompiler? Compiler { get; init; }

    /// <summary>Gives each plugin its section; null: every section is empty.</summary>
    public IPluginConfigurations? Configurations { get; init; }

    /// <summary>The clock that plugins and timeouts use.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the host and the plugins log to.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What a plugin may take where <see cref="IPluginConfigurations.LimitsOf"/> says nothing of it.</summary>
    public PluginLimits Limits { get; init; } = new();

    /// <summary>
    /// How long a call of an LLM backend may take at least, whatever <see cref="PluginLimits.Call"/> says: whoever asks it has limits of their own, and the guard is for what
    /// does not heed them. Asked with each call; null: the guard's limit holds.
    /// </summary>
    public Func<TimeSpan>? LlmCall { get; init; }

    /// <summary>Loads plugins so that they can be unloaded again; slower code. What ships with the product stays loaded. Default false.</summary>
    public bool Collectible { get; init; }

    /// <summary>
    /// Whether the program of this process is this host: then what plugin code throws on threads of its own does not end the process, and a plugin that ends it does not make it
    /// look like success. Default false: a program that only uses the host decides that for itself.
    /// </summary>
    public bool OwnsProcess { get; init; }

    /// <summary>A folder of packages that ships with the product, looked into beside the person's own sources; default <c>feed</c> beside the program.</summary>
    public string? PackageFeed { get; init; } = Path.Combine(AppContext.BaseDirectory, "feed");

    internal string? Feed => PackageFeed is { } feed && Directory.Exists(feed) ? feed : null;

    internal PluginLimits LimitsOf(string pluginName) => Configurations?.LimitsOf(pluginName) ?? Limits;

    internal string Cache => Path.Combine(CacheDirectory ?? Path.Combine(HomeDirectory, "cache"), "plugins");

    private static string DefaultHome() =>
        Environment.GetEnvironmentVariable("OMUA_HOME") is { Length: > 0 } home
            ? Path.GetFullPath(home)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".omua");
}
