using Omua.Plugins.Configuration;
using Omua.Plugins.Discovery;

namespace Omua.Plugins.Sources;

/// <summary>
/// Reads a plugin in source form: follows <c>#:include</c> within the plugin's folder, gathers what the <c>#:</c> lines of all files ask for, and finds
/// everything that is wrong with that at once. Reads text; runs nothing.
/// </summary>
internal sealed class SourceReader
{
    /// <summary>Those that a plugin may use; what is proposed is one of them.</summary>
    private static readonly string[] Kinds = ["package", "property", "include", "exclude"];

    private readonly string _folder;
    private readonly HashSet<string> _entries;
    private readonly Queue<(string Path, SourceDirective? From)> _open = [];
    private readonly Dictionary<string, SourceProgramFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceDirective> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IncludePattern> _excluded = [];
    private readonly List<PackageNeed> _packages = [];
    private readonly SortedSet<string> _included = new(StringComparer.Ordinal);
    private readonly List<Fault> _faults = [];
    private SourceSettings _settings = new();

    private SourceReader(string folder, IReadOnlyList<string> entries)
    {
        _folder = folder;
        _entries = new HashSet<string>(entries, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            _open.Enqueue((entry, null));
        }
    }

    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SourceSet Read(PluginUnit unit) => unit.Kind == PluginUnitKind.SourceFolder
        ? new SourceReader(unit.Path, [.. FolderFiles.Sources(unit.Path, FolderFiles.Of(unit.Path))]).Read()
        : new SourceReader(Path.GetDirectoryName(unit.Path)!, [unit.Path]).Read();

    private SourceSet Read()
    {
        while (_open.TryDequeue(out var next))
        {
            if (!_files.ContainsKey(next.Path) && !_excluded.Exists(pattern => pattern.Matches(next.Path)))
            {
                ReadFile(next.Path, next.From);
            }
        }

        return new SourceSet
        {
            Files = [.. _files.Values.OrderBy(file => file.Name, StringComparer.Ordinal)],
            Settings = _settings,
            Packages = [.. _packages.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)],
            Faults = _faults,
            Included = [.. _included.Except(_entries)],
        };
    }

    private void ReadFile(string path, SourceDirective? from)
    {
        if (from is not null && !File.Exists(path))
        {
            _faults.Add(from.Fault(FaultCodes.PluginDirectiveInvalid, $"the included file {path} does not exist", "Correct the path; it is relative to this file"));
            return;
        }

        var (text, fault) = SourceText.Read(path);
        if (text is null)
        {
            _faults.Add(fault!);
            return;
        }

        _files.Add(path, new SourceProgramFile(path, Path.GetRelativePath(_folder, path).Replace('\\', '/'), text));
        var directives = DirectiveReader.Read(text, path);
        foreach (var directive in directives.Where(each => each.Kind == "exclude"))
        {
            _excluded.Add(new IncludePattern(path, directive.Text));
        }

        foreach (var directive in directives)
        {
            Apply(directive);
        }
    }

    private void Apply(SourceDirective directive)
    {
        if (directive.Text.Contains('"', StringComparison.Ordinal))
        {
            Refuse(directive, FaultCodes.PluginDirectiveInvalid, "a directive takes no quotes", "Remove the quotes");
            return;
        }

        if (directive.Kind is "package" or "property" && IsRepeated(directive))
        {
            return;
        }

        switch (directive.Kind)
        {
            case "package":
                if (PackageDirectives.Read(directive, _faults) is { } package)
                {
                    _packages.Add(package);
                }

                break;
            case "property":
                _settings = PropertyDirectives.Apply(_settings, directive, _faults);
                break;
            case "include":
                Include(directive);
                break;
            case "exclude":
                break;
            case "sdk":
                var sdk = directive.Split('@').Name;
                if (!sdk.Equals("Microsoft.NET.Sdk", StringComparison.OrdinalIgnoreCase))
                {
                    Refuse(directive, FaultCodes.PluginDirectiveUnsupported, $"asks for the SDK '{sdk}'; a plugin is a plain library", "Remove the line, or build the plugin as a folder with that SDK");
                }

                break;
            case "project":
                var isInside = IsInside(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(directive.File)!, directive.Text)));
                Refuse(
                    directive, FaultCodes.PluginDirectiveUnsupported,
                    isInside ? $"references the project {directive.Text}; this host compiles sources and builds no projects" : $"references the project {directive.Text} outside of the plugin's folder, which was not trusted with it",
                    isInside ? "Include its sources with #:include, or publish the whole as a folder: omua plugin add FOLDER" : "Move what is needed into the plugin's folder and #:include it, or publish the whole as a folder");
                break;
            case "ref":
                Refuse(directive, FaultCodes.PluginDirectiveUnsupported, $"references {directive.Text} as a library of its own", "Write #:include instead: the file becomes part of the plugin");
                break;
            case var unknown:
                Refuse(
                    directive, FaultCodes.PluginDirectiveInvalid, $"the directive '#:{unknown}' is unknown",
                    NearestName.Of(unknown, Kinds) is { } near ? $"Did you mean #:{near}?" : $"Use one of {string.Join(", ", Kinds.Select(kind => $"#:{kind}"))}");
                break;
        }
    }

    /// <summary>The same line twice is one; two values for one name are a contradiction.</summary>
    private bool IsRepeated(SourceDirective directive)
    {
        var (name, value) = directive.Split(directive.Kind == "package" ? '@' : '=');
        var key = $"{directive.Kind} {name}";
        if (_given.TryAdd(key, directive))
        {
            return false;
        }

        var before = _given[key];
        if (value != before.Split(directive.Kind == "package" ? '@' : '=').Value)
        {
            Refuse(
                directive, directive.Kind == "package" ? FaultCodes.PluginPackageConflict : FaultCodes.PluginDirectiveInvalid,
                $"#:{directive.Kind} {directive.Text} contradicts #:{before.Kind} {before.Text} in {Path.GetFileName(before.File)}:{before.Line}", "Keep one of the two");
        }

        return true;
    }

    private void Include(SourceDirective directive)
    {
        var pattern = new IncludePattern(directive.File, directive.Text);
        var extension = Path.GetExtension(directive.Text);
        if (directive.Text.Length == 0)
        {
            Refuse(directive, FaultCodes.PluginDirectiveInvalid, "#:include names no file", "Write it as #:include other.cs or #:include parts/*.cs");
        }
        else if (!IsInside(pattern.IsPlain ? pattern.FullPath : Path.Combine(pattern.Root, "x")))
        {
            Refuse(directive, FaultCodes.PluginDirectiveUnsupported, $"includes {directive.Text}, which lies outside of the plugin's folder {_folder}", "Move the file into the plugin's folder");
        }
        else if (extension is ".json")
        {
            // To the SDK it is a file of the project that takes no part in the build.
        }
        else if (extension is not ".cs")
        {
            Refuse(directive, FaultCodes.PluginDirectiveUnsupported, $"includes {directive.Text}; this host takes C# sources alone", "Include *.cs files; build a plugin with resources or assemblies as a folder");
        }
        else if (pattern.IsPlain)
        {
            Take(pattern.FullPath, directive);
        }
        else
        {
            _included.Add(pattern.Root);
            foreach (var file in FolderFiles.Of(pattern.Root).Where(file => pattern.Matches(file.FullName)))
            {
                _included.Add(file.DirectoryName!);
                Take(file.FullName, directive);
            }
        }
    }

    private void Take(string path, SourceDirective directive)
    {
        _included.Add(path);
        _open.Enqueue((path, directive));
    }

    private bool IsInside(string path) => path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Refuse(SourceDirective directive, string code, string message, string fix) => _faults.Add(directive.Fault(code, message, fix));
}
