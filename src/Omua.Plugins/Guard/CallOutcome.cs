using System.Globalization;
using Omua.Plugins.Configuration;
using Omua.Plugins.Loading;

namespace Omua.Plugins.Guard;

/// <summary>
/// Judges what came of a call: what the contract lets a plugin throw passes, cancellation is not a failure, anything else is said as a fault of the plugin with its
/// place, and told to its health as a failure or a crash. A store's and a model's caller gets it as the exception that their contracts know.
/// </summary>
internal sealed class CallOutcome(PluginType type, PluginHealth health, PluginLimits limits)
{
    private string Name => health.Name;

    /// <summary>For a filter that only looks: the name of an error in telemetry. Always false.</summary>
    public static bool Named(Exception exception, out string? error)
    {
        error = exception is OperationCanceledException ? null
            : (exception as FaultException ?? exception.InnerException as FaultException) is { } faults ? faults.Faults[0].Code : exception.GetType().Name;
        return false;
    }

    /// <summary>The instance that may be called now. Throws where none may.</summary>
    /// <param name="current">The one that answers now.</param>
    /// <param name="member">What is to be called.</param>
    /// <param name="mayTry">Whether the call may be the one that tries a plugin after its rest.</param>
    public PluginInstance Passing(PluginInstance? current, string member, bool mayTry = true)
    {
        if (health.Quarantine is { } quarantine)
        {
            throw Said(quarantine);
        }

        if (current is null)
        {
            throw Said(new Fault(FaultCodes.PluginGone, $"{Name}: {member} was called, but the plugin is not there any more", "Get the plugin anew; omua plugin list shows what is there"));
        }

        return health.Breaker.MayPass(mayTry, out var remaining) ? current : throw Said(new Fault(
            FaultCodes.PluginResting,
            $"{Name} failed {limits.Failures} times in a row and is left alone for {Math.Ceiling(remaining.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s more; the last failure: {health.LastDefect?.Message}",
            "Mend what the last failure says") { File = health.LastDefect?.File, Line = health.LastDefect?.Line, Column = health.LastDefect?.Column });
    }

    public Exception Busy(string member) => Said(new Fault(
        FaultCodes.PluginBusy, $"{Name}: {member} found no place in {Duration.Write(limits.Call)}: {limits.MaxParallel} calls are under way",
        $"Raise plugins.{Name}.guard.max_parallel, or make fewer calls at once"));

    /// <summary>The call did not listen. That is a crash, whoever wanted it to stop.</summary>
    public Exception Abandoned(string member, PluginInstance instance, CallEnd end, CancellationToken cancellationToken)
    {
        var why = end.Stopped switch
        {
            StopReason.Caller => "was cancelled",
            StopReason.Ending => "was to end with the plugin",
            _ => $"took longer than its limit of {Duration.Write(limits.Call)}",
        };
        var fault = new Fault(
            FaultCodes.PluginAbandoned, $"{Name}: {member} {why} and did not stop within {Duration.Write(limits.Grace)}; it was abandoned",
            "Pass the cancellation token on, and look at it in loops") { File = instance.Path };
        health.Failed(fault);
        health.Crashed(fault, instance.Hash);
        return end.Stopped == StopReason.Caller ? new OperationCanceledException(fault.Message, cancellationToken) : Said(fault);
    }

    /// <summary>What to throw for what a call threw: the same exception where it may pass as it is.</summary>
    public Exception Of(Exception exception, string member, PluginInstance instance, CallEnd end, CancellationToken cancellationToken)
    {
        switch (end.Stopped)
        {
            case StopReason.Caller:
                health.Breaker.Undecided();
                return new OperationCanceledException($"{Name}: {member} was cancelled", exception, cancellationToken);
            case StopReason.Ending:
                health.Breaker.Undecided();
                return Said(new Fault(FaultCodes.PluginGone, $"{Name}: {member} was cancelled because the plugin was shut down or reloaded", "Call again") { File = instance.Path });
            case StopReason.TimedOut:
                return Defect(
                    new Fault(
                        FaultCodes.PluginCallTimedOut, $"{Name}: {member} took longer than its limit of {Duration.Write(limits.Call)}",
                        $"Raise plugins.{Name}.guard.call where the work needs it") { File = instance.Path },
                    exception);
        }

        switch (exception)
        {
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                health.Breaker.Undecided();
                return exception;
            case TaskRejectedException or LlmException or StorageException:
                health.Failed(defect: null);
                return instance.Mask.Clean(exception);
            case FaultException faults:
                health.Failed(defect: null);
                return Translated((FaultException)instance.Mask.Clean(faults));
            case InvalidResultException:
                return Defect(
                    new Fault(FaultCodes.PluginResultInvalid, instance.Mask.Clean($"{Name}: {member} returned {exception.Message}"), "Return what the contract asks for") { File = instance.Path },
                    exception.InnerException);
            default:
                var fault = instance.Mask.Clean(PluginFrame.At(
                    new Fault(FaultCodes.PluginCallFailed, $"{Name}: {member} threw {exception.GetType().Name}: {exception.Message}", "The plugin's code fails; see the place") { File = instance.Path },
                    exception, instance.Plugin.GetType().Assembly));
                if (exception is OutOfMemoryException)
                {
                    health.Crashed(fault, instance.Hash);
                }

                return Defect(fault, instance.Mask.Clean(exception));
        }
    }

    private Exception Defect(Fault fault, Exception? cause)
    {
        health.Failed(fault);
        return Translated(new FaultException(fault, cause));
    }

    private Exception Said(Fault fault) => Translated(new FaultException(fault));

    /// <summary>Callers of stores and models know one exception each; the engine and the pipeline act on its class.</summary>
    private Exception Translated(FaultException faults) => type switch
    {
        PluginType.StorageBackend => new StorageException(StorageFailure.Unavailable, faults.Message, faults),
        PluginType.LlmBackend => new LlmException(
            faults.Faults[0].Code is FaultCodes.PluginCallTimedOut or FaultCodes.PluginAbandoned ? LlmFailure.Timeout : LlmFailure.Unavailable, faults.Message, faults),
        _ => faults,
    };
}
