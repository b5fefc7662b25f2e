using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Omua.Testing;

/// <summary>Keeps what is logged, so that a test can look for it (and for what must not be in it).</summary>
public sealed class CapturedLogger : ILogger
{
    private readonly ConcurrentQueue<CapturedLine> _lines = [];

    /// <summary>All lines so far, oldest first.</summary>
    public IReadOnlyList<CapturedLine> Lines => [.. _lines];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <summary>Every level is kept.</summary>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _lines.Enqueue(new CapturedLine(logLevel, formatter(state, exception), exception));
    }
}
