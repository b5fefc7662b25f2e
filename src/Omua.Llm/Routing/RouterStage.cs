using System.Runtime.CompilerServices;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Routing;

/// <summary>Asks the backends in order until one answers. A stream may change backends until its first piece, and not after.</summary>
internal sealed class RouterStage(IReadOnlyList<Route> routes, TimeoutSettings timeouts) : LlmStage(null)
{
    public override Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken) =>
        FirstAsync(
            call, static (route, call, time, timeouts, token) => route.ChatAsync(time, token => Attempt.ChatAsync(route, call, time, timeouts, token), token), cancellationToken);

    public override async IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = await FirstAsync(
            call, static (route, call, time, timeouts, token) => route.OpenAsync(time, token => Attempt.OpenAsync(route, call, time, timeouts, token), token), cancellationToken).ConfigureAwait(false);
        await using var ended = stream.ConfigureAwait(false);
        while (await stream.MoveNextAsync().ConfigureAwait(false))
        {
            yield return stream.Current;
        }
    }

    private async Task<T> FirstAsync<T>(
        LlmCall call, Func<Route, LlmCall, RouteTime, TimeoutSettings, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var candidates = Candidates(call);
        List<LlmException>? failures = null;
        for (var index = 0; index < candidates.Count; index++)
        {
            var route = candidates[index];
            if (route.ClosedBy is { } closed)
            {
                (failures ??= []).Add(closed);
                continue;
            }

            // Those that are closed take no time, so they get none.
            var left = candidates.Skip(index).Count(each => each.ClosedBy is null);
            var time = new RouteTime(Deadline.In(call.Deadline.Remaining / left, call.Deadline.Time), left == 1);
            try
            {
                return await attempt(route, call, time, timeouts, cancellationToken).ConfigureAwait(false);
            }
            catch (LlmException exception) when (!Failures.StopsCall(exception.Failure))
            {
                route.Note(exception);
                (failures ??= []).Add(exception);
            }
        }

        throw Combined(failures ?? []);
    }

    /// <summary>A model that some backend is configured for picks that backend; any other name is for all of them to know.</summary>
    private IReadOnlyList<Route> Candidates(LlmCall call)
    {
        var available = routes.Where(route => route.Loaded is not { IsAvailable: false }).ToList();
        return call.Options.Model is { } model && available.Where(route => route.Loaded?.Model == model).ToList() is { Count: > 0 } chosen ? chosen : available;
    }

    private static LlmException Combined(List<LlmException> failures) => failures switch
    {
        [] => new LlmException(LlmFailure.Unavailable, "No backend is available."),
        [var only] => only,
        _ => new LlmException(
            (failures.Find(each => each.Failure == LlmFailure.BudgetExceeded) ?? failures[^1]).Failure, $"No backend answered. {string.Join(" ", failures.Select(each => each.Message))}", failures[^1])
        {
            RetryAfter = failures.Max(each => each.RetryAfter),
        },
    };
}
