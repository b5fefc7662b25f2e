using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.LifetimeValue;

/// <summary>Source of the figures: the reference data's README, "cdnow" and "shifted beta-geometric retention".</summary>
public sealed class CdnowTests
{
    private static async Task<TransactionTable> SampleAsync(string file = "CDNOW_sample.txt")
    {
        var loaded = await DatasetLoader.LoadAsync(Path.Combine(ReferenceFolder.Find("cdnow"), file), new LoadOptions(), CancellationToken.None);
        return Assert.IsType<TransactionDataset>(Assert.Single(loaded.Datasets)).Transactions;
    }

    private static async Task<List<CustomerHistory>> HistoriesAsync()
    {
        var customers = new CustomerBase(await SampleAsync());
        // The published fits are to weeks rounded to two decimals, as the study's own table holds them.
        return [.. Analytics.LifetimeValue.Histories(customers, new DateOnly(1997, 9, 30).DayNumber)
            .Select(one => one.History with { LastAt = Math.Round(one.History.LastAt, 2), Observed = Math.Round(one.History.Observed, 2) })];
    }

    [Fact]
    public async Task Load_Master_CountsAsPublished()
    {
        var master = await SampleAsync("CDNOW_master.txt");

        Assert.Equal((69_659, 23_570), (master.Count, master.Customers.Count));
        Assert.Equal(167_881, master.Quantities.ToArray().Sum());
        Assert.Equal(2_500_315.63, master.Amounts.ToArray().Sum(), 2);
    }

    [Fact]
    public async Task BgNbd_Sample_GivesThePublishedFitAndHoldout()
    {
        var report = Analytics.LifetimeValue.Of(await SampleAsync());

        Assert.Equal(0.24259, report.Model.Parameters["r"], 4);
        Assert.Equal(4.41353, report.Model.Parameters["alpha"], 3);
        Assert.Equal(0.79289, report.Model.Parameters["a"], 3);
        Assert.Equal(2.42575, report.Model.Parameters["b"], 2);
        Assert.Equal(-9582.4256, BgNbd.Fit(await HistoriesAsync()).LogLikelihood, 3);
        Assert.Equal(-9582.4256, report.Model.LogLikelihood, 0.005);
        Assert.Equal((2357, 1882.0), (report.Holdout.Customers, report.Holdout.Actual));
        Assert.Equal(1653.4, report.Holdout.Predicted, 1);
        Assert.Equal(0.6256, report.Holdout.Correlation!.Value, 4);
        Assert.Equal(0.7855, report.Holdout.MeanAbsoluteError, 4);
    }

    [Fact]
    public void BgNbd_OneCustomer_GivesThePublishedExpectation() =>
        Assert.Equal(1.226, new BgNbd(0.24259, 4.41353, 0.79289, 2.42575).ExpectedPurchases(new CustomerHistory(2, 30.43, 38.86), 39), 3);

    [Fact]
    public void Models_VeryBusyCustomer_StaysFinite()
    {
        IPurchaseModel[] models = [new BgNbd(0.24259, 4.41353, 0.79289, 2.42575), new ParetoNbd(0.55328, 10.5776, 0.60621, 11.6679)];

        Assert.All(models, model =>
        {
            Assert.InRange(model.ExpectedPurchases(new CustomerHistory(221, 103.43, 103.57), 39), 50, 100);
            Assert.InRange(model.ProbabilityAlive(new CustomerHistory(221, 103.43, 103.57)), 0.9, 1);
        });
    }

    [Fact]
    public async Task ParetoNbd_Sample_GivesThePublishedFit()
    {
        var model = ParetoNbd.Fit(await HistoriesAsync());

        Assert.Equal(0.55328, model.Parameters["r"], 3);
        Assert.Equal(10.5776, model.Parameters["alpha"], 1);
        Assert.Equal(0.60621, model.Parameters["s"], 3);
        Assert.Equal(11.6679, model.Parameters["beta"], 1);
        Assert.Equal(-9594.9739, model.LogLikelihood, 3);
    }

    [Fact]
    public async Task GammaGamma_Sample_GivesThePublishedFit()
    {
        var model = GammaGamma.Fit(await HistoriesAsync());

        Assert.Equal(946, model.Customers);
        Assert.Equal(6.2488, model.P, 2);
        Assert.Equal(3.7446, model.Q, 2);
        Assert.Equal(15.4477, model.V, 1);
        Assert.Equal(-4055.9232, model.LogLikelihood, 2);
        Assert.Equal(35.171, model.PopulationMean!.Value, 2);
    }

    [Theory]
    [InlineData(new double[] { 1000, 869, 743, 653, 593, 551, 517, 491 }, 0.668, 3.806, -1611.16)]
    [InlineData(new double[] { 1000, 631, 468, 382, 326, 289, 262, 241 }, 0.704, 1.182, -1680.27)]
    public void ShiftedBetaGeometric_PublishedSurvivors_GivesThePublishedFit(double[] survivors, double alpha, double beta, double logLikelihood)
    {
        var model = ShiftedBetaGeometric.Fit(survivors);

        Assert.Equal(alpha, model.Alpha, 3);
        Assert.Equal(beta, model.Beta, 3);
        Assert.Equal(logLikelihood, model.LogLikelihood, 2);
        Assert.InRange(model.Survival(7) * 1000, survivors[7] - 15, survivors[7] + 15);
    }

    [Fact]
    public void Fits_WhatCannotServe_IsRefused()
    {
        var single = Enumerable.Repeat(new CustomerHistory(0, 0, 10), 50).ToList();

        Assert.Equal(FaultCodes.NoVariation, Tables.Code(() => BgNbd.Fit(single)));
        Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => ParetoNbd.Fit([.. single.Take(3)])));
        Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => GammaGamma.Fit(single)));
        Assert.Equal(FaultCodes.NoVariation, Tables.Code(() => ShiftedBetaGeometric.Fit([100, 100, 100])));
        Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => ShiftedBetaGeometric.Fit([100, 90, 95])));
    }
}
