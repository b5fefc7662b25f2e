using Omua.Agents.Figures;

namespace Omua.Agents.Attribution;

/// <summary>The credits of one dataset, and the channels on which the last touch and the chain of whole journeys part.</summary>
internal sealed class CreditReview(TaskSpec task, Dataset dataset, AttributionAgentOptions options, int seed)
{
    // As many as a person reads; the result holds all channels.
    private const int Shown = 3;

    public TaskResult Result()
    {
        var paths = dataset is PathDataset summed ? summed.Paths : Journeys.From(((TouchpointDataset)dataset).Touchpoints, TimeSpan.FromDays(options.LookBackDays));
        // Each draw walks all paths; with very many of them a few draws say as much as can be said.
        var draws = paths.Count > 200_000 ? 40 : options.Draws;
        var report = Analytics.Attribution.Of(paths, new AttributionOptions { MarkovOrder = options.MarkovOrder, Draws = draws, Seed = seed, ComparesOrders = paths.Count <= 200_000 });
        var json = new JsonObject { ["method"] = "attribution", ["dataset"] = dataset.Name };
        foreach (var (name, value) in AttributionJson.Of(report).ToList())
        {
            json[name] = value?.DeepClone();
        }

        json["notes"] = FigureJson.Texts(report.Notes);
        return TaskResult.Completed(task, json) with { Findings = [Strongest(report), .. Parting(report)] };
    }

    private static double Markov(ChannelAttribution channel) => channel.Credits[AttributionModel.Markov].Conversions;

    private static double Last(ChannelAttribution channel) => channel.Credits[AttributionModel.LastTouch].Conversions;

    private Finding Strongest(AttributionReport report)
    {
        var strongest = report.Channels.MaxBy(channel => channel.RemovalEffect)!;
        return new Finding
        {
            Id = $"{task.AgentType}.removal.{Slug.Of(dataset.Name)}",
            Title = $"{Wording.Share(strongest.RemovalEffect)} of the conversions of {Wording.Name(dataset.Name)} came by journeys that need {Wording.Name(strongest.Channel)}: more than for any other of {report.Channels.Count} channels.",
            Severity = FindingSeverity.Info,
            Agent = task.AgentType,
            Evidence = [Evidence(report, strongest, "removal_effect", strongest.RemovalEffect, "ratio", "1 - P(conversion without the channel) / P(conversion), exact on the absorbing Markov chain of the journeys (Anderl et al. 2016)", null)],
            Advice = "This is what the journeys show, not what would happen: pause it in a part of the market to learn that.",
        };
    }

    private IEnumerable<Finding> Parting(AttributionReport report) =>
        report.Channels.Where(channel => Math.Max(Markov(channel), Last(channel)) >= options.MinConversions && Parts(channel))
            .OrderByDescending(channel => Math.Abs(Markov(channel) - Last(channel))).Take(Shown).Select(channel => Parting(report, channel));

    // Both are shares of the same conversions; where their intervals do not meet, the models part for more than chance.
    private static bool Parts(ChannelAttribution channel) =>
        channel.Credits[AttributionModel.Markov].Interval is { } markov && channel.Credits[AttributionModel.LastTouch].Interval is { } last && (markov.Low > last.High || last.Low > markov.High);

    private Finding Parting(AttributionReport report, ChannelAttribution channel)
    {
        var (markov, last) = (channel.Credits[AttributionModel.Markov], channel.Credits[AttributionModel.LastTouch]);
        var isHelper = markov.Conversions > last.Conversions;
        return new Finding
        {
            Id = $"{task.AgentType}.parting.{Slug.Of(dataset.Name)}.{Slug.Of(channel.Channel)}",
            Title = $"{Wording.Name(channel.Channel)} {(isHelper ? "helps more than it closes" : "closes more than it helps")}: {Wording.Figure(last.Conversions)} conversions by last touch, "
                + $"{Wording.Figure(markov.Conversions)} ({Wording.Figure(markov.Interval!.Value.Low)} to {Wording.Figure(markov.Interval.Value.High)}) by whole journeys.",
            Severity = FindingSeverity.Info,
            Agent = task.AgentType,
            Interval = markov.Interval,
            Evidence =
            [
                Evidence(report, channel, "markov_conversions", markov.Conversions, "count", "sum(conversions) * removal effect / sum(removal effects)", markov.Interval),
                Evidence(report, channel, "last_touch_conversions", last.Conversions, "count", "sum(conversions of journeys whose last touch is the channel)", last.Interval),
            ],
            Advice = isHelper ? "Whoever steers by last-click figures will underrate it." : "Whoever steers by last-click figures will overrate it.",
        };
    }

    private Evidence Evidence(AttributionReport report, ChannelAttribution channel, string metric, double value, string unit, string formula, Interval? interval) => new()
    {
        Metric = metric,
        Value = value,
        Unit = unit,
        Formula = formula,
        Dataset = dataset.Name,
        Rows = new Dictionary<string, string> { ["channel"] = channel.Channel },
        RowCount = report.PathCount,
        Window = dataset.Window,
        Interval = interval,
        Note = interval is null ? $"Markov order {report.MarkovOrder}; {report.PathCount} paths" : "bootstrap of journeys",
    };
}
