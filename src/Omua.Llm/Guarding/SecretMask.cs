using System.Text.RegularExpressions;

namespace Omua.Llm.Guarding;

/// <summary>Masks what looks like a key, and every secret that is known from the configuration.</summary>
internal sealed partial class SecretMask(IReadOnlyCollection<string> secrets)
{
    /// <summary>A shorter one would mask ordinary words.</summary>
    private const int ShortestSecret = 8;

    private const string Mask = "[secret removed]";

    private readonly string[] _secrets = [.. secrets.Where(secret => secret.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    /// <summary>The same text object where nothing was masked.</summary>
    public string Apply(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Contains(secret, StringComparison.Ordinal) ? text.Replace(secret, Mask, StringComparison.Ordinal) : text;
        }

        return Keys().IsMatch(text) ? Keys().Replace(text, Mask) : text;
    }

    [GeneratedRegex("""
        \b(?:sk|pk|rk)-[A-Za-z0-9_\-]{16,}            # OpenAI, Anthropic, Stripe-like
        | \b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{16,}
        | \bAKIA[0-9A-Z]{16}\b                         # AWS
        | \bAIza[0-9A-Za-z_\-]{30,}                    # Google
        | \bya29\.[0-9A-Za-z_\-]{20,}
        | \bgh[pousr]_[A-Za-z0-9]{30,}                 # GitHub
        | \bxox[abprs]-[A-Za-z0-9\-]{10,}              # Slack
        | \bEAA[A-Za-z0-9]{40,}                        # Meta
        | \beyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}   # JWT
        | \b[Bb]earer\s+[A-Za-z0-9_\-\.=]{20,}
        | -----BEGIN\ [A-Z\ ]*PRIVATE\ KEY-----[\s\S]*?(?:-----END\ [A-Z\ ]*PRIVATE\ KEY-----|$)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();
}
