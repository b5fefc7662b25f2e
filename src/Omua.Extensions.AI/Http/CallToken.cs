namespace Omua.Extensions.AI;

/// <summary>
/// The token of the call that is under way. The client's own token of a request ends with its headers, and a library that streams need not pass one for the body.
/// </summary>
internal static class CallToken
{
    private static readonly AsyncLocal<CancellationToken> Ambient = new();

    public static CancellationToken Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }
}
