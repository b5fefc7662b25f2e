using Microsoft.Extensions.Logging;

namespace Omua.Testing;

/// <summary>One line of a <see cref="CapturedLogger"/>.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Message">The text, with its arguments filled in.</param>
/// <param name="Exception">What was logged with it; null where nothing was.</param>
public sealed record CapturedLine(LogLevel Level, string Message, Exception? Exception);
