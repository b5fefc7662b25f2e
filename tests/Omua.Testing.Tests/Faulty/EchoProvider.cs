using System.Net;

namespace Omua.Testing.Tests.Faulty;

/// <summary>A provider of the plainest protocol: GET says ok, POST says a sentence and an end mark.</summary>
internal sealed class EchoProvider : HttpMessageHandler
{
    public const string Answer = "A clear sky is blue.<end>";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(request.Method == HttpMethod.Get ? "ok" : Answer) });
}
