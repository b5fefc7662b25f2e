using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Plugins;
using Omua.Llm.Budgets;
using Omua.Llm.Settings;

namespace Omua.Cli.Verbs.Llm;

/// <summary><c>omua llm list</c>: the backends, the order in which they are asked, what they cost, and what was spent today. Loads no backend and asks none.</summary>
internal static class LlmListVerb
{
    public static Command Create() =>
        new Verb("list", "List the backends, their models and prices, and today's spend; asks none of them") { Examples = ["omua llm list", "omua llm list --json"] }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var settings = LlmSetup.Settings(application);
        var entries = await LlmSetup.EntriesAsync(application, cancellationToken);
        var order = LlmSetup.Order(application, settings, entries);
        var prices = new PriceList(settings.Prices);
        var rows = entries.OrderBy(entry => Position(order, entry.Name) ?? int.MaxValue)
            .Select(entry => (Entry: entry, Position: Position(order, entry.Name), Model: LlmSetup.ModelOf(application, entry.Name)))
            .Select(row => (row.Entry, row.Position, row.Model, Price: prices.Of(row.Model))).ToList();
        var day = await SpendLedger.OfDayAsync((await application.StorageAsync(cancellationToken)).Documents, application.Time.GetUtcNow(), cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject
            {
                ["backends"] = FigureJson.Of(rows, row => new JsonObject
                {
                    ["name"] = row.Entry.Name, ["position"] = row.Position, ["model"] = row.Model, ["state"] = PluginJson.Wire(row.Entry.State), ["version"] = row.Entry.Version,
                    ["price"] = row.Price is { } price ? new JsonObject { ["input"] = price.Input, ["output"] = price.Output } : null,
                }),
                ["currency"] = settings.Currency,
                ["budget"] = new JsonObject { ["run"] = settings.Budget.Run, ["day"] = settings.Budget.Day },
                ["today"] = new LlmSpend(day, settings.Currency).Json,
            });
            return ExitCode.Done;
        }

        var table = new TextTable("backend", "asked", "model", "state", "input / output for a million tokens");
        foreach (var row in rows)
        {
            table.Add(row.Entry.Name, row.Position is { } position ? $"{position}." : "no", row.Model ?? "", PluginJson.Wire(row.Entry.State), Words(row.Price, settings));
        }

        invocation.Output.Table(table);
        invocation.Output.Line($"today: {new LlmSpend(day, settings.Currency).Words()}{(settings.Budget.Day is { } limit ? string.Create(CultureInfo.InvariantCulture, $" of {limit:0.####} {settings.Currency}") : "")}");
        if (order.Count == 0)
        {
            invocation.Output.Line($"{LlmSetup.NoBackend.Message}: {LlmSetup.NoBackend.Fix}");
        }

        return ExitCode.Done;
    }

    private static string Words(PriceSettings? price, LlmSettings settings) =>
        price is null ? "no price" : string.Create(CultureInfo.InvariantCulture, $"{price.Input:0.####} / {price.Output:0.####} {settings.Currency}");

    private static int? Position(IReadOnlyList<string> order, string name)
    {
        for (var index = 0; index < order.Count; index++)
        {
            if (order[index] == name)
            {
                return index + 1;
            }
        }

        return null;
    }
}
