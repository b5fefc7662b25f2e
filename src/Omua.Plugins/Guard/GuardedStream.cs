using System.Runtime.CompilerServices;

namespace Omua.Plugins.Guard;

/// <summary>A stream out of a plugin. It counts as one call until it is closed; each step has the limit of a call.</summary>
internal sealed class GuardedStream<TPlugin, TItem>(
    PluginGuard guard, string member, Func<TPlugin, CancellationToken, IAsyncEnumerable<TItem>> open, Func<TItem, TItem> check, TimeSpan? atLeast = null)
    where TPlugin : class
    where TItem : class
{
    public async IAsyncEnumerable<TItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var instance = await guard.EnterAsync(member, null, cancellationToken).ConfigureAwait(false);
        using var stop = new CancellationTokenSource();
        var cursor = new Cursor(member, open, check);
        try
        {
            while (await guard.RunAsync<TPlugin, Next, TItem?>(instance, new Next(cursor), stop, atLeast, cancellationToken).ConfigureAwait(false) is { } item)
            {
                yield return item;
            }
        }
        finally
        {
            // One that was abandoned in the middle of a step cannot be closed.
            if (cursor.Pending.IsCompleted)
            {
                await guard.RunAsync<TPlugin, Close, Nothing>(instance, new Close(cursor), stop, null, CancellationToken.None).ConfigureAwait(false);
            }

            instance.Gate.Leave();
        }
    }

    private sealed class Cursor(string member, Func<TPlugin, CancellationToken, IAsyncEnumerable<TItem>> open, Func<TItem, TItem> check)
    {
        private IAsyncEnumerator<TItem>? _items;

        public string Member => member;

        public Task<TItem?> Pending { get; private set; } = Task.FromResult<TItem?>(default);

        public Task<TItem?> Next(TPlugin plugin, CancellationToken stop) => Pending = NextAsync(plugin, stop);

        public TItem Check(TItem item) => check(item);

        public Task CloseAsync() => _items is null ? Task.CompletedTask : _items.DisposeAsync().AsTask();

        private async Task<TItem?> NextAsync(TPlugin plugin, CancellationToken stop)
        {
            _items ??= (open(plugin, stop) ?? throw new InvalidResultException("null instead of a stream")).GetAsyncEnumerator(stop);
            if (!await _items.MoveNextAsync().ConfigureAwait(false))
            {
                return default;
            }

            return _items.Current ?? throw new InvalidResultException("null in the stream");
        }
    }

    private readonly struct Next(Cursor cursor) : IPluginCall<TPlugin, TItem?>
    {
        public string Member => cursor.Member;

        public Task<TItem?> Invoke(TPlugin plugin, CancellationToken cancellationToken) => cursor.Next(plugin, cancellationToken);

        public TItem? Checked(TItem? result, SecretMask mask) => result is null ? null : cursor.Check(result);
    }

    private readonly struct Close(Cursor cursor) : IPluginCall<TPlugin, Nothing>
    {
        public string Member => cursor.Member;

        public Task<Nothing> Invoke(TPlugin plugin, CancellationToken cancellationToken) => Nothing.Of(cursor.CloseAsync());

        public Nothing Checked(Nothing result, SecretMask mask) => result;
    }
}
