namespace Omua.Plugins.Discovery;

internal enum PluginUnitKind
{
    SourceFile,
    AssemblyFolder,

    /// <summary>A .dll that lies in the place itself: not a form of plugin, but worth a hint.</summary>
    LooseAssembly,

    /// <summary>A configured directory that does not exist.</summary>
    MissingPlace,
}
