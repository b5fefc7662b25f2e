namespace Omua.Abstractions;

/// <summary>What a store offers to whoever looks after it. A backend whose server has its own tools for this offers none.</summary>
public interface IStoreMaintenance
{
    /// <summary>Looks through the whole store for damage. May take minutes.</summary>
    /// <returns>What is wrong, a line each; empty where all is sound.</returns>
    Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Where the store is, how large, and how new. Never a password.</summary>
    Task<StoreInfo> InfoAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes a copy of the whole store, as it is at one instant, while others read and write.</summary>
    /// <param name="path">A file that is not there yet.</param>
    /// <param name="cancellationToken">Cancels the copy; nothing is left at the path.</param>
    /// <exception cref="StorageException"><see cref="StorageFailure.Invalid"/> where the file is there; <see cref="StorageFailure.Unavailable"/> where it cannot be written.</exception>
    Task BackupAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Puts a copy in the place of all that the store holds. The copy is checked first; a copy that is damaged or newer changes nothing.</summary>
    /// <param name="path">A file that <see cref="BackupAsync"/> wrote.</param>
    /// <param name="cancellationToken">Cancels before the store is touched.</param>
    /// <exception cref="StorageException"><see cref="StorageFailure.Damaged"/>, <see cref="StorageFailure.NewerSchema"/>, or <see cref="StorageFailure.Invalid"/> where there is no copy.</exception>
    Task RestoreAsync(string path, CancellationToken cancellationToken = default);
}
