namespace Omua.Llm.Narrating;

/// <summary>A figure that prose may quote.</summary>
/// <param name="Id">How the model names it: <c>F12</c>.</param>
/// <param name="What">What it says, in words; may hold names from data.</param>
/// <param name="Text">The figure as it will stand in the prose: <c>1.53</c>, <c>5,000.00 USD</c>.</param>
/// <param name="Source">The task, or the part of the document, that it comes from.</param>
internal sealed record NarrativeFact(string Id, string What, string Text, string Source);
