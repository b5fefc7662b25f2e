using Omua.Agents.Channels;

namespace Omua.Agents.Tests;

public sealed class PaidSocialConformance() : BuiltInConformance(() => new PaidSocialAgent());
