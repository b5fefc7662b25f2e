namespace Omua.Analytics.Tests.LifetimeValue;

/// <summary>Values of cohorts from purchases made here: a hundred customers who buy every other week or so.</summary>
public sealed class CohortValueTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    private static TransactionTable Purchases()
    {
        var (random, builder) = (new Random(2), new TransactionTableBuilder());
        for (var customer = 0; customer < 100; customer++)
        {
            var (day, leaves) = (random.Next(0, 28), 28 + random.Next(0, 300));
            for (; day < Math.Min(364, leaves); day += 5 + random.Next(0, 20))
            {
                builder.Add($"c{customer}", First.AddDays(day), 5 + customer % 10 + random.Next(0, 3));
            }
        }

        return builder.Build();
    }

    private static CohortValue Value(LifetimeValueOptions options) => Analytics.LifetimeValue.Of(Purchases(), options).Cohorts[0];

    [Fact]
    public void Of_Discounted_IsLessByNoMoreThanTheRateOfTheHorizon()
    {
        var (plain, discounted) = (Value(new LifetimeValueOptions()), Value(new LifetimeValueOptions { DiscountRate = 0.2 }));
        Assert.Equal(plain.ExpectedPurchases, discounted.ExpectedPurchases, 1e-9);
        Assert.InRange(discounted.ExpectedRevenue!.Value / plain.ExpectedRevenue!.Value, 1 / 1.2, 0.999);
    }

    [Fact]
    public void Of_ManyCustomers_IntervalIsStudentsOfTheirValues()
    {
        var cohort = Value(new LifetimeValueOptions());
        var interval = cohort.LifetimeValueInterval!.Value;
        Assert.Equal(cohort.LifetimeValue!.Value, (interval.Low + interval.High) / 2, 1e-9);
        Assert.InRange(interval.High - interval.Low, 0.02 * cohort.LifetimeValue.Value, 0.5 * cohort.LifetimeValue.Value);
    }

    [Fact]
    public void Of_Cost_PaysBackWithinTheWeeksSeenOrIsForetold()
    {
        CohortValue At(double cost) => Value(new LifetimeValueOptions { AcquisitionCosts = new Dictionary<string, double> { [""] = cost } });

        var paid = Value(new LifetimeValueOptions());
        var mean = paid.Revenue / paid.Customers;
        Assert.InRange(At(mean / 2).PaybackWeeks!.Value, 1, 52);
        var later = At((mean + paid.LifetimeValue!.Value) / 2);
        Assert.Null(later.PaybackWeeks);
        Assert.InRange(later.ExpectedPaybackWeeks!.Value, 48, 104);
        Assert.Null(At(2 * paid.LifetimeValue.Value).ExpectedPaybackWeeks);
        Assert.Equal(2, At(paid.LifetimeValue.Value / 2).ValueToCost!.Value, 1e-6);
    }

    // Fader and Hardie (2007), the high-end segment; see the README of the reference data.
    [Fact]
    public void SurvivorHoldout_PublishedSurvivors_IsForetoldWithinFivePercent()
    {
        var holdout = SurvivorHoldout.Of([1000, 869, 743, 653, 593, 551, 517, 491])!;
        Assert.Equal((5, 2, 491), (holdout.PeriodsFitted, holdout.Periods, holdout.Actual));
        Assert.InRange(holdout.Predicted, 0.95 * 491, 1.05 * 491);
        Assert.Null(SurvivorHoldout.Of([1000, 869, 743, 653]));
    }
}
