namespace Omua.Cli.Acting;

/// <summary>Who acts, for the record.</summary>
internal static class Actor
{
    public static string Of(string? named) => string.IsNullOrWhiteSpace(named) ? $"{Environment.UserName}@{Environment.MachineName}" : named.Trim();
}
