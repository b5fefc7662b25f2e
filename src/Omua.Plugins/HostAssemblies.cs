using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Omua.Plugins.Sources;

namespace Omua.Plugins;

/// <summary>
/// What the host provides to every plugin: the contracts, the analytics library, logging, and whatever the contracts themselves are made of, so that
/// a type that crosses the border is one type on both sides, whatever copies a plugin ships.
/// </summary>
internal static class HostAssemblies
{
    public const string Contracts = "Omua.Abstractions";

    /// <summary>Helps while typing and brings nothing to load.</summary>
    private const string AuthorsAnalyzers = "Omua.Analyzers";

    // Types of the last stand in signatures of logging's own (ILoggingBuilder): a plugin that brings Microsoft.Extensions.Logging needs the same copy of both.
    private static readonly string[] Offered = [Contracts, "Omua.Analytics", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"];

    private static readonly Lazy<HashSet<string>> Provided = new(() =>
        typeof(IPlugin).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Concat(Offered).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Paths of what a single file compiles against, beside the framework.</summary>
    public static IReadOnlyList<string> References { get; } =
        [.. Offered.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll")).Where(File.Exists)];

    /// <summary>What the host provides of a package that an author names, with its version; null where the package is none of the host's.</summary>
    public static PackageVersion? VersionOf(string package) => References
        .FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(package.Equals(AuthorsAnalyzers, StringComparison.OrdinalIgnoreCase) ? Contracts : package, StringComparison.OrdinalIgnoreCase)) is { } path &&
        FileVersionInfo.GetVersionInfo(path).ProductVersion is { } version ? PackageVersion.Parse(version) : null;

    public static bool IsProvided(string? simpleName) => simpleName is not null && Provided.Value.Contains(simpleName);

    /// <summary>The host's own assembly object. The version that the plugin asks for does not matter: the gate has looked at each member it needs.</summary>
    public static Assembly Load(string simpleName) => AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(simpleName));
}
