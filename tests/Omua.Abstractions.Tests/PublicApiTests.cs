using PublicApiGenerator;

namespace Omua.Abstractions.Tests;

/// <summary>A change to the contracts costs every plugin, so it has to be seen: the public surface is a file under review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Abstractions_PublicSurface_MatchesTheApprovedFile()
    {
        // The codes are approved by their own table (FaultCodesTests): each new one must be explained, none may break a plugin.
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            IncludeTypes = [.. typeof(IPlugin).Assembly.GetExportedTypes().Where(type => type != typeof(FaultCodes))],
        };
        var actual = typeof(IPlugin).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n");
        var approvedPath = Path.Combine(Repository.Root, "tests", "Omua.Abstractions.Tests", "PublicApi.approved.txt");
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";
        if (actual.Trim() == approved.Trim())
        {
            return;
        }

        var receivedPath = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(receivedPath, actual);
        Assert.Fail($"The contracts' public surface has changed. If that is meant, and only adds: cp {receivedPath} {approvedPath}");
    }

    [Fact]
    public void Abstractions_AssemblyVersion_IsFrozenForTheMajor() =>
        Assert.Equal(new Version(1, 0, 0, 0), typeof(IPlugin).Assembly.GetName().Version);
}
