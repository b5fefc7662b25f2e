namespace Omua.Plugins.Discovery;

/// <summary>A file or folder that may hold plugins, with its cheap fingerprint (size and time), which tells whether it has to be looked at again.</summary>
internal sealed record PluginUnit(PluginPlace Place, PluginUnitKind Kind, string Path, string Stat)
{
    /// <summary>The assembly of an <see cref="PluginUnitKind.AssemblyFolder"/>.</summary>
    public string? MainAssembly { get; init; }

    /// <summary>Why an <see cref="PluginUnitKind.Unlistable"/> cannot be listed.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there is code in it that a host would run once it may.</summary>
    public bool HoldsCode => Kind is PluginUnitKind.SourceFile or PluginUnitKind.SourceFolder or PluginUnitKind.AssemblyFolder;

    /// <summary>What to call it before its class is known.</summary>
    public string FileName => SnakeCase.From(IsFolder ? System.IO.Path.GetFileName(Path) : System.IO.Path.GetFileNameWithoutExtension(Path));

    private bool IsFolder => Kind is PluginUnitKind.AssemblyFolder or PluginUnitKind.SourceFolder or PluginUnitKind.ProjectFolder;
}
