using Omua.Plugins.Discovery;

namespace Omua.Plugins.Index;

/// <summary>The thorough look at a file or folder that is new or has changed: compiles what must be compiled and reads metadata. Runs none of the plugin's code.</summary>
internal sealed class UnitInspector(PluginHostOptions options)
{
    private readonly SourceInspector _sources = new(options);

    public async Task<IndexedUnit> InspectAsync(PluginUnit unit, CancellationToken cancellationToken)
    {
        try
        {
            return unit.Kind switch
            {
                PluginUnitKind.SourceFile or PluginUnitKind.SourceFolder => await _sources.InspectAsync(unit, cancellationToken).ConfigureAwait(false),
                PluginUnitKind.AssemblyFolder => AssemblyInspector.Inspect(unit),
                PluginUnitKind.ProjectFolder => ProjectFolder.Inspect(unit),
                PluginUnitKind.LooseAssembly => Failed(
                    unit, FaultCodes.PluginClassMissing, $"{Path.GetFileName(unit.Path)} lies in the plugin place itself, so it is left alone",
                    $"Put it with its dependencies into a folder of its own: {Path.GetFileNameWithoutExtension(unit.Path)}/{Path.GetFileName(unit.Path)}"),
                PluginUnitKind.Unlistable => Failed(unit, FaultCodes.PluginUnreadable, $"{unit.Path} cannot be listed: {unit.Reason}", "Correct the link or the permissions, or remove it"),
                _ => Failed(
                    unit, FaultCodes.PluginDirectoryMissing, $"the plugin directory {unit.Path} does not exist", "Create it, or remove it from plugin_directories in omua.yaml"),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return Failed(unit, FaultCodes.PluginUnreadable, $"{unit.Path} cannot be read: {exception.Message}", "Check the permissions and that the file is whole");
        }
    }

    private static IndexedUnit Failed(PluginUnit unit, string code, string message, string fix) =>
        new(unit.Path, unit.Stat, "", null, [], [new Fault(code, message, fix) { File = unit.Path }]) { Kind = unit.Kind };
}
