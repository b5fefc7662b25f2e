using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Budgets;

/// <summary>Opens a reservation for each call, on the accounts of its run and of the day.</summary>
internal sealed class SpendLedger(LlmSettings settings, IDocumentStore? documents, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, SpendAccount> _accounts = new(StringComparer.Ordinal);

    public PriceList Prices { get; } = new(settings.Prices);

    /// <summary>The key of a run's account.</summary>
    public static string RunKey(string runId) => $"run/{runId}";

    /// <summary>The key of a day's account; days are UTC.</summary>
    public static string DayKey(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"day/{moment.UtcDateTime:yyyy-MM-dd}");

    /// <summary>How a run's account stands; null where it has none.</summary>
    public static async Task<SpendState?> OfRunAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        await documents.GetAsync(SpendAccount.Collection, RunKey(runId), cancellationToken).ConfigureAwait(false) is { } document ? SpendState.Read(document.Json) : null;

    /// <summary>How a day's account stands; an empty one where nothing was spent.</summary>
    public static async Task<SpendState> OfDayAsync(IDocumentStore documents, DateTimeOffset moment, CancellationToken cancellationToken) =>
        await documents.GetAsync(SpendAccount.Collection, DayKey(moment), cancellationToken).ConfigureAwait(false) is { } document ? SpendState.Read(document.Json) : new SpendState();

    public Reservation Open(LlmCall call)
    {
        var budget = settings.Budget;
        List<HeldAccount> accounts = [new(Account(DayKey(time.GetUtcNow())), budget.Day, "llm.budget.day")];
        if (call.Run.RunId.Length > 0)
        {
            accounts.Insert(0, new HeldAccount(Account(RunKey(call.Run.RunId)), budget.Run, "llm.budget.run"));
        }

        return new Reservation(accounts, Prices, settings.Currency, budget.Run is not null || budget.Day is not null, logger);
    }

    public void Dispose()
    {
        foreach (var account in _accounts.Values)
        {
            account.Dispose();
        }
    }

    private SpendAccount Account(string key) => _accounts.GetOrAdd(key, static (key, documents) => new SpendAccount(documents, key), documents);
}
