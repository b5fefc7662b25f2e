using Microsoft.Extensions.Logging;

namespace Omua.Cluster.Hosting;

/// <summary>Passes logs on to the program's own. Orleans tells of every broken connection: of it only what is an error.</summary>
internal sealed class ForwardedLogs(ILoggerFactory to) : ILoggerProvider
{
    public static bool Wants(string? category, LogLevel level) => level >= (category?.StartsWith("Omua.", StringComparison.Ordinal) == true ? LogLevel.Debug : LogLevel.Critical);

    public ILogger CreateLogger(string categoryName) => to.CreateLogger(categoryName);

    public void Dispose()
    {
    }
}
