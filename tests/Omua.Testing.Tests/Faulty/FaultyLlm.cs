using System.Net;

namespace Omua.Testing.Tests.Faulty;

/// <summary>A backend of <see cref="EchoProvider"/>'s protocol that breaks one promise.</summary>
internal sealed class FaultyLlm(LlmFault? fault = null) : LlmBackendPlugin
{
    private const string End = "<end>";

    public override string Name => "faulty";

    public override string Version => "1.0.0";

    public override string Description => "Breaks one promise.";

    public override bool IsAvailable => fault != LlmFault.AsksWhetherAvailable || Context.Http.Send(new HttpRequestMessage(HttpMethod.Get, "http://provider.invalid/")).IsSuccessStatusCode;

    public override async Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = $"{options?.Model} {options?.MaxOutputTokens} {string.Join('\n', messages.Select(message => message.Content))}";
        string text;
        try
        {
            text = await SendAsync(HttpMethod.Post, body, cancellationToken);
        }
        catch (LlmException) when (fault == LlmFault.Retries)
        {
            text = await SendAsync(HttpMethod.Post, body, cancellationToken);
        }

        if (!text.EndsWith(End, StringComparison.Ordinal) && fault != LlmFault.TakesCutAnswers)
        {
            throw new LlmException(LlmFailure.Incomplete, "The answer has no end.");
        }

        return new LlmResponse(text.Replace(End, "", StringComparison.Ordinal), new LlmUsage(fault == LlmFault.ReportsNegativeUsage ? -1 : 1, 1), "echo", LlmFinishReason.Stop);
    }

    public override async Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var text = await SendAsync(fault == LlmFault.SpendsOnValidation ? HttpMethod.Post : HttpMethod.Get, "", cancellationToken);
            return text is "ok" or EchoProvider.Answer ? LlmConnection.Ok : new(LlmConnectionState.Misconfigured, "The address answers with something else.");
        }
        catch (LlmException exception) when (fault != LlmFault.ThrowsOnValidation)
        {
            return new LlmConnection(exception.Failure switch
            {
                LlmFailure.Unauthorized => LlmConnectionState.Unauthorized,
                LlmFailure.RateLimited => LlmConnectionState.RateLimited,
                LlmFailure.ModelNotFound => LlmConnectionState.ModelNotFound,
                _ => LlmConnectionState.Unreachable,
            }, exception.Message);
        }
    }

    private async Task<string> SendAsync(HttpMethod method, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, "http://provider.invalid/") { Content = method == HttpMethod.Post ? new StringContent(body) : null };
            using var response = await Context.Http.SendAsync(request, fault == LlmFault.IgnoresToken ? CancellationToken.None : cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? text : throw new LlmException(Class(response.StatusCode), fault == LlmFault.TellsItsKey ? text : $"The provider answered {(int)response.StatusCode}.")
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }
        catch (HttpRequestException exception)
        {
            throw new LlmException(LlmFailure.Unavailable, "Nobody listens.", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LlmException(LlmFailure.Timeout, "No answer in time.", exception);
        }
    }

    private LlmFailure Class(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => fault == LlmFault.MisclassesRefusals ? LlmFailure.Unavailable : LlmFailure.Unauthorized,
        404 => LlmFailure.ModelNotFound,
        429 => LlmFailure.RateLimited,
        < 500 => LlmFailure.InvalidRequest,
        _ => LlmFailure.Unavailable,
    };
}
