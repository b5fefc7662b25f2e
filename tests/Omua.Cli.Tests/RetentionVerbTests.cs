namespace Omua.Cli.Tests;

/// <summary><c>analyze retention</c> and <c>analyze funnel</c>. Figures: the reference data's README, "cdnow".</summary>
public sealed class RetentionVerbTests : IDisposable
{
    private const string Events = "user_id,event,timestamp,channel\nu1,view,2025-01-01 10:00:00,ads\nu1,buy,2025-01-01 11:00:00,ads\nu2,view,2025-01-02 10:00:00,mail\nu2,buy,2025-02-20 10:00:00,mail\n";

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Retention_CdnowMaster_GivesThePublishedCohorts()
    {
        var json = (await _work.RunAsync("analyze", "retention", "--data", Repository.Reference("cdnow", "CDNOW_master.txt"), "--json")).Ends(0).Json;

        Assert.Equal([7846, 8476, 7248], json["by"]!.AsArray().Select(cohort => (int)cohort!["users"]!));
        Assert.Equal(1157, (double)json["by"]![0]!["periods"]![1]!["active"]!);
        Assert.NotEmpty(json["survival"]![0]!["points"]!.AsArray());
    }

    [Fact]
    public async Task Funnel_StepsWithinAWindow_CountBySegment()
    {
        _work.Write("events.csv", Events);
        var json = (await _work.RunAsync("analyze", "funnel", "--data", "events.csv", "--steps", "view,buy", "--by", "channel", "--json")).Ends(0).Json;

        Assert.Equal((2.0, 1.0), ((double)json["totals"]!["users"]!, (double)json["totals"]!["completed"]!));
        Assert.Equal("ads", (string)json["by"]!.AsArray().Single(row => (double)row!["steps"]![1]!["users"]! == 1)!["key"]!["channel"]!);
    }

    [Fact]
    public async Task Funnel_WithoutSteps_SaysWhichEventsThereAre()
    {
        _work.Write("events.csv", Events);

        Assert.Contains("view, buy", (await _work.RunAsync("analyze", "funnel", "--data", "events.csv")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
