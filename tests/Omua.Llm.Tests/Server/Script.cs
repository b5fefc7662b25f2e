namespace Omua.Llm.Tests.Server;

/// <summary>How the server answers one request.</summary>
internal sealed record Script
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, a chunk each.</summary>
    public IReadOnlyList<string> Pieces { get; init; } = [];

    /// <summary>Stays silent before the piece of this index, until the client goes away; the count of pieces means before the end.</summary>
    public int? SilentBefore { get; init; }

    public ScriptEnd End { get; init; } = ScriptEnd.Clean;

    public static Script Json(string body, int status = 200) => new() { Status = status, Pieces = [body] };
}
