namespace Omua.Plugins.Discovery;

internal enum PluginUnitKind
{
    /// <summary>One <c>.cs</c> file, with what it includes.</summary>
    SourceFile,

    /// <summary>A folder of <c>.cs</c> files that make up one assembly.</summary>
    SourceFolder,

    /// <summary>A folder with a built assembly and all that it needs.</summary>
    AssemblyFolder,

    /// <summary>A folder with a project file and no assembly: it has to be built first.</summary>
    ProjectFolder,

    /// <summary>A .dll that lies in the place itself: not a form of plugin, but worth a hint.</summary>
    LooseAssembly,

    /// <summary>A configured directory that does not exist.</summary>
    MissingPlace,

    /// <summary>A folder that cannot be listed, or a link that leads back to where it stands.</summary>
    Unlistable,
}
