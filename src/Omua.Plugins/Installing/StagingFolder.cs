using Omua.Plugins.Discovery;

namespace Omua.Plugins.Installing;

/// <summary>
/// A hidden folder inside a place in which a plugin is put together and looked at before it takes its place by a rename: others see it whole or not at all.
/// Gone with what is left in it when it is disposed.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly PluginPlace _place;

    public StagingFolder(PluginPlace place)
    {
        _place = place;
        FullPath = Path.Combine(place.Directory, $".adding-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Content);
    }

    public string FullPath { get; }

    /// <summary>Where the plugin's file or folder is put, under the name that it will have.</summary>
    public string Content => Path.Combine(FullPath, "content");

    /// <summary>What was put here, as a place would find it; null where that is no form of plugin.</summary>
    public PluginUnit? Unit() => PlaceScanner.Units(new PluginPlace(_place.Source, Content, Trusted: true)).FirstOrDefault();

    /// <summary>Moves what was put here into the place. Where something of that name is there, it is moved out of the way first, and back where that fails.</summary>
    public string MoveIn(string path, bool replace)
    {
        var target = Path.Combine(_place.Directory, Path.GetFileName(path));
        var old = Path.Combine(FullPath, "old");
        var isThere = File.Exists(target) || Directory.Exists(target);
        if (isThere && !replace)
        {
            throw new FaultException(new Fault(FaultCodes.PluginAlreadyThere, $"{target} is there already", "Add --replace to put this in its place") { File = target });
        }

        if (isThere)
        {
            Move(target, old);
        }

        try
        {
            Move(path, target);
        }
        catch (IOException) when (isThere)
        {
            Move(old, target);
            throw;
        }

        return target;
    }

    public static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
