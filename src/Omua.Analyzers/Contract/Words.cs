using System.Text.RegularExpressions;

namespace Omua.Analyzers.Contract;

/// <summary>The forms that names and versions must have; the host checks the same before it loads a plugin.</summary>
internal static class Words
{
    private const string Number = "(0|[1-9][0-9]*)";
    private const string Label = "(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
    private const string Build = "[0-9a-zA-Z-]+";

    /// <summary>The grammar of semver.org, version 2.0.0.</summary>
    private static readonly Regex Version = new($@"\A{Number}\.{Number}\.{Number}(-{Label}(\.{Label})*)?(\+{Build}(\.{Build})*)?\z");

    private static readonly Regex Snake = new(@"\A[a-z][a-z0-9]*(_[a-z0-9]+)*\z");

    /// <summary>Names that the host keeps for itself.</summary>
    private static readonly string[] Reserved = ["approval", "host", "omua", "plugin", "run", "workflow"];

    /// <summary>Between a small letter and a capital, and before the last capital of several.</summary>
    private static readonly Regex WordStart = new("(?<=[^A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static readonly Regex Gap = new("[^A-Za-z0-9]+");

    public static bool IsName(string name) => Snake.IsMatch(name) && !Reserved.Contains(name);

    public static bool IsVersion(string version) => Version.IsMatch(version);

    /// <summary><c>MyCustomLLM</c> gives <c>my_custom_llm</c>.</summary>
    public static string ToSnakeCase(string name) => Gap.Replace(WordStart.Replace(name, "_"), "_").Trim('_').ToLowerInvariant();

    /// <summary>The nearest name that a plugin may have.</summary>
    public static string NearestName(string name)
    {
        var near = ToSnakeCase(name);
        return new[] { near, $"my_{near}" }.FirstOrDefault(IsName) ?? "my_plugin";
    }

    /// <summary>The version that was probably meant: <c>v1.2</c> gives <c>1.2.0</c>.</summary>
    public static string NearestVersion(string version)
    {
        var numbers = version.TrimStart('v', 'V', ' ').Split('.').Select(part => part.Trim().TrimStart('0') is { Length: > 0 } digits ? digits : "0").ToList();
        var padded = string.Join(".", numbers.Concat(["0", "0"]).Take(Math.Max(3, numbers.Count)));
        return IsVersion(padded) ? padded : "1.0.0";
    }
}
