using System.Text.RegularExpressions;
using Omua.Plugins.Configuration;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Packages;

/// <summary>What NuGet's errors mean to the author of a plugin: the same codes whatever form the plugin has, at the line that asked for the package.</summary>
internal static partial class RestoreFaults
{
    public static IReadOnlyList<Fault> Of(DotnetAnswer answer, IReadOnlyList<PackageNeed> needs, IEnumerable<string> knownPackages)
    {
        var known = knownPackages.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var faults = answer.ErrorLines.Select(line => Of(line, needs, known)).Distinct().ToList();
        return faults.Count > 0 ? faults :
        [
            At(needs[0], FaultCodes.PluginRestoreFailed, $"the packages could not be restored: {answer.FirstLine}", "Mend the cause, then: omua plugin restore"),
        ];
    }

    private static Fault Of(string line, IReadOnlyList<PackageNeed> needs, List<string> known)
    {
        var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
        var (code, message) = parts.Length == 2 ? (parts[0], FirstSentence(parts[1])) : ("", line);
        var need = needs.FirstOrDefault(each => Regex.IsMatch(message, $@"(?<![\w.]){Regex.Escape(each.Id)}(?![\w])", RegexOptions.IgnoreCase)) ?? needs[0];
        return code switch
        {
            "NU1101" => At(
                need, FaultCodes.PluginPackageUnknown, $"there is no package {need.Id} in your package sources ({message})",
                NearestName.Of(need.Id.ToLowerInvariant(), known.Where(name => !name.Equals(need.Id, StringComparison.OrdinalIgnoreCase)).Select(name => name.ToLowerInvariant())) is { } near
                    ? $"Did you mean {near}? 'dotnet nuget list source' shows where was looked" : "Correct the name, or add its source: dotnet nuget add source URL"),
            "NU1102" or "NU1103" => At(
                need, FaultCodes.PluginPackageUnknown, $"there is no version {need.Version} of {need.Id} in your package sources ({message})",
                Nearest().Match(line) is { Success: true } nearest ? $"Write #:package {need.Id}@{nearest.Groups[1].Value}" : "Name a version that exists"),
            "NU1601" or "NU1603" => At(
                need, FaultCodes.PluginPackageConflict, $"{need} is not there, and another version would take its place ({message})",
                Substitute().Match(line) is { Success: true } other ? $"Write #:package {need.Id}@{other.Groups[1].Value}{other.Groups[2].Value} if that one will do" : "Name a version that exists"),
            "NU1605" or "NU1107" or "NU1608" or "NU1109" => At(need, FaultCodes.PluginPackageConflict, $"the packages contradict each other: {message}", "Name the version that the others need"),
            "NU1202" or "NU1701" or "NU1203" => At(need, FaultCodes.PluginPackageUnfit, $"{need} has nothing for net10.0 on this platform ({message})", "Use a version of the package that supports net10.0"),
            "NU1212" or "NU1213" or "NU1204" => At(need, FaultCodes.PluginPackageUnfit, $"{need} is a tool or a template, not a library ({message})", "Name the library package"),
            "NU1403" => At(need, FaultCodes.PluginCacheChanged, $"{need} is not what it was: its content has another hash ({message})", "Clear what NuGet keeps and look at where it comes from: dotnet nuget locals all --clear"),
            _ => At(need, FaultCodes.PluginRestoreFailed, $"the packages could not be restored: {code}: {message}", "Mend the cause, then: omua plugin restore"),
        };
    }

    public static Fault At(PackageNeed need, string code, string message, string fix) => need.From.Fault(code, message, fix);

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is var end and > 0 ? text[..end] : text.TrimEnd('.');

    [GeneratedRegex(@"Nearest version: ([^\s\]]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Nearest();

    [GeneratedRegex(@"(?:\S+ (\S+) was resolved instead|ended up with \S+ (\S+?)\.?$)", RegexOptions.CultureInvariant)]
    private static partial Regex Substitute();
}
