using System.Globalization;

namespace Omua.Cli.Reports;

/// <summary>How figures are written for people. The same figure reads the same everywhere in a report.</summary>
internal static class FigureText
{
    public const string None = "n/a";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Count(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("#,##0.##", Culture) : None;

    public static string Amount(double? value, string currency) =>
        value is { } number && double.IsFinite(number) ? WithUnit(number.ToString("#,##0.00", Culture), currency) : None;

    public static string Amount(Money money) => WithUnit(money.Amount.ToString("#,##0.00", Culture), money.Currency);

    /// <summary>A ratio or a cost per something: four decimals below a hundred, since a cost per conversion of 0.2380 is not 0.24 when it is paid a million times.</summary>
    public static string Ratio(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString(Math.Abs(number) < 100 ? "0.0000" : "#,##0.00", Culture) : None;

    public static string Percent(double? share, int decimals = 2) =>
        share is { } number && double.IsFinite(number) ? (number * 100).ToString($"#,##0.{new string('0', decimals)}", Culture) + " %" : None;

    public static string SignedPercent(double? share) =>
        share is { } number && double.IsFinite(number) ? (number * 100).ToString("+#,##0.0;−#,##0.0;0.0", Culture) + " %" : None;

    public static string Signed(double? value, string unit) =>
        value is { } number && double.IsFinite(number) ? WithUnit(number.ToString("+#,##0.00;−#,##0.00;0.00", Culture), unit) : None;

    /// <summary>Short for axes: 1.2k, 3.4M.</summary>
    public static string Compact(double value) => Math.Abs(value) switch
    {
        >= 1e9 => (value / 1e9).ToString("0.##", Culture) + "B",
        >= 1e6 => (value / 1e6).ToString("0.##", Culture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.##", Culture) + "k",
        _ => value.ToString("#,##0.####", Culture),
    };

    /// <summary>A value in the unit that its evidence states.</summary>
    public static string In(string unit, double? value) => unit switch
    {
        "count" => Count(value),
        "ratio" => Ratio(value),
        Money.UnknownCurrency => Amount(value, unit),
        { Length: 3 } when unit.All(char.IsAsciiLetterUpper) => Amount(value, unit),
        _ => value is null ? None : WithUnit(Ratio(value), unit.Replace(Money.UnknownCurrency + " ", "", StringComparison.Ordinal)),
    };

    public static string Interval(string unit, Interval interval) =>
        $"{In(unit, interval.Low)} to {In(unit, interval.High)} ({(interval.Level * 100).ToString("0.##", Culture)} %)";

    /// <summary>A day in words; without the year where the data names none.</summary>
    public static string Day(DateOnly day, bool hasYear = true) => day.ToString(hasYear ? "d MMM yyyy" : "d MMM", Culture);

    /// <summary>The days of a window in words.</summary>
    public static string Window(DateRange? window, bool hasYear = true) => window switch
    {
        null => "no dates",
        { Days: 1, From: var day } => Day(day, hasYear),
        { } days => $"{Day(days.From, hasYear)} to {Day(days.To, hasYear)}",
    };

    public static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", Culture) + " UTC";

    public static string Duration(TimeSpan duration) => duration.TotalSeconds < 1
        ? $"{duration.TotalMilliseconds.ToString("0", Culture)} ms"
        : $"{duration.TotalSeconds.ToString("0.0", Culture)} s";

    private static string WithUnit(string number, string unit) => unit is Money.UnknownCurrency or "" ? number : $"{number} {unit}";
}
