using System.Runtime.CompilerServices;
using Omua.Llm.Calling;

namespace Omua.Llm.Recording;

/// <summary>Writes each call and its outcome to a cassette.</summary>
internal sealed class RecordStage(CassetteWriter cassette, LlmStage next) : LlmStage(next)
{
    public override async Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken)
    {
        try
        {
            var response = await Next.ChatAsync(call, cancellationToken).ConfigureAwait(false);
            cassette.Write(call, response);
            return response;
        }
        catch (LlmException exception)
        {
            cassette.Write(call, exception);
            throw;
        }
    }

    public override async IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = new StreamedAnswer();
        var updates = Next.StreamAsync(call, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var ended = updates.ConfigureAwait(false);
        while (await NextAsync(updates, call).ConfigureAwait(false))
        {
            answer.Add(updates.Current);
            yield return updates.Current;
        }

        if (answer.Whole is { } whole)
        {
            cassette.Write(call, whole);
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<LlmUpdate> updates, LlmCall call)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (LlmException exception)
        {
            cassette.Write(call, exception);
            throw;
        }
    }
}
