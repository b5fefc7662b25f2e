using System.Diagnostics;
using System.Globalization;

namespace Omua.Engine.Running;

/// <summary>A process on a machine, so that another process of that machine can tell whether it still lives.</summary>
/// <param name="Machine">Host name, and where there is one the space in which process ids are counted (a container has its own).</param>
/// <param name="ProcessId">The process id.</param>
/// <param name="StartedAt">When it started: ids are used again.</param>
internal sealed record ProcessIdentity(string Machine, int ProcessId, DateTimeOffset StartedAt)
{
    /// <summary>Two readings of one start differ by clock steps; two processes of one id do not start this close together.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    public static ProcessIdentity Current { get; } = OfThisProcess();

    /// <summary>Whether it is known that the process has ended; false where that cannot be told from here.</summary>
    public bool IsKnownToBeDead()
    {
        if (Machine != Current.Machine)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return (Start(process) - StartedAt).Duration() > Tolerance;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended between two looks, or belongs to someone who does not let us look: the lease decides.
            return false;
        }
    }

    private static ProcessIdentity OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessIdentity(MachineName(), process.Id, Start(process));
    }

    private static DateTimeOffset Start(Process process) => new(process.StartTime.ToUniversalTime(), TimeSpan.Zero);

    private static string MachineName()
    {
        var space = OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget : null;
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{space}");
    }
}
