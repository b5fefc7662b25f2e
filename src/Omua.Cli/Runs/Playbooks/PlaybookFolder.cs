using Omua.Plugins.Configuration;

namespace Omua.Cli.Runs.Playbooks;

/// <summary>Playbooks by name: the project's own in <c>./playbooks</c>, then those that ship with the install.</summary>
internal static class PlaybookFolder
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private static IEnumerable<string> Folders => ["playbooks", Path.Combine(AppContext.BaseDirectory, "playbooks")];

    /// <summary>All by name; one of the project's stands in for one that ships.</summary>
    public static IReadOnlyList<(string Name, string File)> All =>
        [.. Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder)).Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), file)).DistinctBy(each => each.Name, StringComparer.Ordinal).OrderBy(each => each.Name, StringComparer.Ordinal)];

    /// <summary>The file of a playbook that is given by its name or its path.</summary>
    /// <exception cref="FaultException">It is a name, and none has it.</exception>
    public static string Find(string given)
    {
        if (File.Exists(given) || given.Contains('/', StringComparison.Ordinal) || given.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.HasExtension(given))
        {
            return given;
        }

        var all = All;
        return all.FirstOrDefault(each => each.Name == given).File ?? throw new FaultException(new Fault(
            FaultCodes.PlaybookUnreadable, $"there is no playbook '{given}'{(NearestName.Of(given, all.Select(each => each.Name)) is { } near ? $"; did you mean '{near}'" : "")}",
            all.Count == 0 ? "give the path of a file" : $"use one of {string.Join(", ", all.Select(each => each.Name))}, or the path of a file"));
    }
}
