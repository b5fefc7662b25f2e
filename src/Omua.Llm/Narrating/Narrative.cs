namespace Omua.Llm.Narrating;

/// <summary>A summary in prose in which every number is a figure of the run.</summary>
/// <param name="Sentences">What stands, in order.</param>
/// <param name="Facts">The figures that it quotes, in order of their first use.</param>
/// <param name="Struck">Sentences that were left out: they held a number, or a link, that comes from no result.</param>
/// <param name="Model">Who wrote it.</param>
internal sealed record Narrative(IReadOnlyList<string> Sentences, IReadOnlyList<NarrativeFact> Facts, int Struck, string Model)
{
    public string Text => string.Join(' ', Sentences);
}
