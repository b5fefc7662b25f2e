using Omua.Agents.Channels;
using Omua.Agents.Email;
using Omua.Analytics;

namespace Omua.Agents.Tests;

public sealed class EmailAgentTests
{
    private static EmailAgent Agent => Market.Agent<EmailAgent, ChannelOptions>();

    internal static EventDataset Mails(params string[] names)
    {
        var builder = new EventTableBuilder();
        for (var user = 0; user < 100; user++)
        {
            builder.Add($"u{user}", names[0], new DateTime(2025, 4, 1, 8, 0, 0));
            for (var step = 1; step < names.Length && user % (1 << step) == 0; step++)
            {
                builder.Add($"u{user}", names[step], new DateTime(2025, 4, 1, 8 + step, 0, 0));
            }
        }

        var events = builder.Build();
        return new EventDataset
        {
            Name = "mails", Kind = "events", Format = "generic.events", Events = events, Window = new DateRange(new DateOnly(2025, 4, 1), new DateOnly(2025, 4, 1)),
            Quality = new DatasetQuality { Files = ["mails.csv"], RowsRead = events.Count, RowsRefused = 0 },
        };
    }

    [Fact]
    public async Task ExecuteAsync_SentOpenedClickedBought_GivesSharesWithIntervalsAndRows()
    {
        var context = Market.Context(Mails("email_sent", "email_open", "email_click", "purchase"));
        var task = Assert.Single(await Agent.PlanAsync(context));
        var result = await Agent.ExecuteAsync(task, context);
        var finding = Assert.Single(result.Findings);
        Assert.Equal([0.5, 0.25, 0.13], finding.Evidence.Select(evidence => evidence.Value!.Value));
        Assert.All(finding.Evidence, evidence => Assert.True(evidence.Interval!.Value.Contains(evidence.Value!.Value) && evidence.RowCount == 188));
        Assert.Equal("funnel", (string?)result.Result["method"]);
    }

    [Fact]
    public async Task PlanAsync_EventsOfNoMail_PlansNothing() => Assert.Empty(await Agent.PlanAsync(Market.Context(Mails("install", "open", "click"))));

    [Fact]
    public async Task PlanAsync_SpendOfTheChannel_IsRankedAsAnyOther() =>
        Assert.Contains(await Agent.PlanAsync(Market.Context(Market.Dataset(channel: "email"))), task => task.Id == "email.segments.spring.campaign");
}
