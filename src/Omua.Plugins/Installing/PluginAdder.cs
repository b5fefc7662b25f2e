using Omua.Plugins.Discovery;
using Omua.Plugins.Index;
using Omua.Plugins.Locking;
using Omua.Plugins.Packages;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Installing;

/// <summary>Adds a plugin in any form: puts it together aside, looks at it as a scan would, and only then lets it take its place by a rename.</summary>
internal sealed class PluginAdder(PluginHostOptions options)
{
    public async Task<AddOutcome> AddAsync(AddRequest request, CancellationToken cancellationToken)
    {
        var place = Place(request);
        Directory.CreateDirectory(place.Directory);
        using var staging = new StagingFolder(place);
        var origin = await StageAsync(request.Source, staging, cancellationToken).ConfigureAwait(false);
        var unit = staging.Unit() ?? throw new FaultException(NoPlugin(request.Source));
        try
        {
            var packages = await PackagesAsync(unit, cancellationToken).ConfigureAwait(false);
            var found = await new UnitInspector(options).InspectAsync(unit, cancellationToken).ConfigureAwait(false);
            Require(found);
            var target = Path.Combine(place.Directory, Path.GetFileName(unit.Path));
            await RequireFreeNamesAsync(found, target, cancellationToken).ConfigureAwait(false);
            staging.MoveIn(unit.Path, request.Replace);
            var recorded = await new LockRecorder(options).RecordAsync(each => each.Directory == place.Directory, origin, target, cancellationToken).ConfigureAwait(false);
            return new AddOutcome(target, [.. found.Plugins.Select(plugin => plugin.Name)], packages, recorded);
        }
        catch (FaultException exception)
        {
            // The person knows the plugin where it came from, not where it was put together.
            throw new FaultException([.. exception.Faults.Select(fault => Elsewhere(fault, unit.Path, request.Source))], exception);
        }
    }

    private PluginPlace Place(AddRequest request)
    {
        var directory = request.ToProject ? Path.Combine(options.ProjectDirectory ?? Environment.CurrentDirectory, "plugins") : Path.Combine(options.HomeDirectory, "plugins");
        return PluginPlaces.Of(options).FirstOrDefault(place => place.Directory == directory)
            ?? new PluginPlace(request.ToProject ? PluginSource.Project : PluginSource.User, directory, Trusted: !request.ToProject || options.TrustAll);
    }

    /// <summary>Puts the plugin into the staging folder and says where it is from, where that can be told again.</summary>
    private async Task<string?> StageAsync(string source, StagingFolder staging, CancellationToken cancellationToken)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        if (Directory.Exists(path))
        {
            if (Projects(path) is [var project] && !Directory.EnumerateFiles(path, "*.dll").Any())
            {
                await new ProjectStager(options).StageAsync(project, staging.Content, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                SourceStager.Folder(path, staging.Content);
            }

            return null;
        }

        if (File.Exists(path))
        {
            switch (Path.GetExtension(path).ToLowerInvariant())
            {
                case ".cs":
                    SourceStager.File(path, staging.Content);
                    return null;
                case ".nupkg":
                    return await new PackageStager(options).StageFileAsync(path, staging.Content, staging.FullPath, cancellationToken).ConfigureAwait(false);
                default:
                    throw new FaultException(NoPlugin(source));
            }
        }

        var parts = source.Split('@', 2);
        if (source.AsSpan().IndexOfAny("/\\ ") >= 0 || Path.GetExtension(source) is ".cs" or ".nupkg" or ".dll" || (parts.Length == 2 && PackageVersion.Parse(parts[1]) is null))
        {
            throw new FaultException(new Fault(FaultCodes.PluginNotAddable, $"there is no file or folder {source}, and that is no name of a package", "Name a .cs file, a folder, a .nupkg, or a package as Name@1.2.3"));
        }

        return await new PackageStager(options).StageAsync(parts[0], parts.Length == 2 ? parts[1] : null, staging.Content, cancellationToken).ConfigureAwait(false);
    }

    private static string[] Projects(string folder) => Directory.GetFiles(folder, "*.csproj");

    private async Task<IReadOnlyList<string>> PackagesAsync(PluginUnit unit, CancellationToken cancellationToken)
    {
        if (unit.Kind is not (PluginUnitKind.SourceFile or PluginUnitKind.SourceFolder))
        {
            return [];
        }

        var sources = SourceReader.Read(unit);
        if (sources.Faults.Count > 0 || sources.Packages.Count == 0)
        {
            return [];
        }

        var closure = await new PackageRestorer(options).RestoreAsync(sources.Packages, cancellationToken).ConfigureAwait(false);
        return [.. closure.Packages.Select(package => $"{package.Id}@{package.Version}")];
    }

    private static void Require(IndexedUnit found)
    {
        var faults = found.Faults.Concat(found.Plugins.SelectMany(plugin => plugin.Faults)).ToList();
        if (faults.Count > 0)
        {
            throw new FaultException(faults);
        }
    }

    private async Task RequireFreeNamesAsync(IndexedUnit found, string target, CancellationToken cancellationToken)
    {
        var names = found.Plugins.Select(plugin => plugin.Name).ToHashSet(StringComparer.Ordinal);
        var taken = (await new PluginCatalog(options with { Locked = false }).ScanAsync(cancellationToken).ConfigureAwait(false))
            .Where(plugin => plugin.Plugin is not null && names.Contains(plugin.Plugin.Name) && plugin.Unit.Path != target).ToList();
        if (taken.Count > 0)
        {
            throw new FaultException([.. taken.Select(plugin => new Fault(
                FaultCodes.PluginNameTaken, $"the name {plugin.Entry.Name} is taken by {plugin.Unit.Path}", $"Rename this one, or remove the other first: omua plugin remove {plugin.Entry.Name}") { File = found.Path })]);
        }
    }

    private static Fault NoPlugin(string source) => new(
        FaultCodes.PluginNotAddable, $"{source} is no form of plugin", "Name a .cs file, a folder with sources, a project or a built assembly, a .nupkg, or a package") { File = source };

    private static Fault Elsewhere(Fault fault, string staged, string source) => fault with
    {
        File = fault.File?.Replace(staged, source, StringComparison.Ordinal),
        Message = fault.Message.Replace(staged, source, StringComparison.Ordinal),
        Fix = fault.Fix.Replace(staged, source, StringComparison.Ordinal),
    };
}
