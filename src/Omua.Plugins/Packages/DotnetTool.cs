using System.ComponentModel;
using System.Diagnostics;

namespace Omua.Plugins.Packages;

/// <summary>Runs the SDK's command line: quiet, in English, without telemetry and without processes that stay behind.</summary>
internal sealed class DotnetTool(TimeProvider time)
{
    /// <summary>A restore over a slow network takes minutes; more than this means that a source hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <exception cref="FaultException">There is no SDK, or it did not end in time.</exception>
    public async Task<DotnetAnswer> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (var (name, value) in new[] { ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0") })
        {
            start.Environment[name] = value;
        }

        // A host that was itself started by the SDK must not hand its own MSBuild down.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && name != "MSBUILDDISABLENODEREUSE").ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Started(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new FaultException(new Fault(
                FaultCodes.PluginRestoreFailed, $"the .NET SDK did not end within {Limit.TotalMinutes:0} minutes", "Check that your package sources answer: dotnet nuget list source"));
        }

        return new DotnetAnswer(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new FaultException(
                new Fault(FaultCodes.PluginRestoreFailed, $"the .NET SDK cannot be started: {exception.Message}", "Install the .NET 10 SDK (https://dot.net/download); a run does not need it, fetching packages does"),
                exception);
        }
    }
}
