using System.Security.Cryptography;
using Omua.Engine.Journal;

namespace Omua.Cli.Runs;

/// <summary>The files that a run reads, with length and hash, so that a run that is taken up later computes from the same data or says that it does not.</summary>
internal static class DataFiles
{
    /// <summary>The file, or every file below the folder, in the order of their names. Names that start with a dot are left alone, as in loading.</summary>
    public static Task<IReadOnlyList<InputFile>> DescribeAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => (IReadOnlyList<InputFile>)[.. List(path).Select(file => Describe(file.Full, file.Relative, cancellationToken))], cancellationToken);

    /// <summary>What is different, a line for each file; empty where the data is the same.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<InputFile> recorded, IReadOnlyList<InputFile> now)
    {
        var current = now.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var known = recorded.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. recorded.Where(file => !current.ContainsKey(file.Path)).Select(file => $"{file.Path} is gone"),
            .. recorded.Where(file => current.TryGetValue(file.Path, out var other) && other != file).Select(file => $"{file.Path} has other content ({file.Bytes} bytes then, {current[file.Path].Bytes} now)"),
            .. now.Where(file => !known.Contains(file.Path)).Select(file => $"{file.Path} is new"),
        ];
    }

    private static IEnumerable<(string Full, string Relative)> List(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [(path, Path.GetFileName(path))] : [];
        }

        var all = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.System };
        return Directory.EnumerateFiles(path, "*", all)
            .Select(file => (file, Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(file => !file.Item2.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(file => file.Item2, StringComparer.Ordinal);
    }

    private static InputFile Describe(string file, string relative, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var content = File.OpenRead(file);
            return new InputFile(relative, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Loading says what is wrong with it; here it only has to stay the same.
            return new InputFile(relative, 0, "");
        }
    }
}
