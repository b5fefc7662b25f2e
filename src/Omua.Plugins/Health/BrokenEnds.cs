using Microsoft.Extensions.Logging;
using Omua.Plugins.Guard;

namespace Omua.Plugins.Health;

/// <summary>
/// Judges how processes ended that could not say it themselves, by the marks that they left. One plugin whose code ran at the end of a process that ended by its own doing
/// has crashed; several are suspected; where somebody ended the process from outside, nobody is.
/// </summary>
internal sealed partial class BrokenEnds(PluginHostOptions options)
{
    private readonly CrashLog _log = new(options.HomeDirectory, options.Time);
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Omua.Plugins");

    /// <summary>Takes up the marks of processes that are no more. Costs one look into a folder that is mostly not there.</summary>
    public void Judge()
    {
        var folder = ProcessMark.FolderIn(options.HomeDirectory);
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (TakeUp(file) is { } mark && MarkedPlugin.Header(mark) is { } header && ProcessEnd.WasItsOwn(header))
            {
                foreach (var fault in Record(_log, MarkedPlugin.In(mark), "the last process ended without a word (a stack overflow, FailFast or a fault in native code)"))
                {
                    LogEnded(fault.Code, fault.Message, fault.Fix);
                }
            }
        }
    }

    /// <summary>Puts it on the record of each plugin whose code ran.</summary>
    public static IReadOnlyList<Fault> Record(CrashLog log, IReadOnlyList<MarkedPlugin> running, string what)
    {
        var faults = new List<Fault>();
        foreach (var plugin in running)
        {
            var others = string.Join(", ", running.Where(other => other != plugin).Select(other => other.Name));
            var fault = others.Length == 0
                ? new Fault(FaultCodes.PluginEndedProcess, $"{plugin.Name} took the process down {MarkedWorks.In(plugin.Work)}: {what}", Fix(plugin)) { File = plugin.Path }
                : new Fault(FaultCodes.PluginSuspected, $"{plugin.Name} may have taken the process down {MarkedWorks.In(plugin.Work)}, or {others}: {what}", Fix(plugin)) { File = plugin.Path };
            log.Add(plugin.Name, plugin.Hash, fault, plugin.At);
            faults.Add(fault);
        }

        return faults;
    }

    private static string Fix(MarkedPlugin plugin) =>
        $"Mend it: no recursion without an end, no Environment.Exit or FailFast in a plugin; or switch it off: plugins.{plugin.Name}.enabled: false";

    /// <summary>The mark's content, which is then gone; null where its process lives, or another one was faster.</summary>
    private static byte[]? TakeUp(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var mark = new byte[stream.Length];
            stream.ReadExactly(mark);
            File.Delete(file);
            return mark;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Code}: {What}; {Fix}")]
    private partial void LogEnded(string code, string what, string fix);
}
