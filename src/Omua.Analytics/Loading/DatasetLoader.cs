namespace Omua.Analytics;

/// <summary>Recognises and reads the performance exports at a path: CSV or TSV, plain or gzip, UTF-8 or UTF-16, a file or a folder with all below it.</summary>
public static class DatasetLoader
{
    /// <summary>
    /// Reads what is at a path. Files are taken in the order of their names; a file that cannot be used becomes a fault and the rest goes on, so that this throws for
    /// cancellation alone.
    /// </summary>
    /// <param name="path">A file or a folder. Names that start with a dot are left alone.</param>
    /// <param name="options">What a file cannot say about itself.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<LoadedData> LoadAsync(string path, LoadOptions options, CancellationToken cancellationToken) =>
        Task.Run(() => new LoadSession(path, options, PerformanceFileReader.SplitFrom).Load(cancellationToken), cancellationToken);
}
