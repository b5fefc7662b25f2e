using Omua.Agents.Acting;

namespace Omua.Agents.Channels;

/// <summary>The specialist for paid search.</summary>
internal sealed class PaidSearchAgent : ChannelAgent
{
    public override string Name => "paid_search";

    public override string Version => "0.1.0";

    public override string Description => "Ranks paid search campaigns and segments, and finds waste and anomalies in them.";

    protected override string Channel => "paid_search";

    protected override IReadOnlyList<PlatformFile> Platforms { get; } = [new GoogleAdsEditorFile()];
}
