using Omua.Agents.Acting;

namespace Omua.Agents.Channels;

/// <summary>The specialist for paid social.</summary>
internal sealed class PaidSocialAgent : ChannelAgent
{
    public override string Name => "paid_social";

    public override string Version => "0.1.0";

    public override string Description => "Ranks paid social campaigns and audience segments, and finds waste and anomalies in them.";

    protected override string Channel => "paid_social";

    protected override IReadOnlyList<PlatformFile> Platforms { get; } = [new MetaBulkFile()];
}
