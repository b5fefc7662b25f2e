namespace Omua.Plugins.Guard;

/// <summary>What an agent may return. Only what would break the host is refused here; whether a plan makes sense is the engine's to judge.</summary>
internal static class TaskChecks
{
    public static TaskSpec Spec(TaskSpec task)
    {
        Results.Text(task.Id, "the id of a task");
        Results.Text(task.Name, "the name of", task.Id);
        Results.Text(task.AgentType, "the agent type of", task.Id);
        Results.Text(task.Description, "the description of", task.Id);
        Results.Text(task.Kind, "the kind of", task.Id);
        Results.Json(task.Parameters, "the parameters of", task.Id);
        var dependencies = Results.List(task.Dependencies, "dependencies of", static id => id, task.Id);
        return ReferenceEquals(dependencies, task.Dependencies) ? task : task with { Dependencies = dependencies };
    }

    public static TaskKind Kind(TaskKind kind)
    {
        Results.Text(kind.Name, "the name of a kind of task");
        Results.Text(kind.Description, "the description of", kind.Name);
        Results.Json(kind.ParametersSchema, "the schema of", kind.Name);
        return kind;
    }

    public static TaskResult Result(TaskResult? result, TaskSpec task, SecretMask mask)
    {
        if (result is null)
        {
            throw new InvalidResultException("null instead of a result");
        }

        if (result.TaskId != task.Id)
        {
            throw new InvalidResultException($"the result of the task '{result.TaskId}' for the task '{task.Id}'");
        }

        if (result.Status is not (TaskStatus.Completed or TaskStatus.Failed))
        {
            throw new InvalidResultException($"the status {result.Status}; only Completed and Failed are an agent's to give");
        }

        Results.Json(result.Result, "the result");
        Results.Json(result.Metadata, "the metadata");
        var findings = Results.List(result.Findings, "findings", Finding);
        var proposals = Results.List(result.Proposals, "proposals", Proposal);
        var error = result.Error is null ? null : mask.Clean(result.Error);
        return ReferenceEquals(findings, result.Findings) && ReferenceEquals(proposals, result.Proposals) && ReferenceEquals(error, result.Error)
            ? result : result with { Findings = findings, Proposals = proposals, Error = error };
    }

    private static Finding Finding(Finding finding)
    {
        Results.Text(finding.Id, "the id of a finding");
        Results.Text(finding.Title, "the title of", finding.Id);
        Results.Text(finding.Agent, "the agent of", finding.Id);
        Interval(finding.Interval, finding.Id);
        var evidence = Results.List(finding.Evidence, "evidence of", Evidence, finding.Id);
        return ReferenceEquals(evidence, finding.Evidence) ? finding : finding with { Evidence = evidence };
    }

    private static Proposal Proposal(Proposal proposal)
    {
        Results.Text(proposal.Id, "the id of a proposal");
        Results.Text(proposal.Change, "the change of", proposal.Id);
        if (proposal.Target is null || proposal.ExpectedEffect is null)
        {
            throw new InvalidResultException($"null as the target or the expected effect of {proposal.Id}");
        }

        Amount(proposal.From, proposal.Id);
        Amount(proposal.To, proposal.Id);
        foreach (var value in (ReadOnlySpan<double?>)[proposal.ExpectedEffect.Low, proposal.ExpectedEffect.Mid, proposal.ExpectedEffect.High, proposal.ExpectedEffect.Level])
        {
            Results.Finite(value ?? 0, "the expected effect of", proposal.Id);
        }

        var evidence = Results.List(proposal.Evidence, "evidence of", Evidence, proposal.Id);
        return ReferenceEquals(evidence, proposal.Evidence) ? proposal : proposal with { Evidence = evidence };
    }

    private static Evidence Evidence(Evidence evidence)
    {
        var metric = Results.Text(evidence.Metric, "the metric of an evidence");
        Results.Finite(evidence.Value ?? 0, "the value of", metric);
        Results.Text(evidence.Unit, "the unit of", metric);
        Results.Text(evidence.Formula, "the formula of", metric);
        Results.Text(evidence.Dataset, "the dataset of", metric);
        if (evidence.RowCount < 0)
        {
            throw new InvalidResultException($"{evidence.RowCount} rows as what {metric} rests on");
        }

        Interval(evidence.Interval, metric);
        var rows = Results.Map(evidence.Rows, "the rows of", metric);
        return ReferenceEquals(rows, evidence.Rows) ? evidence : evidence with { Rows = rows };
    }

    private static void Interval(Interval? interval, string what)
    {
        if (interval is { } ends)
        {
            Results.Finite(ends.Low, "the interval of", what);
            Results.Finite(ends.High, "the interval of", what);
            Results.Finite(ends.Level, "the level of the interval of", what);
        }
    }

    private static void Amount(Money money, string proposal)
    {
        Results.Text(money.Currency, "the currency of", proposal);
        if (money.Amount < 0)
        {
            throw new InvalidResultException($"{money}, less than nothing, as an amount of {proposal}");
        }
    }
}
