namespace Omua.Analytics.Tests.MarketingMix;

public sealed class MixPlausibilityTests
{
    /// <summary>A channel that is always on at nearly the same spend: least squares alone would give it any multiple of the outcome, against a base as far below zero.</summary>
    [Fact]
    public void Fit_ChannelAlwaysOn_BringsNoMoreThanThereWas()
    {
        var random = new Random(11);
        double[] always = [.. Enumerable.Range(0, 60).Select(_ => 1000 + 60 * random.NextDouble())];
        double[] pulsed = [.. Enumerable.Range(0, 60).Select(week => week % 4 == 0 ? 900 + 100 * random.NextDouble() : 100 * random.NextDouble())];
        var model = MixModel.Fit(new MixInput
        {
            Times = [.. Enumerable.Range(0, 60).Select(week => new DateTime(2024, 1, 1).AddDays(7 * week))],
            Outcome = [.. Enumerable.Range(0, 60).Select(week => 5000 + pulsed[week] + 900 * random.NextDouble() + 3 * (always[week] - 1000))],
            Channels = [new MixColumn("always", always), new MixColumn("pulsed", pulsed)],
        });

        Assert.InRange(model.Channels.Sum(channel => channel.Contribution), 0, 1.05 * 60 * 6000);
        Assert.All(model.Channels, channel => Assert.True(channel.Roas < 20, $"{channel.Name}: {channel.Roas}"));
    }
}
