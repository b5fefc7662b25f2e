using System.Text;
using Omua.Cli.Reports;

namespace Omua.Cli.Runs;

/// <summary>The files that a run leaves: the report always, the changes only once they are approved.</summary>
internal sealed record RunFiles(string Report, string? Changes)
{
    public static string DefaultFolder(string runId) => Path.Combine("omua-report", runId);

    /// <param name="run">The run.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="changes">The table of its changes, where they were approved and applied.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<RunFiles> WriteAsync(RunRecord run, string folder, string? changes, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var report = Path.Combine(folder, "report.html");
            await File.WriteAllTextAsync(report, ReportPage.Of(run), Encoding.UTF8, cancellationToken);
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
