namespace Omua.Testing;

/// <summary>A request that went over the wire.</summary>
internal sealed record WireRequest(string Method, string Path, string Body);
