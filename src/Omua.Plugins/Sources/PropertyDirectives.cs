using Omua.Plugins.Configuration;

namespace Omua.Plugins.Sources;

/// <summary>
/// What <c>#:property</c> lines mean here. Those that steer the compiler are honoured, those that ask for another kind of program are refused, and the rest
/// (packaging, publishing, an author's own) have no meaning for a plugin and are left alone.
/// </summary>
internal static class PropertyDirectives
{
    /// <summary>The framework that plugins run on.</summary>
    private const string Framework = "net10.0";

    private static readonly string[] Honoured =
        ["Nullable", "LangVersion", "ImplicitUsings", "AllowUnsafeBlocks", "CheckForOverflowUnderflow", "DefineConstants", "OutputType", "TargetFramework"];

    private static readonly string[] Versions = ["default", "latest", "latestmajor", "preview", "7.3", "8.0", "8", "9.0", "9", "10.0", "10", "11.0", "11", "12.0", "12", "13.0", "13", "14.0", "14"];

    public static SourceSettings Apply(SourceSettings settings, SourceDirective directive, List<Fault> faults)
    {
        var (name, value) = directive.Split('=');
        if (value is null || name.Length == 0 || name.AsSpan().IndexOfAny(" \t@/") >= 0)
        {
            Refuse(FaultCodes.PluginDirectiveInvalid, $"'#:property {directive.Text}' is not of the form Name=Value", "Write it as #:property Nullable=enable");
            return settings;
        }

        switch (name.ToLowerInvariant())
        {
            case "nullable" when value.ToLowerInvariant() is "enable" or "disable" or "warnings" or "annotations":
                return settings with { Nullable = value.ToLowerInvariant() };
            case "nullable":
                Invalid("enable, disable, warnings or annotations");
                return settings;
            case "langversion" when Versions.Contains(value.ToLowerInvariant()):
                return settings with { LanguageVersion = value };
            case "langversion":
                Invalid("a version such as 14, latest or preview");
                return settings;
            case "implicitusings" when value.ToLowerInvariant() is "enable" or "true" or "disable" or "false":
                return settings with { ImplicitUsings = value.ToLowerInvariant() is "enable" or "true" };
            case "implicitusings":
                Invalid("enable or disable");
                return settings;
            case "allowunsafeblocks":
                return settings with { AllowUnsafe = Flag() };
            case "checkforoverflowunderflow":
                return settings with { CheckOverflow = Flag() };
            case "defineconstants":
                return settings with
                {
                    Defines = [.. value.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(each => !each.StartsWith("$(", StringComparison.Ordinal))],
                };
            case "targetframework" when !value.StartsWith(Framework, StringComparison.OrdinalIgnoreCase):
                Refuse(FaultCodes.PluginDirectiveUnsupported, $"asks for {value}; this host runs {Framework}", $"Write #:property TargetFramework={Framework}, or remove the line");
                return settings;
            case "outputtype" when !value.Equals("Library", StringComparison.OrdinalIgnoreCase):
                Refuse(FaultCodes.PluginDirectiveUnsupported, $"asks to be built as {value}; a plugin is a library", "Write #:property OutputType=Library");
                return settings;
            case var other when !Honoured.Contains(other, StringComparer.OrdinalIgnoreCase) && Near(name) is { } near:
                Refuse(FaultCodes.PluginDirectiveInvalid, $"the property {name} is unknown", $"Did you mean #:property {near}={value}?");
                return settings;
            default:
                return settings;
        }

        bool Flag()
        {
            if (!bool.TryParse(value, out var yes))
            {
                Invalid("true or false");
            }

            return yes;
        }

        void Invalid(string wanted) => Refuse(FaultCodes.PluginDirectiveInvalid, $"the property {name} is '{value}'; use {wanted}", $"Write #:property {name}={wanted.Split([' ', ','])[0]}");

        void Refuse(string code, string message, string fix) => faults.Add(directive.Fault(code, message, fix));
    }

    /// <summary>A slip of a letter or two in a name that counts; anything further away is a property of its own.</summary>
    private static string? Near(string name) =>
        Honoured.FirstOrDefault(each => NearestName.Of(name, [each.ToLowerInvariant()]) is not null && Math.Abs(each.Length - name.Length) <= 2 && name.Length > 5);
}
