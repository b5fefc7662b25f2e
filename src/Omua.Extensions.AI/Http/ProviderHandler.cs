namespace Omua.Extensions.AI;

/// <summary>Turns every answer that is not a success into a classified failure, before the provider's library sees it: one set of rules for all of them.</summary>
internal sealed class ProviderHandler(TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri?.GetLeftPart(UriPartial.Path) ?? "";
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw exception.InnerException as LlmException
                ?? new LlmException(LlmFailure.Unavailable, $"{address} cannot be reached ({Cause(exception)}); is the server running and the base_url right?", exception);
        }

        if (response.IsSuccessStatusCode)
        {
            response.Content = await CancellableAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return response;
        }

        using (response)
        {
            throw await FailureAsync(address, request, response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<HttpContent> CancellableAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var own = new StreamContent(new CallTokenStream(body, CallToken.Current));
        foreach (var header in content.Headers)
        {
            own.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return own;
    }

    private async Task<LlmException> FailureAsync(string address, HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return new LlmException(
                LlmFailure.Unavailable, $"{address} answered {status} and redirects to {response.Headers.Location?.ToString() ?? "nowhere"}; redirects are not followed, set the base_url to the final address.");
        }

        var error = await ProviderError.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        var said = error.Message.Length == 0 ? "." : $": {KeyMask.Apply(error.Message, request)}";
        return new LlmException(FailureRules.Of(response.StatusCode, error), $"{address} answered {status}{said}")
        {
            RetryAfter = RetryAfter.Of(response, time),
        };
    }

    private static string Cause(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name is unknown",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection",
        HttpRequestError.ResponseEnded => "the connection was closed before the answer",
        _ => "the connection failed",
    };
}
