using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Omua.Plugins.Guard;
using Omua.Plugins.Loading;

namespace Omua.Plugins.Health;

/// <summary>
/// For a process whose program is this host: what plugin code throws on threads of its own ends that thread and not the process, what nobody observes is told, and a
/// plugin that ends the process does not make it look like success. Set once and for all; holds no plugin's code.
/// </summary>
public static class ProcessHooks
{
    private static readonly List<PosixSignalRegistration> Signals = [];
    private static int _areSet;
    private static volatile bool _isMeant;

    /// <summary>The process is about to end, and means to.</summary>
    public static void Ends() => _isMeant = true;

    internal static void Set()
    {
        if (Interlocked.Exchange(ref _areSet, 1) != 0)
        {
            return;
        }

        TaskScheduler.UnobservedTaskException += static (_, told) => Unobserved(told);
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Exits();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        {
            Signals.Add(PosixSignalRegistration.Create(signal, static _ => _isMeant = true));
        }

        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(Contain);
        }
        catch (InvalidOperationException)
        {
            // The program has set its own, and decides.
        }
    }

    /// <summary>True where the exception is a plugin's: its thread ends, the process goes on. Anybody else's ends the process, as it should.</summary>
    private static bool Contain(Exception exception)
    {
        var context = Owner(exception);
        context?.Stray?.Invoke(exception);
        return context is not null;
    }

    private static void Unobserved(UnobservedTaskExceptionEventArgs told)
    {
        foreach (var exception in told.Exception.InnerExceptions)
        {
            if (Owner(exception) is { Unobserved: { } tell })
            {
                tell(exception);
                told.SetObserved();
            }
        }
    }

    /// <summary>Whose code an exception came from; null where it passed no plugin's.</summary>
    private static PluginLoadContext? Owner(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            foreach (var frame in new StackTrace(current, fNeedFileInfo: false).GetFrames())
            {
                if (frame.GetMethod()?.Module.Assembly is { } assembly && AssemblyLoadContext.GetLoadContext(assembly) is PluginLoadContext context)
                {
                    return context;
                }
            }
        }

        return null;
    }

    private static void Exits()
    {
        foreach (var mark in ProcessMark.All.ToList())
        {
            if (!_isMeant)
            {
                // Whoever waits for the process must not take what it left undone for done.
                Environment.ExitCode = 1;
                var faults = BrokenEnds.Record(new CrashLog(mark.Home, TimeProvider.System), mark.Running(), "the process was ended from within (Environment.Exit)");
                Console.Error.WriteLine(faults.Count > 0
                    ? string.Join('\n', faults.Select(fault => $"error {fault.Code}: {fault.Place}: {fault.Message}; {fault.Fix}"))
                    : $"error {FaultCodes.PluginEndedProcess}: the process was ended from within (Environment.Exit), by a thread that a plugin started; find Environment.Exit in the plugins that ran");
            }

            mark.Remove();
        }
    }
}
