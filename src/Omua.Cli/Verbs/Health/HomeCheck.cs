using System.Globalization;
using Omua.Cli.Composition;

namespace Omua.Cli.Verbs.Health;

/// <summary>Whether the home folder can be written, and whether there is room for what is written there.</summary>
internal static class HomeCheck
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Below this the store cannot be relied on to commit.</summary>
    private const long LeastFree = 100 * Megabyte;

    /// <summary>Below this a long run may end in a full disk.</summary>
    private const long ComfortableFree = 1024 * Megabyte;

    public static IEnumerable<HealthFinding> Run()
    {
        if (Unwritable() is { } reason)
        {
            yield return new HealthFinding(HealthSection.Disk, HealthSeverity.Error, new Fault(
                FaultCodes.HomeNotWritable, $"the home folder cannot be written: {reason}",
                "give yourself the right to write it, or name another folder: export OMUA_HOME=DIR") { File = HomeFolder.FullPath });
            yield break;
        }

        var free = new DriveInfo(HomeFolder.FullPath).AvailableFreeSpace;
        if (free < ComfortableFree)
        {
            yield return new HealthFinding(HealthSection.Disk, free < LeastFree ? HealthSeverity.Error : HealthSeverity.Warning, new Fault(
                FaultCodes.DiskSpaceLow, string.Create(CultureInfo.InvariantCulture, $"only {free / Megabyte:N0} MB are free on the disk of the home folder"),
                "make room, or move the home folder: export OMUA_HOME=DIR") { File = HomeFolder.FullPath });
        }
    }

    private static string? Unwritable()
    {
        try
        {
            Directory.CreateDirectory(HomeFolder.FullPath);
            var probe = Path.Combine(HomeFolder.FullPath, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
