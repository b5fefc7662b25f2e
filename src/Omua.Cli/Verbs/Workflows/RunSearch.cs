namespace Omua.Cli.Verbs.Workflows;

/// <summary>Finds the run that a person means.</summary>
internal static class RunSearch
{
    private const int PageSize = 500;

    /// <summary>The run of that id, or the only one whose id begins so.</summary>
    public static async Task<RunEntry> FindAsync(IRunJournal journal, string id, CancellationToken cancellationToken)
    {
        var matches = new List<RunEntry>();
        string? cursor = null;
        do
        {
            var page = await journal.ListAsync(new RunQuery { Limit = PageSize, Cursor = cursor }, cancellationToken);
            if (page.Items.FirstOrDefault(run => run.RunId == id) is { } exact)
            {
                return exact;
            }

            matches.AddRange(page.Items.Where(run => id.Length > 0 && run.RunId.StartsWith(id, StringComparison.Ordinal)));
            cursor = page.Next;
        }
        while (cursor is not null);

        return matches.Count == 1
            ? matches[0]
            : throw new FaultException(new Fault(
                FaultCodes.RunUnknown,
                matches.Count == 0 ? $"there is no run '{id}'" : $"{matches.Count} runs begin with '{id}'",
                "'omua workflow list' shows the ids"));
    }
}
