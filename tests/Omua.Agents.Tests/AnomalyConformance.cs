using Omua.Agents.Watch;

namespace Omua.Agents.Tests;

public sealed class AnomalyConformance() : BuiltInConformance(() => new AnomalyAgent());
