namespace Omua.Plugins.Sources;

/// <summary>One <c>#:</c> line of a source, where it stands.</summary>
internal sealed record SourceDirective(string Kind, string Text, string File, int Line, int Column)
{
    /// <summary>A fault at this place.</summary>
    public Fault Fault(string code, string message, string fix) => new(code, $"{Path.GetFileName(File)}: {message}", fix) { File = File, Line = Line, Column = Column };

    /// <summary>Name and value around the first separator, trimmed, as the SDK splits them; the value is null where there is no separator.</summary>
    public (string Name, string? Value) Split(char separator)
    {
        var at = Text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (Text, null) : (Text[..at].TrimEnd(), Text[(at + 1)..].TrimStart());
    }
}
