using System.Globalization;

namespace Omua.Analytics;

/// <summary>Reads lift tests from a table with the columns <c>from, to, channel, spend_change, lift, standard_error</c>.</summary>
public static class LiftTests
{
    /// <summary>Reads a file of tests.</summary>
    /// <exception cref="FaultException">As <see cref="TimeTableReader.Read(string, string?, bool?)"/>; <see cref="FaultCodes.FigureOutOfRange"/> for a cell that is no figure.</exception>
    public static IReadOnlyList<LiftTest> Read(string path)
    {
        var table = TimeTableReader.Read(path, "from");
        var (to, channel) = (table.Text("to"), table.Texts.Contains("channel") ? table.Text("channel") : [.. table.Number("channel").Select(value => value.ToString(CultureInfo.InvariantCulture))]);
        var (change, lift, error) = (table.Number("spend_change"), table.Number("lift"), table.Number("standard_error"));
        return [.. Enumerable.Range(0, table.Times.Count).Select(row => new LiftTest(
            channel[row], table.Times[row], MomentCell.TryRead(to[row], false, out var end) && end >= table.Times[row] ? end : throw MathsFaults.OutOfRange(
                string.Create(CultureInfo.InvariantCulture, $"'to' of lift test {row + 1} ('{to[row]}')"), double.NaN, "dates from its 'from' on"), change[row], lift[row], error[row]))];
    }
}
