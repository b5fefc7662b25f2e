namespace Omua.Testing;

/// <summary>Checks of one part of an LLM backend.</summary>
internal abstract class LlmChecks(string name, params IReadOnlyList<string> members) : CheckGroup<LlmTrial>(name, typeof(ILlmBackend), members)
{
    /// <summary>How long a call may go on after it was cancelled.</summary>
    protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    protected override LlmTrial Begin(PluginUnderTest plugin, CancellationToken cancellationToken) => new(plugin, cancellationToken);

    protected void Answering(string promise, Func<LlmTrial, ILlmBackend, Task> check) => Add(promise, async trial => await check(trial, await trial.AnsweringAsync()));

    protected void OverWire(string promise, Func<LlmTrial, ILlmBackend, Task> check) => Add(promise, async trial => await check(trial, await trial.OverWireAsync()));
}
