using Xunit;

namespace Omua.Testing;

/// <summary>What the base classes share: a kit, the plugin to check, and one row of a theory for each check.</summary>
public abstract class ConformanceTests
{
    private readonly ConformanceKit _kit;

    private protected ConformanceTests(ConformanceKit kit) => _kit = kit;

    /// <summary>The plugin to check. Called for each check.</summary>
    protected abstract PluginUnderTest Plugin { get; }

    /// <summary>Names of checks that do not apply, with the reason; they are shown as skipped.</summary>
    protected virtual IReadOnlyDictionary<string, string> Skipped => new Dictionary<string, string>();

    /// <summary>Runs one check; a broken promise fails the test with what was expected and what was seen.</summary>
    private protected async Task RunAsync(string check)
    {
        Assert.SkipWhen(Skipped.TryGetValue(check, out var reason), reason ?? "");
        var outcome = await ConformanceKit.RunAsync(_kit.Find(check), Plugin, cancellationToken: TestContext.Current.CancellationToken);
        Assert.SkipWhen(outcome.Status == CheckStatus.Skipped, outcome.Message);
        Assert.True(outcome.Status == CheckStatus.Passed, outcome.Exception is null or CheckFailedException ? outcome.Message : $"{outcome.Message}{Environment.NewLine}{outcome.Exception}");
    }

    private protected static TheoryData<string> Names(ConformanceKit kit) => [.. kit.Checks.Select(check => new TheoryDataRow<string>(check.Name) { TestDisplayName = check.Name })];
}
