namespace Omua.Analytics;

/// <summary>Finds files with the content of an earlier file. Only files of equal length are hashed.</summary>
internal sealed class KnownContents
{
    private readonly Dictionary<long, List<(string Path, string? Hash)>> _byLength = [];

    public string? Earlier(string path, ByteSource source)
    {
        if (!_byLength.TryGetValue(source.Length, out var same))
        {
            _byLength[source.Length] = [(path, null)];
            return null;
        }

        var hash = ExportFile.Hash(source);
        for (var index = 0; index < same.Count; index++)
        {
            if (same[index].Hash is null)
            {
                using var earlier = ExportFile.Open(same[index].Path);
                same[index] = (same[index].Path, ExportFile.Hash(earlier));
            }

            if (same[index].Hash == hash && source.Length > 0)
            {
                return same[index].Path;
            }
        }

        same.Add((path, hash));
        return null;
    }
}
