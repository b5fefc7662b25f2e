namespace Omua.Engine.Journal;

/// <summary>A file that a run was planned from.</summary>
/// <param name="Path">Relative to the data path, with slashes; the file's name where the path is the file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its content, as lower-case hex; empty where it could not be read.</param>
internal sealed record InputFile(string Path, long Bytes, string Sha256);
