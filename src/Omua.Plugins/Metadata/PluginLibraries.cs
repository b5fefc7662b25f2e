using Omua.Plugins.Discovery;
using Omua.Plugins.Packages;

namespace Omua.Plugins.Metadata;

/// <summary>The libraries that a plugin brings: whatever lies beside its assembly or came with its packages, and is an assembly.</summary>
internal static class PluginLibraries
{
    /// <summary>Every .dll below the folders, but for the plugin itself and copies of what the host provides.</summary>
    public static IEnumerable<string> In(IReadOnlyList<string> folders, string plugin) => folders
        .SelectMany(FolderFiles.Of)
        .Where(file => file.Extension == ".dll" && file.FullName != plugin && !folders.Select(PackageClosure.AnchorIn).Contains(file.FullName) && !HostAssemblies.IsProvided(Path.GetFileNameWithoutExtension(file.Name)))
        .Select(file => file.FullName);

    /// <summary>The library; null where it is a native one.</summary>
    /// <exception cref="FaultException">It is neither, or cannot be read.</exception>
    public static AssemblyModule? Open(string path)
    {
        try
        {
            var content = File.ReadAllBytes(path);
            return AssemblyFitness.IsNative(content) ? null : new AssemblyModule(path, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new FaultException(
                new Fault(FaultCodes.PluginUnreadable, $"{path} cannot be read: {exception.Message}", "Check the permissions and that the file is whole") { File = path }, exception);
        }
    }
}
