using Microsoft.Extensions.Logging;

namespace Omua.Cli.Composition;

/// <summary>Logs to stderr: warnings and worse, or everything from information up where the person asked to see it.</summary>
internal sealed class StderrLoggerFactory(bool isVerbose) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName, isVerbose ? LogLevel.Information : LogLevel.Warning);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The command line logs to stderr alone.");

    public void Dispose()
    {
    }
}
