using System.Globalization;

namespace Omua.Plugins.Sources;

/// <summary>One version of a package: SemVer, with the two to four numbers that packages also use. Build metadata does not count.</summary>
internal sealed record PackageVersion(IReadOnlyList<int> Numbers, string PreRelease) : IComparable<PackageVersion>
{
    /// <summary>Null where the text is a range, floats, or is no version.</summary>
    public static PackageVersion? Parse(string text)
    {
        var core = text.Split('+', 2)[0];
        var parts = core.Split('-', 2);
        var numbers = new List<int>();
        foreach (var part in parts[0].Split('.'))
        {
            if (part.Length == 0 || !part.All(char.IsAsciiDigit) || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        var preRelease = parts.Length > 1 ? parts[1] : "";
        var isWhole = parts.Length == 1 || (preRelease.Length > 0 && preRelease.Split('.').All(each => each.Length > 0 && each.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')));
        return isWhole && numbers.Count is >= 1 and <= 4 ? new PackageVersion(numbers, preRelease) : null;
    }

    public int CompareTo(PackageVersion? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < 4; i++)
        {
            var byNumber = Number(i).CompareTo(other.Number(i));
            if (byNumber != 0)
            {
                return byNumber;
            }
        }

        return (PreRelease.Length, other.PreRelease.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => ComparePreRelease(PreRelease.Split('.'), other.PreRelease.Split('.')),
        };
    }

    public override string ToString() => string.Join('.', Numbers) + (PreRelease.Length == 0 ? "" : $"-{PreRelease}");

    /// <summary>SemVer 2.0.0, item 11: numbers below words, numbers by value, words by letters, fewer parts below more.</summary>
    private static int ComparePreRelease(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var isLeftNumber = int.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out var leftNumber);
            var isRightNumber = int.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out var rightNumber);
            var order = (isLeftNumber, isRightNumber) switch
            {
                (true, true) => leftNumber.CompareTo(rightNumber),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.Compare(left[i], right[i], StringComparison.OrdinalIgnoreCase),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private int Number(int index) => index < Numbers.Count ? Numbers[index] : 0;
}
