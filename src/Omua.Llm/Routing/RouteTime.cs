using Omua.Llm.Calling;

namespace Omua.Llm.Routing;

/// <summary>How long one backend may take for a call.</summary>
/// <param name="Share">Its share of the call's time: while others wait their turn, a backend that hangs must not use it all.</param>
/// <param name="IsLast">Whether nobody else could be asked.</param>
internal sealed record RouteTime(Deadline Share, bool IsLast);
