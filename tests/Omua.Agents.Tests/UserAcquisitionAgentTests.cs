using Omua.Agents.Strategy;

namespace Omua.Agents.Tests;

public sealed class UserAcquisitionAgentTests
{
    private static UserAcquisitionAgent Agent => Market.Agent<UserAcquisitionAgent, UserAcquisitionOptions>();

    [Fact]
    public async Task PlanAsync_NoData_PlansNothing() => Assert.Empty(await Agent.PlanAsync(Market.Context()));

    [Fact]
    public async Task PlanAsync_Data_DependsOnlyOnTasksThatExist()
    {
        var plan = await Agent.PlanAsync(Market.Context(Market.Dataset(channel: null)));
        Assert.Equal(["user_acquisition.data_review", "user_acquisition.overview"], plan.Take(2).Select(task => task.Id));
        Assert.Contains(plan, task => task.Id == "user_acquisition.segments.spring.campaign");
        Assert.Equal("user_acquisition.summary", plan[^1].Id);
        Assert.Equal(plan.SkipLast(1).Select(task => task.Id), plan[^1].Dependencies);
        Assert.Equal(plan.Count, plan.Select(task => task.Id).Distinct().Count());
    }

    [Fact]
    public async Task ExecuteAsync_Overview_CountsSpendHeldAtTwoGrainsOnce()
    {
        var context = Market.Context(Market.Dataset(), Market.Dataset("keywords", sameSpendAs: "spring"));
        var result = await Run("user_acquisition.overview", context);
        Assert.Equal(400, (double?)result.Result["totals"]!["cost"]);
        Assert.Equal(400, (double?)Assert.Single(result.Result["by_channel"]!.AsArray())!["figures"]!["cost"]);
    }

    [Fact]
    public async Task ExecuteAsync_DataReview_SaysWhatIsWrongAndThatTheChannelIsUnidentified()
    {
        var quality = new DatasetQuality
        {
            Files = ["spring.csv"],
            RowsRead = 4,
            RowsRefused = 1,
            Refused = [new RefusedRow("spring.csv", 3, "cost is negative: -5")],
            Duplicates = 2,
            Gaps = [new DateRange(new DateOnly(2025, 4, 3), new DateOnly(2025, 4, 4))],
            Currencies = ["EUR", "USD"],
            Notes = ["a total row was left out"],
        };
        var result = await Run("user_acquisition.data_review", Market.Context(Market.Dataset(channel: null, quality: quality)));
        Assert.Equal(
            ["refused", "duplicates", "gaps", "currencies", "channel"],
            result.Findings.Select(finding => finding.Id["user_acquisition.data_review.spring.".Length..]));
        Assert.Equal(FindingSeverity.Critical, result.Findings[0].Severity);
        Assert.Contains("line 3: cost is negative", result.Findings[0].Evidence[0].Note, StringComparison.Ordinal);
        Assert.Equal("unidentified", (string?)result.Result["datasets"]![0]!["channel"]);
        Assert.Equal("a total row was left out", (string?)result.Result["datasets"]![0]!["notes"]![0]);
    }

    [Fact]
    public async Task ExecuteAsync_Summary_LeadsWithTheMostUrgentAndNamesWhatIsMissing()
    {
        var context = Market.Context(Market.Dataset(channel: null));
        var plan = await Agent.PlanAsync(context);
        var review = await Agent.ExecuteAsync(plan[0], context);
        var result = await Agent.ExecuteAsync(plan[^1], context with { PreviousResults = new Dictionary<string, TaskResult> { [review.TaskId] = review } });
        Assert.Equal(review.Findings.Count, (int?)result.Result["findings"]);
        Assert.Contains("user_acquisition.overview", result.Result["tasks_without_result"]!.AsArray().Select(id => (string?)id));
    }

    private static async Task<TaskResult> Run(string id, ContextData context) =>
        await Agent.ExecuteAsync((await Agent.PlanAsync(context)).Single(task => task.Id == id), context);
}
