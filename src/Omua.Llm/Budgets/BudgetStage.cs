using System.Runtime.CompilerServices;
using Omua.Llm.Calling;

namespace Omua.Llm.Budgets;

/// <summary>Gives each call its reservation and settles it, however the call ends: answered, failed, cancelled, or a stream that nobody read to its end.</summary>
internal sealed class BudgetStage(SpendLedger ledger, LlmStage next) : LlmStage(next)
{
    public override async Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken)
    {
        var reservation = ledger.Open(call);
        try
        {
            return await Next.ChatAsync(call with { Reservation = reservation }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await reservation.SettleAsync().ConfigureAwait(false);
        }
    }

    public override async IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reservation = ledger.Open(call);
        try
        {
            await foreach (var update in Next.StreamAsync(call with { Reservation = reservation }, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await reservation.SettleAsync().ConfigureAwait(false);
        }
    }
}
