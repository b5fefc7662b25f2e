using Microsoft.Extensions.Logging;

namespace Omua.Plugins.Guard;

/// <summary>The logger that a plugin gets: its secrets do not pass.</summary>
internal sealed class MaskingLogger(ILogger inner, SecretMask mask) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(mask.Clean(state.ToString() ?? ""));

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            // The text and not the state goes on: values in the state would pass the mask, and may be of the plugin's own types.
            inner.Log(logLevel, eventId, mask.Clean(formatter(state, exception)), exception is null ? null : mask.Clean(exception), static (text, _) => text);
        }
    }
}
