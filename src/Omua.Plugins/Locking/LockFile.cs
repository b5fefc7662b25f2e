using System.Text.Json;

namespace Omua.Plugins.Locking;

/// <summary><c>omua.lock</c>: what each plugin of a project or a home was when somebody last agreed to it. JSON, sorted, made for version control.</summary>
internal sealed class LockFile
{
    public const string Name = "omua.lock";

    private readonly SortedDictionary<string, LockedPlugin> _plugins;

    private LockFile(string path, SortedDictionary<string, LockedPlugin> plugins) => (FullPath, _plugins) = (path, plugins);

    public string FullPath { get; }

    public IReadOnlyCollection<LockedPlugin> Plugins => _plugins.Values;

    /// <exception cref="FaultException">It is there and cannot be read.</exception>
    public static LockFile Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        var plugins = new SortedDictionary<string, LockedPlugin>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return new LockFile(path, plugins);
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.GetProperty("version").GetInt32() != 1)
            {
                throw new JsonException("it was written by a newer version of OMUA");
            }

            foreach (var plugin in document.RootElement.GetProperty("plugins").EnumerateObject())
            {
                plugins.Add(plugin.Name, Plugin(plugin.Name, plugin.Value));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            var line = (exception as JsonException)?.LineNumber;
            throw new FaultException(
                new Fault(FaultCodes.PluginLockUnreadable, $"the lock file cannot be read: {exception.Message}", "Take it from version control again, or delete it and record anew: omua plugin restore")
                {
                    File = path, Line = (int?)line + 1,
                },
                exception);
        }

        return new LockFile(path, plugins);
    }

    public LockedPlugin? Find(string path) => _plugins.GetValueOrDefault(Relative(path));

    public void Set(string path, LockedPlugin plugin) => _plugins[Relative(path)] = plugin with { Path = Relative(path), Origin = plugin.Origin ?? Find(path)?.Origin };

    public bool Remove(string path) => _plugins.Remove(Relative(path));

    public string FullPathOf(LockedPlugin plugin) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(FullPath)!, plugin.Path));

    public void Write()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WriteStartObject("plugins");
            foreach (var plugin in _plugins.Values)
            {
                Write(writer, plugin);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        AtomicFile.Write(FullPath, buffer.ToArray());
    }

    private string Relative(string path) => Path.GetRelativePath(Path.GetDirectoryName(FullPath)!, path).Replace('\\', '/');

    private static LockedPlugin Plugin(string path, JsonElement element)
    {
        var packages = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (element.TryGetProperty("packages", out var found))
        {
            foreach (var package in found.EnumerateObject())
            {
                packages[package.Name] = package.Value.GetString() ?? "";
            }
        }

        return new LockedPlugin(path, Hash("source") ?? throw new JsonException($"{path} has no source hash"))
        {
            Packages = packages, Assembly = Hash("assembly"), CompiledWith = Text("compiled_with"), Origin = Text("origin"),
        };

        string? Hash(string name) => Text(name) is not { } text ? null : text.Length == 64 ? text : throw new JsonException($"{name} of {path} is no SHA-256");

        string? Text(string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static void Write(Utf8JsonWriter writer, LockedPlugin plugin)
    {
        writer.WriteStartObject(plugin.Path);
        writer.WriteString("source", plugin.Source);
        if (plugin.Packages.Count > 0)
        {
            writer.WriteStartObject("packages");
            foreach (var (id, version) in plugin.Packages)
            {
                writer.WriteString(id, version);
            }

            writer.WriteEndObject();
        }

        foreach (var (name, value) in new[] { ("assembly", plugin.Assembly), ("compiled_with", plugin.CompiledWith), ("origin", plugin.Origin) })
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
    }
}
