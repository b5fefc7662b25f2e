namespace Omua.Extensions.AI;

/// <summary>Makes the HTTP client that a backend talks to its provider with.</summary>
public static class ProviderHttp
{
    /// <summary>
    /// A client that follows no redirect, opens no connection to a link-local address, and throws <see cref="LlmException"/>, with its class and the time that
    /// the provider asked to wait, for every answer that is not a success. It has no timeout of its own: the host's limits cancel the call.
    /// </summary>
    /// <param name="time">The clock that a <c>Retry-After</c> date is read against.</param>
    /// <param name="transport">Stands in for the network (<see cref="PluginContext.Transport"/>), and is left alone when the client ends; null opens connections.</param>
    public static HttpClient CreateClient(TimeProvider time, HttpMessageHandler? transport = null) => new(
        new ProviderHandler(time)
        {
            InnerHandler = transport ?? new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = ProviderConnection.OpenAsync,
                ConnectTimeout = TimeSpan.FromSeconds(15),
                PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            },
        },
        disposeHandler: transport is null)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
