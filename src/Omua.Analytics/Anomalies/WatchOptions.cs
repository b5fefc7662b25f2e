namespace Omua.Analytics;

/// <summary>How a series is watched.</summary>
public sealed record WatchOptions
{
    /// <summary>Share of ordinary values that may raise an alarm. Default 0.01, chosen on simulated series; 0.00001 to 0.1.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>
    /// How far back the level is taken from; the rhythm looks back four times, the spread eight times as far. Default null: 7 days, or 28 steps where that is longer.
    /// </summary>
    public TimeSpan? LevelSpan { get; init; }

    /// <summary>How long a series must be quiet before the next alarm is one of its own. Default null: a day, or a step where that is longer.</summary>
    public TimeSpan? Quiet { get; init; }

    /// <summary>How much further out than its worst so far a trouble must go to raise a second alarm. Default 1.5, above 1.</summary>
    public double Escalation { get; init; } = 1.5;

    /// <summary>Least volume of a value that is judged or learned from, where volumes are known. Default 10.</summary>
    public double MinimumVolume { get; init; } = 10;
}
