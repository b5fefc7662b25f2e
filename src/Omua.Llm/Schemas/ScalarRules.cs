using System.Text.Json;
using System.Text.RegularExpressions;

namespace Omua.Llm.Schemas;

/// <summary>The keywords about texts and numbers.</summary>
internal static class ScalarRules
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(200);

    public static void Check(JsonValue value, JsonObject rules, Action<string> fault)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                CheckText((string)value!, rules, fault);
                break;
            case JsonValueKind.Number:
                CheckNumber(Number(value), rules, fault);
                break;
        }
    }

    /// <summary>Null for a number beyond double's range.</summary>
    public static double? Number(JsonNode value) =>
        double.TryParse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static void CheckText(string text, JsonObject rules, Action<string> fault)
    {
        if (rules["minLength"] is { } least && text.Length < (int)least)
        {
            fault($"has {text.Length} characters; at least {least} are needed");
        }

        if (rules["maxLength"] is { } most && text.Length > (int)most)
        {
            fault($"has {text.Length} characters; at most {most} are allowed");
        }

        if (rules["pattern"] is { } pattern && !Matches(text, (string)pattern!))
        {
            fault($"does not match the pattern {pattern}");
        }
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, PatternLimit);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that takes so long to judge is not the short, plain one that a pattern asks for.
            return false;
        }
    }

    private static void CheckNumber(double? number, JsonObject rules, Action<string> fault)
    {
        if (number is not { } value)
        {
            fault("is a number out of range");
            return;
        }

        Compare("minimum", limit => value >= limit, "or more");
        Compare("maximum", limit => value <= limit, "or less");
        Compare("exclusiveMinimum", limit => value > limit, "excluded, or more");
        Compare("exclusiveMaximum", limit => value < limit, "excluded, or less");
        if (rules["multipleOf"] is { } step && Number(step) is { } size && Math.Abs(Math.IEEERemainder(value, size)) > 1e-9 * Math.Max(1, Math.Abs(value)))
        {
            fault($"is {value}; it must be a multiple of {step}");
        }

        void Compare(string keyword, Func<double, bool> fits, string words)
        {
            if (rules[keyword] is { } limit && Number(limit) is { } bound && !fits(bound))
            {
                fault(FormattableString.Invariant($"is {value}; use {bound} {words}"));
            }
        }
    }
}
