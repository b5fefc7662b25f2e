using System.Globalization;

namespace Omua.Cli.Tests;

/// <summary>What a person does with plugins over time: reset, add from a project, and a checkout whose sources stand in ./plugins.</summary>
public sealed class PluginCareVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Reset_QuarantinedPlugin_MayRunAgain()
    {
        (await _work.RunAsync("plugin", "new", "agent", "spend_alarm", "--out", Path.Combine(_work.Home, "plugins"))).Ends(0);
        var hash = (string)(await FindAsync("spend_alarm"))["hash"]!;
        var now = TimeProvider.System.GetUtcNow();
        _work.Write(Path.Combine(_work.Home, "crashes", "spend_alarm.tsv"), string.Concat(Enumerable.Range(0, 3).Select(i => $"{now.AddSeconds(i).ToString("O", CultureInfo.InvariantCulture)}\t{hash}\tOMUA141\tit hung\n")));
        var before = await FindAsync("spend_alarm");
        Assert.Equal(("quarantined", "OMUA145"), ((string)before["state"]!, (string)before["code"]!));
        Assert.Contains("omua plugin reset spend_alarm", (string)before["fix"]!, StringComparison.Ordinal);

        Assert.True((bool)(await _work.RunAsync("plugin", "reset", "SpendAlarm", "--json")).Ends(0).Json["changed"]!);

        Assert.Equal("available", (string)(await FindAsync("spend_alarm"))["state"]!);
        Assert.Contains("no crash was recorded", (await _work.RunAsync("plugin", "reset", "spend_alarm")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'spend_alarm'", (await _work.RunAsync("plugin", "reset", "spend_alrm")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_ProjectFolder_IsPublishedAndListedBesideItsSource()
    {
        (await _work.RunAsync("plugin", "new", "agent", "spend_alarm", "--project", "--out", "plugins/SpendAlarm")).Ends(0);
        Assert.Equal(("not_a_plugin", "OMUA103"), await FindAsync("spend_alarm") is { } built ? ((string)built["state"]!, (string)built["code"]!) : default);

        var added = (await _work.RunAsync("plugin", "add", "plugins/SpendAlarm", "--json")).Ends(0);

        Assert.Equal("spend_alarm", (string)added.Json["added"]![0]!);
        Assert.Equal(Path.Combine(_work.Home, "plugins", "SpendAlarm"), (string)added.Json["path"]!);
        var entry = await FindAsync("spend_alarm");
        Assert.Equal(("available", "assembly"), ((string)entry["state"]!, (string)entry["form"]!));
        Assert.Empty((await _work.RunAsync("doctor", "--json")).Ends(0).Json["findings"]!.AsArray());
    }

    [Fact]
    public async Task ListAndDoctor_InAFreshClone_HaveNothingToSay()
    {
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Repository.Root, "plugins"), "*.cs*", SearchOption.AllDirectories).Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            _work.Write(Path.GetRelativePath(Repository.Root, source), File.ReadAllText(source));
        }

        var listed = (await _work.RunAsync("plugin", "list", "--json")).Ends(0).Json.AsArray();
        Assert.Equal(Directory.GetDirectories(Path.Combine(Repository.Root, "plugins")).Length, Directory.GetDirectories(Path.Combine(_work.Folder, "plugins")).Length);
        Assert.All(listed, entry => Assert.Equal(("available", "install"), ((string)entry!["state"]!, (string)entry["source"]!)));
        Assert.Empty((await _work.RunAsync("doctor", "--json")).Ends(0).Json["findings"]!.AsArray());
    }

    private async Task<System.Text.Json.Nodes.JsonNode> FindAsync(string name) =>
        (await _work.RunAsync("plugin", "list", "--json")).Ends(0).Json.AsArray().Single(entry => (string)entry!["name"]! == name)!;
}
