using Omua.Agents.Email;

namespace Omua.Agents.Tests;

public sealed class EmailConformance() : BuiltInConformance(() => new EmailAgent(), BuiltInRuns.Market with { Datasets = [EmailAgentTests.Mails("email_sent", "email_open", "email_click", "purchase")] });
