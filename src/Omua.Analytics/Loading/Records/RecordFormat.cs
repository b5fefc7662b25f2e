namespace Omua.Analytics;

/// <summary>One kind of rows that are no performance: what they say, and how a header is recognised as theirs.</summary>
/// <param name="Kind">The kind of the dataset: <c>paths</c>.</param>
/// <param name="Name">The name of the format: <c>generic.paths</c>.</param>
/// <param name="Roles">What the rows say.</param>
internal sealed record RecordFormat(string Kind, string Name, params RecordRole[] Roles)
{
    /// <summary>Whether columns that no role names are read too, as measures where all their cells are numbers, else as dimensions.</summary>
    public bool TakesTheRest { get; init; }

    /// <summary>What the kind of rows asks of a header beyond the required roles; given the roles found.</summary>
    public Func<IReadOnlySet<string>, bool> Also { get; init; } = _ => true;

    /// <summary>What a reader of figures from this format must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The column of each role that is there; null where the header is not of this kind.</summary>
    public IReadOnlyList<(RecordRole Role, int Column)>? Bind(IReadOnlyList<string> names)
    {
        var bound = new List<(RecordRole Role, int Column)>();
        foreach (var role in Roles)
        {
            var column = role.Columns.Select(name => ((List<string>)[.. names]).IndexOf(name)).FirstOrDefault(index => index >= 0 && !bound.Exists(one => one.Column == index), -1);
            if (column >= 0)
            {
                bound.Add((role, column));
            }
            else if (role.IsRequired)
            {
                return null;
            }
        }

        return Also(bound.Select(one => one.Role.Name).ToHashSet(StringComparer.Ordinal)) ? bound : null;
    }
}
