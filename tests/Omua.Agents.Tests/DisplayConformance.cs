using Omua.Agents.Channels;

namespace Omua.Agents.Tests;

public sealed class DisplayConformance() : BuiltInConformance(() => new DisplayAgent());
