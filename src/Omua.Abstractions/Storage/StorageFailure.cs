namespace Omua.Abstractions;

/// <summary>Classes of failure of a store.</summary>
public enum StorageFailure
{
    /// <summary>Someone else wrote first: read again and decide again. Nothing was written.</summary>
    Conflict,

    /// <summary>The lease is lost: stop writing this run. Nothing was written.</summary>
    Fenced,

    /// <summary>The store cannot be reached or is busy; the write may or may not have happened. Read, then try again.</summary>
    Unavailable,

    /// <summary>The store was written by a newer version; nothing was touched. Update OMUA.</summary>
    NewerSchema,

    /// <summary>Over a size limit. Nothing was written.</summary>
    TooLarge,

    /// <summary>The store is damaged; it is open for reading at best. Restore a backup.</summary>
    Damaged,

    /// <summary>An argument is outside its documented range. Nothing was written.</summary>
    Invalid,
}
