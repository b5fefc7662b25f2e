namespace Omua.Analytics;

/// <summary>What a sample-ratio check says.</summary>
public enum SampleRatioVerdict
{
    /// <summary>Units came into the arms as they should.</summary>
    Ok,

    /// <summary>p below 0.01: look at how units were assigned before believing the result.</summary>
    Warn,

    /// <summary>p below 0.001: the result cannot be used.</summary>
    Block,
}
