using Omua.Analytics;

namespace Omua.Analyzers.Tests;

/// <summary>What we give people to copy is free of findings. The plugins that ship are built with the analyzers, where a finding is an error.</summary>
public sealed class ShippedCodeTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "plugins"), "*.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_AsItLies_HasNoFinding(string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "plugins", file));
        var references = AuthorCode.References.Concat(
            new[] { typeof(Kpi), typeof(Extensions.AI.LlmBackendExtensions), typeof(Microsoft.Extensions.AI.IChatClient) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)));
        Assert.Empty(await AuthorCode.FindingsAsync(AuthorCode.Compile(source, references)));
    }
}
