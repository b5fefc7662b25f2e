namespace Omua.Analytics.Tests.Loading;

/// <summary>A folder of files that ends with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("omua-loading-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Task<LoadedData> LoadAsync(LoadOptions? options = null) => DatasetLoader.LoadAsync(Path, options ?? new LoadOptions(), CancellationToken.None);

    public async Task<PerformanceDataset> LoadOneAsync() => Assert.IsType<PerformanceDataset>(Assert.Single((await LoadAsync()).Datasets));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
