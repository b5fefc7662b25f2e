namespace Omua.Plugins;

/// <summary>Files and folders that are either there whole or not at all, whoever else writes at the same time.</summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Temporary(path);
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Fills a folder beside its final place and moves it there. Where another process was faster, its folder stays: content-keyed, so it is the same.</summary>
    public static void CreateFolder(string path, Action<string> fill)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Temporary(path);
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            if (!Directory.Exists(path))
            {
                Directory.Move(temporary, path);
            }
        }
        catch (IOException) when (Directory.Exists(path))
        {
            // Lost the race for the same content.
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static string Temporary(string path) => $"{path}.{Environment.ProcessId:x}-{Guid.NewGuid().ToString("N")[..8]}.tmp";
}
