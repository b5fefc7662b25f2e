namespace Omua.Testing;

/// <summary>Findings and proposals, and what they rest on.</summary>
internal sealed class EvidenceChecks : AgentChecks
{
    public EvidenceChecks()
        : base("agent.evidence", nameof(IAgent.ExecuteAsync))
    {
        EachRun("is with each finding", (trial, agent, run) => EachAsync(trial, agent, run, result =>
        {
            foreach (var finding in result.Findings)
            {
                Expect.That(finding.Evidence is { Count: > 0 }, $"the finding {finding.Id} has no evidence");
                Expect.That(!string.IsNullOrWhiteSpace(finding.Title) && !string.IsNullOrWhiteSpace(finding.Id), $"the finding '{finding.Id}' has the title '{finding.Title}'");
                Expect.Equal(agent.Name, finding.Agent, $"the agent of the finding {finding.Id}");
            }
        }));
        EachRun("is with each proposal", (trial, agent, run) => EachAsync(trial, agent, run, result =>
        {
            foreach (var proposal in result.Proposals)
            {
                Expect.That(proposal.Evidence is { Count: > 0 }, $"the proposal {proposal.Id} has no evidence");
                Expect.Equal(proposal.From.Currency, proposal.To.Currency, $"the currencies of the proposal {proposal.Id}");
                Expect.That(proposal.From.Amount >= 0 && proposal.To.Amount >= 0, $"the proposal {proposal.Id} goes from {proposal.From} to {proposal.To}");
                Expect.That(proposal.Target is { Dataset.Length: > 0, Dimension.Length: > 0, Value.Length: > 0 }, $"the proposal {proposal.Id} is about {proposal.Target}");
                var effect = proposal.ExpectedEffect;
                Expect.That(Finite(effect.Low, effect.Mid, effect.High) && !(effect.Low > effect.Mid) && !(effect.Mid > effect.High) && !(effect.Low > effect.High) && effect.Level is > 0 and < 1,
                    $"the expected effect of {proposal.Id} is {effect}");
            }
        }));
        EachRun("says what, how, from which rows, in which unit", (trial, agent, run) => EachAsync(trial, agent, run, result =>
        {
            foreach (var evidence in result.Findings.SelectMany(finding => finding.Evidence).Concat(result.Proposals.SelectMany(proposal => proposal.Evidence)))
            {
                Expect.That(evidence.Metric.Length > 0 && evidence.Unit.Length > 0 && evidence.Formula.Length > 0, $"evidence lacks its metric, unit or formula: {evidence}");
                Expect.That(!string.IsNullOrWhiteSpace(evidence.Dataset), $"evidence of {evidence.Metric} names no dataset");
                Expect.That(evidence.RowCount >= 0, $"evidence of {evidence.Metric} rests on {evidence.RowCount} rows");
                Expect.That(Finite(evidence.Value) && (evidence.Value is not null || !string.IsNullOrWhiteSpace(evidence.Note)), $"evidence of {evidence.Metric} has the value {evidence.Value} and the note '{evidence.Note}'");
                Expect.That(evidence.Interval is not { } interval || (Finite(interval.Low, interval.High) && interval.Low <= interval.High && interval.Level is > 0 and < 1),
                    $"evidence of {evidence.Metric} has the interval {evidence.Interval}");
                Expect.That(evidence.Window is not { } window || window.From <= window.To, $"evidence of {evidence.Metric} has the window {evidence.Window}");
            }
        }));
        EachRun("stands under ids that are unique in the run", async (trial, agent, run) =>
        {
            var executed = await trial.ExecuteAsync(agent, run);
            Unique(executed.SelectMany(each => each.Result.Findings.Select(finding => finding.Id)), "findings");
            Unique(executed.SelectMany(each => each.Result.Proposals.Select(proposal => proposal.Id)), "proposals");
        });
    }

    private static async Task EachAsync(AgentTrial trial, IAgent agent, ContextData run, Action<TaskResult> check)
    {
        foreach (var (_, _, result) in await trial.ExecuteAsync(agent, run))
        {
            check(result);
        }
    }

    private static void Unique(IEnumerable<string> ids, string what) =>
        Expect.Empty(ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key), $"ids of several {what}");

    private static bool Finite(params ReadOnlySpan<double?> values)
    {
        foreach (var value in values)
        {
            if (value is { } number && !double.IsFinite(number))
            {
                return false;
            }
        }

        return true;
    }
}
