namespace Omua.Analytics;

/// <summary>Single touches of users with channels, and which of them were followed by a conversion.</summary>
public sealed class TouchpointDataset : Dataset
{
    /// <summary>The touches.</summary>
    public required TouchpointTable Touchpoints { get; init; }
}
