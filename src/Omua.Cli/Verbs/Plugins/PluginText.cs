using System.Globalization;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Guard;
using Omua.Plugins.Health;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>All that is known of one plugin, as lines.</summary>
internal static class PluginText
{
    public static void Write(CommandOutput output, PluginEntry entry, IReadOnlyCollection<string> configured, PluginFigures? figures, IReadOnlyList<PluginCrash> crashes)
    {
        output.Heading(entry.Name);
        output.Line($"  class          {entry.Class ?? "unknown"}");
        output.Line($"  type           {PluginJson.Wire(entry.Type) ?? "unknown"}");
        output.Line($"  version        {entry.Version ?? "unknown until it is loaded"}");
        output.Line($"  description    {entry.Description}");
        output.Line($"  state          {PluginJson.Wire(entry.State)}");
        output.Line($"  source         {PluginJson.Wire(entry.Source)}");
        output.Line($"  path           {entry.Path}");
        output.Line($"  form           {entry.Form}");
        output.Line($"  hash           {entry.Hash ?? "none"}");
        output.Line($"  assembly       {entry.Assembly ?? "none"}");
        output.Line($"  configuration  plugins.{entry.Name}{(configured.Count == 0 ? ": nothing set" : $": {string.Join(", ", configured)}")}");
        output.Line($"  calls          {Calls(figures)}");
        output.Line($"  load time      {Time(figures?.LoadTime) ?? "not known"}");
        foreach (var crash in crashes)
        {
            output.Line($"  crash          {crash.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC {crash.Code}: {crash.Message}");
        }

        foreach (var fault in entry.Faults)
        {
            output.Line($"  {FaultText.Line("fault", fault)}");
        }

        foreach (var warning in entry.Warnings)
        {
            output.Line($"  {FaultText.Line("warning", warning)}");
        }
    }

    /// <summary>Calls, failures, p50, p99 and load time, for a table; a dash where there is none.</summary>
    public static IReadOnlyList<string> Cells(PluginFigures? figures) =>
    [
        figures is null ? "-" : Number(figures.Calls), figures is null ? "-" : Number(figures.Failures),
        Time(figures?.Median) ?? "-", Time(figures?.Percentile99) ?? "-", Time(figures?.LoadTime) ?? "-",
    ];

    private static string Calls(PluginFigures? figures) => figures is null
        ? "none of it as it is now"
        : $"{Number(figures.Calls)}, {Number(figures.Failures)} failed; p50 {Time(figures.Median) ?? "-"}, p99 {Time(figures.Percentile99) ?? "-"}; counted since {figures.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string? Time(TimeSpan? time) => time switch
    {
        null => null,
        { TotalMilliseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalMicroseconds:0.#} us"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalMilliseconds:0.#} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:0.#} s"),
    };
}
