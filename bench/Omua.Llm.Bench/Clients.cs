using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Omua.Extensions.AI;

namespace Omua.Llm.Bench;

/// <summary>The other contender: the same backend, behind the builder of Microsoft.Extensions.AI with what it has to offer.</summary>
internal static class Clients
{
    /// <summary>Logging, telemetry and function invocation; a cache where there is one.</summary>
    public static IChatClient Built(ILlmBackend backend, IDistributedCache? cache)
    {
        var builder = new ChatClientBuilder(backend.AsChatClient()).UseLogging(new QuietLoggers()).UseOpenTelemetry().UseFunctionInvocation();
        return (cache is null ? builder : builder.UseDistributedCache(cache)).Build();
    }

    /// <summary>Logs at the level of a service in production, to nowhere.</summary>
    private sealed class QuietLoggers : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
