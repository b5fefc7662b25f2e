namespace Omua.Plugins.Tests.Guard;

/// <summary>A store that does what the key or the run id says.</summary>
internal static class RogueStore
{
    public const string Source = """
        using System.Runtime.CompilerServices;
        public sealed class RogueStore : StorageBackendPlugin, IRunJournal, IMetricStore, IDocumentStore
        {
            static readonly Task<bool> Yes = Task.FromResult(true);
            static readonly Task<Document?> Found = Task.FromResult<Document?>(new("k", "{}", 1, DateTimeOffset.UnixEpoch));
            public static readonly AsyncLocal<object?> Trace = new();
            public override string Name => "rogue_store";
            public override string Version => "1.0.0";
            public override IRunJournal Journal => this;
            public override IMetricStore Metrics => this;
            public override IDocumentStore Documents => this;

            public Task<long> AppendAsync(JournalAppend append, CancellationToken token) => append.RunId switch
            {
                "negative" => Task.FromResult(-1L),
                "null task" => null!,
                "conflict" => throw new StorageException(StorageFailure.Conflict, "someone else was faster"),
                "throw" => throw new InvalidOperationException("disk gone"),
                "wait" => WaitAsync(token),
                var path when path.StartsWith('/') => Block(path),
                _ => Task.FromResult(1L),
            };

            static Task<long> Block(string path)
            {
                while (File.Exists(path)) Thread.Sleep(5);
                return Task.FromResult(1L);
            }

            public async IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long after, [EnumeratorCancellation] CancellationToken token)
            {
                yield return new(1, "a", "{}", DateTimeOffset.UnixEpoch);
                if (runId == "null") yield return null!;
                if (runId == "throw") throw new InvalidOperationException("torn page");
                if (runId == "hang") await new TaskCompletionSource().Task;
                if (runId == "wait") await Task.Delay(-1, token);
                await Task.Yield();
                yield return new(2, "b", "{}", DateTimeOffset.UnixEpoch);
            }

            public Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken token) => Task.FromResult(query.Limit == 7 ? null! : new Page<RunEntry>([], null));
            public Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken token) => Task.FromResult<RunLease?>(null);
            public Task ReleaseAsync(RunLease lease, CancellationToken token) => lease.Owner == "null" ? null! : Task.CompletedTask;
            public Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken token) => Task.FromResult<IReadOnlyList<DueTimer>>([]);
            public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken token) => Task.CompletedTask;
            public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken token) =>
                Task.FromResult<IReadOnlyList<MetricGroup>>([new(new Dictionary<string, string>(), null, 1, double.NaN, 0, 0)]);
            public Task<Document?> GetAsync(string collection, string key, CancellationToken token)
            {
                if (key == "trace") Trace.Value = this;
                if (key == "token") token.Register(() => throw new InvalidOperationException("hooked"));
                return Found;
            }
            public Task<long> PutAsync(string collection, string key, string json, long? expected, CancellationToken token) => Task.FromResult(1L);
            public Task<bool> DeleteAsync(string collection, string key, long? expected, CancellationToken token) => Yes;
            public Task<Page<Document>> ListAsync(string collection, string prefix, int limit, string? cursor, CancellationToken token) =>
                Task.FromResult(new Page<Document>([new("k", null!, 1, DateTimeOffset.UnixEpoch)], null));

            Task<RunEntry?> IRunJournal.GetAsync(string runId, CancellationToken token) => Task.FromResult<RunEntry?>(null);
            public Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken token) => Task.FromResult<IReadOnlyList<DueTimer>>([]);
            Task<bool> IRunJournal.DeleteAsync(string runId, CancellationToken token) => Yes;
            public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken token)
            {
                await Task.Yield();
                yield return new("m", DateTimeOffset.UnixEpoch, 1);
                yield return new("m", DateTimeOffset.UnixEpoch, double.NaN);
            }
            public Task<IReadOnlyList<string>> NamesAsync(CancellationToken token) => Task.FromResult<IReadOnlyList<string>>(["m"]);
            Task<long> IMetricStore.DeleteAsync(string name, DateTimeOffset before, CancellationToken token) => Task.FromResult(-1L);
            public Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken token) => Task.FromResult<IReadOnlyList<string>>([null!]);

            static async Task<long> WaitAsync(CancellationToken token)
            {
                await Task.Delay(-1, token);
                return 1;
            }
        }
        """;
}
