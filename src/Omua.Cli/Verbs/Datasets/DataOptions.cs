using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Datasets;

/// <summary>The options of every verb that reads exports.</summary>
internal static class DataOptions
{
    public static Option<string?> Data { get; } = new("--data") { Description = "A file or a folder of exports", HelpName = "PATH" };

    public static Option<int?> Year { get; } = new("--year") { Description = "The year of exports that name only month and day", HelpName = "YYYY" };

    public static Option<bool?> DayFirst { get; } = new("--day-first") { Description = "Read 03/04/2025 as the third of April (default: decided from the file)" };

    public static IEnumerable<Option> All => [Data, Year, DayFirst];

    public static LoadOptions From(Invocation invocation) => new() { Year = invocation.Get(Year), DayFirst = invocation.Get(DayFirst) };
}
