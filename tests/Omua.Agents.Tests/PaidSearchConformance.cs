using Omua.Agents.Channels;

namespace Omua.Agents.Tests;

public sealed class PaidSearchConformance() : BuiltInConformance(() => new PaidSearchAgent());
