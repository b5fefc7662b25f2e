using System.Text;
using Omua.Cli.Reports;

namespace Omua.Cli.Runs;

/// <summary>The files that a run leaves: the report always, the changes only once they are approved.</summary>
internal sealed record RunFiles(string Report, string? Changes)
{
    public static string DefaultFolder(string runId) => Path.Combine("omua-report", runId);

    public static async Task<RunFiles> WriteAsync(RunRecord run, string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var report = Path.Combine(folder, "report.html");
            await File.WriteAllTextAsync(report, ReportPage.Of(run), Encoding.UTF8, cancellationToken);
            var changed = run.Proposals.Where(proposal => proposal.From != proposal.To).ToList();
            if (run.IsDryRun || changed.Count == 0)
            {
                return new RunFiles(report, null);
            }

            var changes = Path.Combine(folder, "changes.csv");
            await File.WriteAllTextAsync(changes, ChangeFile.Text(changed), Encoding.UTF8, cancellationToken);
            return new RunFiles(report, changes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(folder, exception);
        }
    }

    public static FaultException NotWritten(string folder, Exception exception) => new(
        new Fault(FaultCodes.ReportNotWritten, $"the report cannot be written: {exception.Message}", "name a folder that can be written: --out DIR") { File = folder }, exception);
}
