using Omua.Plugins.Packages;

namespace Omua.Plugins.Installing;

/// <summary>Publishes a project into a folder: the one form that needs a build of the author's own. Like any build it runs what the project tells it to.</summary>
internal sealed class ProjectStager(PluginHostOptions options)
{
    public async Task StageAsync(string project, string content, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(content, Path.GetFileNameWithoutExtension(project));
        var answer = await new DotnetTool(options.Time).RunAsync(
            Path.GetDirectoryName(project)!,
            ["publish", project, "-c", "Release", "-o", folder, "-v", "quiet", "-nodeReuse:false", "-tl:off", "-p:EnableDynamicLoading=true", "-p:UseAppHost=false"],
            cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            throw new FaultException([.. (answer.ErrorLines is { Count: > 0 } lines ? lines : [answer.FirstLine])
                .Select(line => new Fault(FaultCodes.PluginNotAddable, $"the project does not build: {line}", $"Mend it until this succeeds: dotnet publish {project}") { File = project })]);
        }
    }
}
