using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.Retention;

public sealed class RetentionTests
{
    [Fact]
    public async Task Cohorts_CdnowMaster_GivesThePublishedCounts()
    {
        // Source: the reference data's README, "cdnow".
        var loaded = await DatasetLoader.LoadAsync(Path.Combine(ReferenceFolder.Find("cdnow"), "CDNOW_master.txt"), new LoadOptions(), CancellationToken.None);
        var cohorts = Analytics.Retention.Cohorts(ActivityLog.Of(Assert.IsType<TransactionDataset>(Assert.Single(loaded.Datasets)).Transactions));

        Assert.Equal([("1997-01", 7_846), ("1997-02", 8_476), ("1997-03", 7_248)], cohorts.Select(cohort => (cohort.Start, cohort.Users)));
        Assert.Equal(1_157, cohorts[0].Active[1]);
        Assert.Equal(Proportions.Wilson(1157, 7846).Interval, cohorts[0].Retained[1].Interval);
        Assert.Equal(18, cohorts[0].Active.Count);
    }

    [Fact]
    public void KaplanMeier_LeukemiaTrial_GivesThePublishedCurve()
    {
        // Remission in weeks under 6-MP (Freireich et al. 1963); S as in Kalbfleisch and Prentice (2002) and every textbook since.
        (double Time, bool Ended)[] trial =
        [
            (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false), (11, false), (13, true), (16, true), (17, false), (19, false), (20, false),
            (22, true), (23, true), (25, false), (32, false), (32, false), (34, false), (35, false),
        ];
        var curve = SurvivalCurve.KaplanMeier([.. trial.Select(one => one.Time)], [.. trial.Select(one => one.Ended)]);

        Assert.Equal([6.0, 7, 10, 13, 16, 22, 23], curve.Points.Select(point => point.Time));
        Assert.Equal([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], curve.Points.Select(point => Math.Round(point.Survival, 3)));
        Assert.Equal((21, 9, 23.0), (curve.Subjects, curve.Ended, curve.Median));
        // survfit of R with conf.type = "log-log" gives 0.620 to 0.952 at six weeks.
        Assert.Equal((0.620, 0.952), (Math.Round(curve.Points[0].Interval!.Value.Low, 3), Math.Round(curve.Points[0].Interval!.Value.High, 3)));
    }

    [Fact]
    public void Lifetimes_SilentUsers_LeftAndOthersAreStillThere()
    {
        var builder = new TransactionTableBuilder("channel");
        foreach (var (customer, day) in new[] { ("gone", 1), ("gone", 11), ("here", 1), ("here", 60) })
        {
            builder.Add(customer, new DateOnly(2025, 1, 1).AddDays(day), 1, customer == "gone" ? "a" : "b");
        }

        var curves = Analytics.Retention.Lifetimes(ActivityLog.Of(builder.Build(), "channel")).ToDictionary(one => one.Segment, one => one.Curve);

        Assert.Equal((10.0, 1), (curves["a"].Points.Single().Time, curves["a"].Ended));
        Assert.Equal((0, 0), (curves["b"].Points.Count, curves["b"].Ended));
    }

    [Fact]
    public void Funnel_OrderAndWindow_Count()
    {
        var builder = new EventTableBuilder();
        void Add(string user, params (string Event, int Day)[] events)
        {
            foreach (var (name, day) in events)
            {
                builder.Add(user, name, new DateTime(2025, 1, 1).AddDays(day));
            }
        }

        Add("all", ("see", 1), ("other", 1), ("cart", 2), ("buy", 3));
        Add("wrong order", ("cart", 1), ("see", 2), ("buy", 3));
        Add("too late", ("see", 1), ("cart", 20));
        Add("second try", ("see", 1), ("see", 20), ("cart", 21));
        var steps = Assert.Single(Funnel.Of(builder.Build(), ["see", "cart", "buy"])).Steps;

        Assert.Equal([4.0, 2, 1], steps.Select(step => step.Users));
        Assert.Equal((0.5, 0.5), (steps[1].OfBefore!.Value, steps[2].OfBefore!.Value));
        Assert.Null(steps[0].OfBefore);
    }

    [Fact]
    public void WhatCannotServe_IsRefused()
    {
        var events = new EventTableBuilder();
        events.Add("u", "see", new DateTime(2025, 1, 1));

        Assert.Equal(FaultCodes.UnknownColumn, Tables.Code(() => Funnel.Of(events.Build(), ["see", "fly"])));
        Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => Funnel.Of(events.Build(), ["see"])));
        Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => Analytics.Retention.Lifetimes(ActivityLog.Of(events.Build()))));
        Assert.Equal(FaultCodes.UnknownDimension, Tables.Code(() => ActivityLog.Of(events.Build(), "channel")));
        Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => SurvivalCurve.KaplanMeier([-1], [true])));
    }
}
