using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>
/// One writer for all callers. What waits while a commit reaches the disk goes into the next commit together, so that many callers share one flush; a caller alone
/// waits for nobody. Each write stands or falls by itself: where one fails, the batch is run again with a savepoint for each, and the others go on.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int LargestBatch = 256;

    private readonly Channel<IPendingWrite> _queue = Channel.CreateUnbounded<IPendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly WriterConnection _connection;
    private readonly string _path;
    private readonly Task _writing;

    public WriteQueue(WriterConnection connection, string path)
    {
        (_connection, _path) = (connection, path);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Runs a write in a transaction; done when it is on the disk. A write that has begun is not cancelled any more.</summary>
    public Task<T> RunAsync<T>(Func<WriterConnection, T> write, bool isAlone, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(write, isAlone, cancellationToken);
        return _queue.Writer.TryWrite(pending) ? pending.Task : throw new InvalidOperationException("The store is closed.");
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<IPendingWrite>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_queue.Reader.TryPeek(out var next) && batch.Count < LargestBatch && (batch.Count == 0 || !(next.IsAlone || batch[0].IsAlone)))
            {
                batch.Add(next);
                _queue.Reader.TryRead(out _);
            }

            batch.RemoveAll(pending => pending.IsCancelled());
            if (batch.Count > 0)
            {
                Write(batch);
                batch.Clear();
            }
        }
    }

    private void Write(List<IPendingWrite> batch)
    {
        try
        {
            if (batch[0].IsAlone)
            {
                batch[0].Run(_connection);
            }
            else if (!TryTogether(batch))
            {
                EachByItself(batch);
            }
        }
        catch (Exception exception)
        {
            // Border: whatever a commit throws belongs to those who wait for it. The writer itself must go on.
            batch.ForEach(pending => pending.Fail(SqliteErrors.Translate(_path, exception)));
            return;
        }

        batch.ForEach(pending => pending.Complete());
    }

    /// <summary>Most batches have no write that fails: they need no savepoints, which take as long as a small write itself. Where one fails, all is taken back.</summary>
    private bool TryTogether(List<IPendingWrite> batch)
    {
        _connection.Begin();
        try
        {
            foreach (var pending in batch)
            {
                pending.Run(_connection);
            }
        }
        catch (Exception) when (batch.Count > 1)
        {
            // Which one it was, and whether it fails again, the second pass says.
            _connection.RollBack();
            return false;
        }
        catch
        {
            _connection.RollBack();
            throw;
        }

        Commit();
        return true;
    }

    private void EachByItself(List<IPendingWrite> batch)
    {
        _connection.Begin();
        try
        {
            batch.ForEach(RunOne);
        }
        catch
        {
            _connection.RollBack();
            throw;
        }

        Commit();
    }

    private void RunOne(IPendingWrite pending)
    {
        _connection.Statement("SAVEPOINT one").Execute();
        try
        {
            pending.Run(_connection);
        }
        catch (Exception exception) when (exception is StorageException || (exception is SqliteException && !SqliteErrors.EndsTransaction(exception)))
        {
            pending.Fail(SqliteErrors.Translate(_path, exception));
            _connection.Statement("ROLLBACK TO one").Execute();
        }

        _connection.Statement("RELEASE one").Execute();
    }

    private void Commit()
    {
        try
        {
            _connection.Commit();
        }
        catch
        {
            // A commit that fails may leave its transaction open, where the next one could not begin.
            _connection.RollBack();
            throw;
        }
    }
}
