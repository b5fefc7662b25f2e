namespace Omua.Analytics;

/// <summary>How the credit for a conversion is given to the channels of its path.</summary>
public enum AttributionModel
{
    /// <summary>All to the first channel.</summary>
    FirstTouch,

    /// <summary>All to the last channel.</summary>
    LastTouch,

    /// <summary>Equal parts to all touches.</summary>
    Linear,

    /// <summary>Fixed parts to the first and the last touch, the rest in equal parts to those between.</summary>
    Position,

    /// <summary>The less, the longer before the conversion.</summary>
    TimeDecay,

    /// <summary>By what conversions would be lost without the channel, in the Markov chain of the paths.</summary>
    Markov,

    /// <summary>Shapley values of the game in which channels win the conversions of the paths that need no other channel.</summary>
    Shapley,
}
