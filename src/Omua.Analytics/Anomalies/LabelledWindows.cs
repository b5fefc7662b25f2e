using System.Globalization;
using System.Text.Json;

namespace Omua.Analytics;

/// <summary>Labelled windows of several series, as the Numenta Anomaly Benchmark writes them: <c>{"folder/name.csv": [["from", "to"], …]}</c>.</summary>
public sealed class LabelledWindows
{
    private readonly Dictionary<string, IReadOnlyList<LabelledWindow>> _windows;

    private LabelledWindows(Dictionary<string, IReadOnlyList<LabelledWindow>> windows) => _windows = windows;

    /// <summary>The windows of a series, by the name of its file without folder and ending; null where the labels do not name it.</summary>
    public IReadOnlyList<LabelledWindow>? Of(string series) => _windows.GetValueOrDefault(series);

    /// <summary>Reads a file of windows.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.LabelsUnreadable"/>.</exception>
    public static LabelledWindows Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return new LabelledWindows(document.RootElement.EnumerateObject().GroupBy(entry => Path.GetFileName(entry.Name).Split('.')[0], StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<LabelledWindow>)[.. group.SelectMany(entry => entry.Value.EnumerateArray()).Select(Window)], StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new FaultException(new Fault(
                FaultCodes.LabelsUnreadable, $"The labelled windows cannot be read: {exception.Message}", "Write them as {\"name\": [[\"2025-01-01 00:00\", \"2025-01-02 00:00\"]]}.") { File = path });
        }
    }

    private static LabelledWindow Window(JsonElement pair) => new(Moment(pair[0]), Moment(pair[1]));

    private static DateTime Moment(JsonElement text) => DateTime.Parse(text.GetString() ?? "", CultureInfo.InvariantCulture);
}
