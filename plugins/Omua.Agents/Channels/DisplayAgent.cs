namespace Omua.Agents.Channels;

/// <summary>The specialist for display advertising.</summary>
internal sealed class DisplayAgent : ChannelAgent
{
    public override string Name => "display";

    public override string Version => "0.1.0";

    public override string Description => "Ranks display campaigns, banners and placements, and finds waste and anomalies in them.";

    protected override string Channel => "display";
}
