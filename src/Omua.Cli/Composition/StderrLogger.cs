using Microsoft.Extensions.Logging;
using Omua.Cli.Shell;

namespace Omua.Cli.Composition;

/// <summary>One line a message: level, where from, what.</summary>
internal sealed class StderrLogger(string category, LogLevel least) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var cause = exception is null ? "" : $": {exception.GetType().Name}: {exception.Message}";
            Console.Error.WriteLine(Printable.Line($"{logLevel.ToString().ToLowerInvariant()} {category}: {formatter(state, exception)}{cause}"));
        }
    }
}
