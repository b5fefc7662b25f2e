using System.Text.Json;

namespace Omua.Plugins.Trust;

/// <summary>
/// The folders whose code a person said may run: full paths, one record for each home. Running a tool in a cloned repository must not run that
/// repository's code, so a project's folder is not trusted until it stands here.
/// </summary>
internal sealed class TrustedFolders
{
    private readonly string _file;
    private readonly SortedSet<string> _folders;

    private TrustedFolders(string file, SortedSet<string> folders) => (_file, _folders) = (file, folders);

    public IReadOnlyCollection<string> Folders => _folders;

    public static string PathIn(string homeDirectory) => Path.Combine(homeDirectory, "trust.json");

    public static TrustedFolders Read(string homeDirectory)
    {
        var file = PathIn(homeDirectory);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        if (File.Exists(file))
        {
            try
            {
                var reader = new Utf8JsonReader(File.ReadAllBytes(file));
                while (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.String)
                    {
                        folders.Add(reader.GetString()!);
                    }
                }
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
            {
                // What cannot be read trusts nothing: the safe side. The next trust rewrites it.
                folders.Clear();
            }
        }

        return new TrustedFolders(file, folders);
    }

    public bool Contains(string folder) => _folders.Contains(Normal(folder));

    public bool Add(string folder) => _folders.Add(Normal(folder)) && Write();

    public bool Remove(string folder) => _folders.Remove(Normal(folder)) && Write();

    private static string Normal(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private bool Write()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var folder in _folders)
            {
                writer.WriteStringValue(folder);
            }

            writer.WriteEndArray();
        }

        AtomicFile.Write(_file, buffer.ToArray());
        return true;
    }
}
