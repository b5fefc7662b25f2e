using System.Text.RegularExpressions;

namespace Omua.Llm.Narrating;

/// <summary>
/// Lets a sentence stand only where each number in it is a fact that the run has. The model does not write numbers at all: it names facts, and their figures are put in here.
/// What reads as a number otherwise, in digits or in words, strikes the sentence.
/// </summary>
internal sealed partial class Grounding(IReadOnlyList<NarrativeFact> facts, IReadOnlyList<string> names)
{
    private readonly Dictionary<string, NarrativeFact> _facts = facts.ToDictionary(fact => fact.Id, StringComparer.Ordinal);

    /// <summary>Longest first: a name may be part of another.</summary>
    private readonly string[] _names = [.. names.Where(name => name.Any(char.IsAsciiDigit) || NumberWord().IsMatch(name)).Distinct(StringComparer.Ordinal).OrderByDescending(name => name.Length)];

    /// <summary>The sentence with its figures, and the facts that it quotes; null where it does not stand.</summary>
    public (string Text, IReadOnlyList<NarrativeFact> Quoted)? Ground(string sentence)
    {
        var quoted = new List<NarrativeFact>();
        var isKnown = true;
        var bare = Reference().Replace(sentence, match =>
        {
            isKnown &= _facts.TryGetValue(match.Groups[1].Value, out var fact);
            if (fact is not null)
            {
                quoted.Add(fact);
            }

            return " ";
        });
        // A name of the data may hold digits ("Brand 2024"); it is quoted, not claimed.
        bare = _names.Aggregate(bare, (text, name) => text.Replace(name, " ", StringComparison.Ordinal));
        if (!isKnown || bare.Any(char.IsNumber) || NumberWord().IsMatch(bare) || Link().IsMatch(bare) || bare.Contains("[[", StringComparison.Ordinal))
        {
            return null;
        }

        return (Reference().Replace(sentence, match => _facts[match.Groups[1].Value].Text).Trim(), quoted);
    }

    [GeneratedRegex(@"\[\[\s*(F\d{1,4})\s*\]\]")]
    private static partial Regex Reference();

    /// <summary>Words that state a quantity. "One" alone is left: it is mostly a pronoun.</summary>
    [GeneratedRegex(
        @"\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
        + @"|hundreds?|thousands?|millions?|billions?|dozens?|percent|per\s+cent|double[sd]?|triple[sd]?|quadruple[sd]?|twice|thrice|half|halve[sd]?|halving|doubling|tripling|thirds?|quarters?|tenths?|tenfold|twofold|threefold|\w+fold)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NumberWord();

    [GeneratedRegex(@"https?:|www\.|\w+://|<\s*[a-z/!]|\]\(", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
