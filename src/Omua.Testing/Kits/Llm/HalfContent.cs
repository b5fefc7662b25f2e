using System.Net;

namespace Omua.Testing;

/// <summary>The first half of an answer; then the connection goes silent, or ends as if all had been said.</summary>
internal sealed class HalfContent(byte[] whole, bool goesSilent) : HttpContent
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the half was handed over.</summary>
    public Task Reached => _reached.Task;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new HalfStream(whole[..(whole.Length / 2)], goesSilent, _reached));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) => await SerializeToStreamAsync(stream, context, CancellationToken.None).ConfigureAwait(false);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var half = new HalfStream(whole[..(whole.Length / 2)], goesSilent, _reached);
        await half.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class HalfStream(byte[] half, bool goesSilent, TaskCompletionSource reached) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException("The length of a stream from the network is not known.");

        public override long Position { get => _at; set => throw new NotSupportedException("A stream from the network does not go back."); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(buffer.Length, half.Length - _at);
            half.AsMemory(_at, count).CopyTo(buffer);
            _at += count;
            if (count == 0)
            {
                reached.TrySetResult();
                if (goesSilent)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                }
            }

            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously: a blocked thread cannot be cancelled.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A stream from the network does not go back.");

        public override void SetLength(long value) => throw new NotSupportedException("A stream from the network is read only.");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A stream from the network is read only.");
    }
}
