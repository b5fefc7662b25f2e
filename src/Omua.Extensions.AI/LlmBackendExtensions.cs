using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>Sees a backend as a chat client.</summary>
public static class LlmBackendExtensions
{
    /// <summary>
    /// The backend as an <see cref="IChatClient"/>, for libraries that are built on Microsoft.Extensions.AI. Text and functions pass; images and other media are
    /// refused with <see cref="NotSupportedException"/>. Disposing of the client leaves the backend alone.
    /// </summary>
    public static IChatClient AsChatClient(this ILlmBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        return new LlmBackendChatClient(backend);
    }
}
