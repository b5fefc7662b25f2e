using Omua.Agents.Strategy;

namespace Omua.Agents.Tests;

public sealed class UserAcquisitionConformance() : BuiltInConformance(() => new UserAcquisitionAgent());
