using MongoDB.Bson;
using MongoDB.Driver;

namespace Omua.Storage.Mongo;

/// <summary>
/// What is too large for one document (16 MB with all that is around it), in parts. The parts are written before the document that names them, and are nothing without it:
/// what a crash leaves behind is room, never a half.
/// </summary>
internal sealed class MongoBlobs(MongoStore store)
{
    /// <summary>From this size on it is kept in parts.</summary>
    public const int Threshold = 1024 * 1024;

    private const int PartBytes = 8 * 1024 * 1024;

    public async Task<ObjectId> WriteAsync(byte[] content, CancellationToken cancellationToken)
    {
        var blob = ObjectId.GenerateNewId();
        for (var part = 0; part * (long)PartBytes < content.Length; part++)
        {
            var bytes = content.AsSpan(part * PartBytes, Math.Min(PartBytes, content.Length - part * PartBytes)).ToArray();
            await store.Chunks.InsertOneAsync(new BsonDocument { { "blob", blob }, { "part", part }, { "bytes", bytes } }, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return blob;
    }

    /// <summary>The content; null where it was deleted meanwhile.</summary>
    public async Task<byte[]?> ReadAsync(BsonValue blob, int length, CancellationToken cancellationToken)
    {
        var parts = await store.Chunks.Find(new BsonDocument("blob", blob)).Sort(new BsonDocument("part", 1)).ToListAsync(cancellationToken).ConfigureAwait(false);
        var content = new byte[length];
        var filled = 0;
        foreach (var bytes in parts.Select(part => part["bytes"].AsByteArray))
        {
            bytes.CopyTo(content, filled);
            filled += bytes.Length;
        }

        return filled == length ? content : null;
    }

    public Task DeleteAsync(BsonValue blob, CancellationToken cancellationToken) => store.Chunks.DeleteManyAsync(new BsonDocument("blob", blob), cancellationToken);
}
