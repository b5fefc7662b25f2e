namespace Omua.Analytics;

/// <summary>What finds, false alarms and misses weigh in a <see cref="DetectionScore"/>. Source: Lavin and Ahmad (2015), table I.</summary>
/// <param name="Name">The name of the profile.</param>
/// <param name="Find">Weight of the first alarm in a window.</param>
/// <param name="FalseAlarm">Weight of an alarm outside all windows.</param>
/// <param name="Miss">Weight of a window without an alarm.</param>
public sealed record DetectionProfile(string Name, double Find, double FalseAlarm, double Miss)
{
    /// <summary>The benchmark's own profile: 1, 0.11, 1.</summary>
    public static DetectionProfile Standard { get; } = new("standard", 1, 0.11, 1);

    /// <summary>False alarms weigh double: 1, 0.22, 1.</summary>
    public static DetectionProfile FewFalseAlarms { get; } = new("reward_low_FP_rate", 1, 0.22, 1);

    /// <summary>Misses weigh double: 1, 0.11, 2.</summary>
    public static DetectionProfile FewMisses { get; } = new("reward_low_FN_rate", 1, 0.11, 2);
}
