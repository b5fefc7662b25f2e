namespace Omua.Analytics;

/// <summary>
/// A table over time of any shape: one column of times, columns of numbers, columns of text. What has no canonical schema is read as one: weekly spend and sales of a mix model, a panel of places, a watched series.
/// </summary>
public sealed class TimeTable
{
    private readonly Dictionary<string, double[]> _numbers;
    private readonly Dictionary<string, string[]> _texts;

    internal TimeTable(string name, DateTime[] times, Dictionary<string, double[]> numbers, Dictionary<string, string[]> texts, DatasetQuality quality) =>
        (Name, Times, _numbers, _texts, Quality) = (name, times, numbers, texts, quality);

    /// <summary>The name of the file, without what follows its first dot.</summary>
    public string Name { get; }

    /// <summary>The moment of each row, in the order of the file.</summary>
    public IReadOnlyList<DateTime> Times { get; }

    /// <summary>Names of the columns of numbers, in the order of the file.</summary>
    public IReadOnlyCollection<string> Numbers => _numbers.Keys;

    /// <summary>Names of the columns of text, in the order of the file.</summary>
    public IReadOnlyCollection<string> Texts => _texts.Keys;

    /// <summary>What was read and refused.</summary>
    public DatasetQuality Quality { get; }

    /// <summary>The numbers of a column; <see cref="double.NaN"/> where a cell was empty. Names are matched without regard to case where no exact one is there.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.UnknownColumn"/>.</exception>
    public IReadOnlyList<double> Number(string column) => Of(_numbers, column, "numbers");

    /// <summary>The texts of a column.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.UnknownColumn"/>.</exception>
    public IReadOnlyList<string> Text(string column) => Of(_texts, column, "text");

    private T[] Of<T>(Dictionary<string, T[]> columns, string name, string kind)
    {
        var match = columns.ContainsKey(name) ? name : columns.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return match is not null ? columns[match] : throw new FaultException(new Fault(
            FaultCodes.UnknownColumn, $"{Name} has no column of {kind} named '{name}'; it has {(columns.Count == 0 ? "none" : string.Join(", ", columns.Keys))}.", "Name one that it has."));
    }
}
