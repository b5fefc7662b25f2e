using System.Globalization;
using Microsoft.Extensions.Logging;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Budgets;

/// <summary>
/// The part of the budgets that one call holds. Before each attempt it is made to cover what was charged so far and the most that the attempt can cost; afterwards it is
/// settled from the usage. What the provider did not tell (a timeout, a stream that broke off or was abandoned) is charged as the most that it can have been.
/// </summary>
internal sealed partial class Reservation(IReadOnlyList<HeldAccount> accounts, PriceList prices, string currency, bool hasLimit, ILogger logger)
{
    private decimal _held;
    private decimal _charged;
    private decimal _unknown;
    private bool _isPriced = true;
    private bool _isCharged;
    private LlmUsage _usage = LlmUsage.None;
    private (PriceSettings? Price, decimal Worst) _attempt;

    /// <summary>Holds what the next attempt can cost.</summary>
    /// <exception cref="LlmException"><see cref="LlmFailure.BudgetExceeded"/>: a limit does not allow it, or the model has no price.</exception>
    public async ValueTask CoverAsync(LlmCall call, string backend, string? model, CancellationToken cancellationToken)
    {
        var price = prices.Of(model);
        if (price is null && hasLimit)
        {
            throw new LlmException(LlmFailure.BudgetExceeded, $"{backend}: the model '{model}' has no price, and a budget is set; write it under llm.prices (0 for a model of your own).");
        }

        var worst = price is null ? 0 : PriceList.Worst(price, TokenBound.Input(call), TokenBound.Output(call));
        _attempt = (price, worst);
        var missing = _charged + worst - _held;
        if (hasLimit && missing > 0)
        {
            await HoldAsync(missing, backend, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The attempt took this.</summary>
    public void Charge(LlmCall call, LlmUsage usage) =>
        Book(call, usage, _attempt.Price is { } price ? PriceList.Cost(price, usage) : null, isUnknown: false);

    /// <summary>Nobody knows what the attempt took.</summary>
    public void ChargeUnknown(LlmCall call, string received) =>
        Book(call, TokenBound.Estimate(call, received), _attempt.Price is null ? null : _attempt.Worst, isUnknown: true);

    /// <summary>Books what was charged and releases the rest. Cannot be cancelled: what was spent was spent.</summary>
    public async Task SettleAsync()
    {
        var entry = _isCharged ? new SpendEntry(_usage, _isPriced ? _charged : null, _unknown) : null;
        foreach (var each in accounts)
        {
            var held = each.Limit is null ? 0 : _held;
            if (entry is null && held == 0)
            {
                continue;
            }

            try
            {
                await each.Account.SettleAsync(held, entry, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StorageException exception)
            {
                // The answer is there and stays; what was held stays held, so the budget errs on the safe side.
                LogNotSettled(exception, each.Setting);
            }
        }

        _held = 0;
    }

    private async Task HoldAsync(decimal missing, string backend, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            foreach (var each in accounts)
            {
                if (each.Limit is { } limit)
                {
                    var (isHeld, state) = await each.Account.ReserveAsync(missing, limit, cancellationToken).ConfigureAwait(false);
                    if (!isHeld)
                    {
                        throw Exceeded(each, limit, missing, backend, state);
                    }
                }

                done++;
            }

            _held += missing;
        }
        catch (Exception exception) when (done < accounts.Count)
        {
            foreach (var each in accounts.Take(done).Where(each => each.Limit is not null))
            {
                await each.Account.SettleAsync(missing, null, CancellationToken.None).ConfigureAwait(false);
            }

            throw exception is StorageException ? new LlmException(LlmFailure.BudgetExceeded, $"The store that keeps the budget failed: {exception.Message}", exception) : exception;
        }
    }

    private LlmException Exceeded(HeldAccount account, decimal limit, decimal missing, string backend, SpendState state) => new(
        LlmFailure.BudgetExceeded,
        string.Create(CultureInfo.InvariantCulture,
            $"{backend}: the call can cost {missing:0.######} {currency}, and {account.Setting} of {limit:0.######} has {Math.Max(0, limit - state.Cost - state.Reserved):0.######} left ({state.Cost:0.######} spent, {state.Reserved:0.######} held)."));

    private void Book(LlmCall call, LlmUsage usage, decimal? cost, bool isUnknown)
    {
        _isCharged = true;
        _usage = _usage.Plus(usage);
        _isPriced &= cost is not null;
        _charged += cost ?? 0;
        _unknown += isUnknown ? cost ?? 0 : 0;
        call.Spend.Add(usage, cost);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a call took could not be booked ({Setting}); it stays reserved")]
    private partial void LogNotSettled(Exception exception, string setting);
}
