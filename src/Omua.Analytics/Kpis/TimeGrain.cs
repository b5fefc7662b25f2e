namespace Omua.Analytics;

/// <summary>Which span of days one group of a roll-up covers.</summary>
public enum TimeGrain
{
    /// <summary>All days together.</summary>
    None,

    /// <summary>One group a day; key <c>day</c>, as <c>2025-04-01</c>.</summary>
    Day,

    /// <summary>One group a week, Monday to Sunday; key <c>week</c>, as the date of its Monday.</summary>
    Week,

    /// <summary>One group a calendar month; key <c>month</c>, as <c>2025-04</c>.</summary>
    Month,
}
