using System.Collections.Concurrent;
using System.Net;

namespace Omua.Testing;

/// <summary>Stands between a backend and its provider: counts requests, and answers in the provider's place where a check wants a failure.</summary>
internal sealed class WireSpy(HttpMessageHandler provider) : DelegatingHandler(provider)
{
    private readonly ConcurrentQueue<WireRequest> _requests = [];

    /// <summary>Answers instead of the provider; null lets requests through.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Answer { get; set; }

    /// <summary>Changes what the provider answered; null leaves it.</summary>
    public Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>>? Change { get; set; }

    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Status(int status, string body = "{}", string mediaType = "application/json", TimeSpan? retryAfter = null) => (request, _) =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(body, System.Text.Encoding.UTF8, mediaType) };
        response.Headers.RetryAfter = retryAfter is { } wait ? new(wait) : null;
        return Task.FromResult(response);
    };

    /// <summary>Nobody listens at the address.</summary>
    public static Task<HttpResponseMessage> RefusedAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

    /// <summary>The client's own limit has passed.</summary>
    public static Task<HttpResponseMessage> TimedOutAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout", new TimeoutException()));

    /// <summary>The provider never answers.</summary>
    public static async Task<HttpResponseMessage> SilentAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        throw new InvalidOperationException("An endless wait has ended.");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        _requests.Enqueue(new WireRequest(request.Method.Method, request.RequestUri?.AbsolutePath ?? "", body));
        var response = Answer is { } answer ? await answer(request, cancellationToken).ConfigureAwait(false) : await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Change is { } change ? await change(response, cancellationToken).ConfigureAwait(false) : response;
    }
}
