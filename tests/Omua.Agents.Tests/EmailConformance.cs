using Omua.Agents.Email;

namespace Omua.Agents.Tests;

public sealed class EmailConformance() : BuiltInConformance(() => new EmailAgent());
