using System.Text.Json;

namespace Omua.Plugins.Packages;

/// <summary>The lock file that a restore leaves: which version each package got, its hash, and who asked for which.</summary>
internal static class RestoreLock
{
    public static IReadOnlyList<RestoredPackage> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var packages = new SortedDictionary<string, RestoredPackage>(StringComparer.OrdinalIgnoreCase);
        var requested = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in document.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()))
        {
            packages.TryAdd(package.Name, new RestoredPackage(package.Name, package.Value.GetProperty("resolved").GetString()!, package.Value.GetProperty("contentHash").GetString()!));
            if (package.Value.TryGetProperty("requested", out var direct))
            {
                Add(package.Name, direct.GetString()!);
            }

            if (package.Value.TryGetProperty("dependencies", out var dependencies))
            {
                foreach (var dependency in dependencies.EnumerateObject())
                {
                    Add(dependency.Name, dependency.Value.GetString()!);
                }
            }
        }

        return [.. packages.Values.Select(package => package with { Requested = requested.GetValueOrDefault(package.Id) ?? [] })];

        void Add(string id, string range)
        {
            if (!requested.TryGetValue(id, out var versions))
            {
                requested[id] = versions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            }

            versions.Add(range.TrimStart('[', '(').Split(',')[0].TrimEnd(']', ')').Trim());
        }
    }
}
