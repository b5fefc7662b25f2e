using System.Runtime.Loader;

namespace Omua.Cli.Up;

/// <summary>The folder of the cluster's assemblies, Orleans' among them. No other verb looks at it.</summary>
internal static class ClusterRoom
{
    private static bool _isOpen;

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "cluster", "Omua.Cluster.dll");

    /// <summary>Has what is asked for from now on looked for there too. What the program itself has comes first.</summary>
    public static void Open()
    {
        if (_isOpen)
        {
            return;
        }

        if (!File.Exists(Assembly))
        {
            throw new FaultException(new Fault(FaultCodes.ClusterNotJoined, $"the part of OMUA that works on several machines is not installed: there is no {Assembly}", "build or install OMUA again, whole"));
        }

        var resolver = new AssemblyDependencyResolver(Assembly);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == Path.GetFileNameWithoutExtension(Assembly) ? context.LoadFromAssemblyPath(Assembly)
            : resolver.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
        _isOpen = true;
    }
}
