using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Omua.Stores.Sealing;

/// <summary>
/// The keys that texts are sealed with. They stand in the store, each wrapped with a master key, which does not: to change the master key only they are wrapped anew, and
/// journals, which are never rewritten, can be read on.
/// </summary>
internal sealed class DataKeys(IDocumentStore documents, MasterKeys masters)
{
    /// <summary>The collection of the wrapped keys, by id. It tells that a store is sealed.</summary>
    public const string Collection = "omua.keys";

    /// <summary>Names the key in use.</summary>
    public const string InUse = "in_use";

    private const int KeyBytes = 32;
    private readonly ConcurrentDictionary<string, byte[]> _open = new(StringComparer.Ordinal);
    private string? _current;

    /// <summary>Finds the key in use; makes the first one.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (await documents.GetAsync(Collection, InUse, cancellationToken).ConfigureAwait(false) is null)
        {
            var id = await MakeAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await documents.PutAsync(Collection, InUse, $"\"{id}\"", 0, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
            {
                // Another process made one at the same time: that one counts, and this one is never used.
                await documents.DeleteAsync(Collection, id, null, cancellationToken).ConfigureAwait(false);
            }
        }

        _current = Unquote((await documents.GetAsync(Collection, InUse, cancellationToken).ConfigureAwait(false))!.Json);
        await FindAsync(_current, cancellationToken).ConfigureAwait(false);
    }

    public string Seal(string place, string text) => SealedText.Seal(_current!, _open[_current!], place, text);

    public async Task<string> OpenAsync(string place, string stored, CancellationToken cancellationToken) =>
        SealedText.Is(stored) ? SealedText.Open(await FindAsync(SealedText.KeyOf(stored), cancellationToken).ConfigureAwait(false), place, stored) : stored;

    /// <summary>Makes a new key the one in use, and wraps all with the master key in use. What is sealed stays readable.</summary>
    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        await foreach (var document in StorePages.DocumentsAsync(documents, Collection, "", cancellationToken).ConfigureAwait(false))
        {
            if (document.Key != InUse)
            {
                var key = await FindAsync(document.Key, cancellationToken).ConfigureAwait(false);
                await documents.PutAsync(Collection, document.Key, Wrap(document.Key, key), document.Version, cancellationToken).ConfigureAwait(false);
            }
        }

        var next = await MakeAsync(cancellationToken).ConfigureAwait(false);
        await documents.PutAsync(Collection, InUse, $"\"{next}\"", null, cancellationToken).ConfigureAwait(false);
        _current = next;
    }

    /// <summary>Whether a stored text is sealed with the key in use.</summary>
    public bool IsCurrent(string stored) => SealedText.Is(stored) && SealedText.KeyOf(stored) == _current;

    private static string Place(string id) => $"{Collection}\0{id}";

    private async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        await documents.PutAsync(Collection, id, Wrap(id, key), 0, cancellationToken).ConfigureAwait(false);
        _open[id] = key;
        return id;
    }

    private string Wrap(string id, byte[] key) => SealedText.Seal(masters.Current, masters.Find(masters.Current)!, Place(id), Convert.ToBase64String(key));

    private async Task<byte[]> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(id, out var known))
        {
            return known;
        }

        var wrapped = await documents.GetAsync(Collection, id, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException(StorageFailure.Damaged, $"The store has no key '{id}' under {Collection}: what was sealed with it cannot be read.");
        var master = SealedText.KeyOf(wrapped.Json);
        var key = masters.Find(master) ?? throw new FaultException(new Fault(
            FaultCodes.StoreKeyMissing, $"the store is sealed with the key '{master}', and that is not configured", $"put it under storage.old_encryption_keys: {master}: ${{env:NAME}}, or under storage.encryption_key"));
        return _open[id] = Convert.FromBase64String(SealedText.Open(key, Place(id), wrapped.Json));
    }

    private static string Unquote(string json) => json.Trim('"');
}
