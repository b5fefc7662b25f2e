using System.Runtime.CompilerServices;
using Omua.Llm.Calling;

namespace Omua.Llm.Recording;

/// <summary>Answers from a cassette. There is nothing below it: no backend is loaded, nothing is spent, and what is not recorded fails.</summary>
internal sealed class ReplayStage(Cassette cassette) : LlmStage(null)
{
    public override Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Taken(call));
    }

    public override async IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        yield return LlmUpdate.Whole(Taken(call));
    }

    private LlmResponse Taken(LlmCall call)
    {
        var response = cassette.Take(call);
        call.Spend.Add(response.Usage, 0);
        return response;
    }
}
