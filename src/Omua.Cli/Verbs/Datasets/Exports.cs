using Omua.Analytics;

namespace Omua.Cli.Verbs.Datasets;

/// <summary>Loads exports for every verb in the same way: with the mapping of columns that lies beside them.</summary>
internal static class Exports
{
    /// <exception cref="FaultException">The mapping beside the data cannot be used.</exception>
    public static Task<LoadedData> LoadAsync(string path, LoadOptions options, CancellationToken cancellationToken) =>
        DatasetLoader.LoadAsync(path, options with { Mappings = MappingReader.Beside(path) }, cancellationToken);
}
