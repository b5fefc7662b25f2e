using System.Globalization;

namespace Omua.Plugins.Health;

/// <summary>
/// How a process that left no word came to its end. The runtime takes its diagnostics socket away when it ends, also when it gives up: a stack overflow, FailFast, a fault
/// in native code. Where the socket is still there, somebody ended the process from outside (SIGKILL, want of memory, power), and no plugin is to blame.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>Another one after each start of the machine, when sockets are gone for another reason. Empty where there is none.</summary>
    public static string BootId => File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    /// <summary>This process's socket; empty where it has none (switched off, or another system): then nothing can be told.</summary>
    public static string DiagnosticsSocket => OperatingSystem.IsWindows() ? "" : Directory.EnumerateFiles(
        Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{Environment.ProcessId}-*-socket")).FirstOrDefault() ?? "";

    public static bool WasItsOwn(string[] header) => header is [_, _, _, _, var boot, var socket, ..] && boot == BootId && socket.Length > 0 && !File.Exists(socket);
}
