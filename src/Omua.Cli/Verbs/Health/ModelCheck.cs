using System.Runtime.CompilerServices;
using Omua.Cli.Composition;

namespace Omua.Cli.Verbs.Health;

/// <summary>Whether the language models that are configured could be asked. Starts their backends; sends nothing anywhere.</summary>
internal static class ModelCheck
{
    /// <summary>Where no model is configured there is nothing to check: OMUA works without one.</summary>
    public static async Task<IReadOnlyList<HealthFinding>> RunAsync(Application application, CancellationToken cancellationToken)
    {
        var findings = new List<HealthFinding>();
        IReadOnlyList<string> order;
        try
        {
            order = await OrderAsync(application, cancellationToken);
        }
        catch (FaultException exception)
        {
            return [.. exception.Faults.Select(fault => new HealthFinding(HealthSection.Models, HealthSeverity.Error, fault))];
        }

        foreach (var name in order)
        {
            try
            {
                if (!(await application.Plugins.GetLlmBackendAsync(name, cancellationToken)).IsAvailable)
                {
                    findings.Add(new HealthFinding(HealthSection.Models, HealthSeverity.Warning, new Fault(
                        FaultCodes.LlmNotConnected, $"the backend '{name}' says that it cannot be asked now", $"see why: omua llm test {name}"), name));
                }
            }
            catch (FaultException exception)
            {
                findings.AddRange(exception.Faults.Select(fault => new HealthFinding(HealthSection.Models, HealthSeverity.Error, fault, name)));
            }
            catch (LlmException exception)
            {
                findings.Add(new HealthFinding(HealthSection.Models, HealthSeverity.Error, LlmFaults.Of(exception), name));
            }
        }

        return findings;
    }

    /// <summary>Not inlined: the room of language models is loaded only here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IReadOnlyList<string>> OrderAsync(Application application, CancellationToken cancellationToken) =>
        LlmSetup.Order(application, LlmSetup.Settings(application), await LlmSetup.EntriesAsync(application, cancellationToken));
}
