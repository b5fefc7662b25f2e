using System.IO.Compression;

namespace Omua.Plugins.Installing;

/// <summary>
/// Looks through an archive before anything of it is written: names that lead elsewhere, links, and contents that are far larger than the archive. Sizes
/// are counted, not believed: every entry is unpacked into nothing.
/// </summary>
internal static class ArchiveCheck
{
    public const int MaximumEntries = 5_000;

    public const long MaximumBytes = 512L * 1024 * 1024;

    /// <summary>What packs better than this is no code: text packs about ten times, a run of zeros a thousand times.</summary>
    public const int MaximumRatio = 100;

    /// <summary>Small entries may pack as well as they like.</summary>
    private const long RatioCountsFrom = 1024 * 1024;

    /// <exception cref="FaultException">It must not be unpacked.</exception>
    public static async Task RequireAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            await LookAsync(archive, path, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw Refused(path, $"it is no whole archive ({exception.Message})", "Fetch it again");
        }
    }

    private static async Task LookAsync(ZipArchive archive, string path, CancellationToken cancellationToken)
    {
        if (archive.Entries.Count > MaximumEntries)
        {
            throw Refused(path, $"it holds {archive.Entries.Count:N0} entries; {MaximumEntries:N0} are the limit");
        }

        var total = 0L;
        var buffer = new byte[81920];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            if (Danger(entry) is { } danger)
            {
                throw Refused(path, $"its entry '{entry.FullName}' {danger}");
            }

            if (!names.Add(entry.FullName))
            {
                throw Refused(path, $"it holds '{entry.FullName}' twice");
            }

            await using var content = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
            var size = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                size += read;
                total += read;
                if (total > MaximumBytes)
                {
                    throw Refused(path, $"it unpacks to more than {MaximumBytes / 1024 / 1024} MB");
                }

                if (size > RatioCountsFrom && size > entry.CompressedLength * MaximumRatio)
                {
                    throw Refused(path, $"its entry '{entry.FullName}' unpacks to more than {MaximumRatio} times its size");
                }
            }
        }
    }

    private static string? Danger(ZipArchiveEntry entry)
    {
        // The upper half holds the file's mode where the archive was made on Unix; 0xA000 is a link.
        if (((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000)
        {
            return "is a link";
        }

        var name = entry.FullName.Replace('\\', '/');
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) ? "has an absolute path"
            : name.Split('/').Contains("..") ? "leads out of the archive's folder"
            : name.Any(char.IsControl) ? "has control characters in its name"
            : null;
    }

    private static FaultException Refused(string path, string why, string fix = "Do not use it; tell whoever made it") =>
        new(new Fault(FaultCodes.PluginArchiveRefused, $"{Path.GetFileName(path)} is not unpacked: {why}", fix) { File = path });
}
