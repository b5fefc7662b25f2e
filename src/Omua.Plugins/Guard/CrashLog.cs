using System.Globalization;
using System.Text;

namespace Omua.Plugins.Guard;

/// <summary>
/// The crashes of each plugin, kept in the home so that they outlive the process that they may have ended. One small file a plugin, one line a crash,
/// only ever appended to or deleted: processes that write at the same time do not disturb each other.
/// </summary>
internal sealed class CrashLog(string homeDirectory, TimeProvider time)
{
    public const int Limit = 3;
    private const int LongestMessage = 1_000;
    private const int LinesKept = 100;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly string _folder = Path.Combine(homeDirectory, "crashes");

    /// <summary>
    /// Whether some three crashes of that content lie within five minutes. That they are long ago does not matter: the code is the same. One among several of which any may
    /// have ended the process is not convicted by it.
    /// </summary>
    public static bool IsQuarantined(IReadOnlyList<PluginCrash> crashes)
    {
        var sure = crashes.Where(crash => crash.IsSure).ToList();
        return Enumerable.Range(0, Math.Max(0, sure.Count - Limit + 1)).Any(first => sure[first + Limit - 1].At - sure[first].At <= Window);
    }

    /// <summary>Names of the plugins that have crashed, whatever their content then was. Costs one look into a folder.</summary>
    public IReadOnlySet<string> Names() => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder, "*.tsv").Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal)
        : [];

    /// <summary>The crashes of a plugin with that content, oldest first.</summary>
    public IReadOnlyList<PluginCrash> Read(string plugin, string hash)
    {
        try
        {
            var file = PathOf(plugin);
            return File.Exists(file) ? [.. File.ReadLines(file).Select(Parse).OfType<PluginCrash>().Where(crash => crash.Hash == hash).OrderBy(crash => crash.At)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds a crash. A home that cannot be written to keeps none: the plugin is then judged by this process alone.</summary>
    public PluginCrash Add(string plugin, string hash, Fault fault, DateTimeOffset? at = null)
    {
        var message = fault.Message.ReplaceLineEndings(" ").Replace('\t', ' ');
        var crash = new PluginCrash(at ?? time.GetUtcNow(), hash, fault.Code, message.Length > LongestMessage ? message[..LongestMessage] : message);
        var line = $"{crash.At.ToString("O", CultureInfo.InvariantCulture)}\t{hash}\t{crash.Code}\t{crash.Message}\n";
        try
        {
            Directory.CreateDirectory(_folder);
            var file = PathOf(plugin);
            if (File.Exists(file) && File.ReadAllLines(file) is { Length: >= LinesKept } lines)
            {
                AtomicFile.Write(file, Encoding.UTF8.GetBytes(string.Concat(lines.Where(old => Parse(old)?.Hash == hash).Select(old => old + "\n"))));
            }

            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Said above.
        }

        return crash;
    }

    /// <summary>Forgets every crash of a plugin. False where there was none.</summary>
    public bool Reset(string plugin)
    {
        if (!SnakeCase.Is(plugin))
        {
            return false;
        }

        var file = PathOf(plugin);
        var existed = File.Exists(file);
        File.Delete(file);
        return existed;
    }

    private string PathOf(string plugin) => Path.Combine(_folder, plugin + ".tsv");

    private static PluginCrash? Parse(string line) =>
        line.Split('\t') is [var at, var hash, var code, var message]
        && DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new PluginCrash(time, hash, code, message) : null;
}
