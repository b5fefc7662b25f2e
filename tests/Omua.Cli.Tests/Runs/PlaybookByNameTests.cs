namespace Omua.Cli.Tests.Runs;

/// <summary>Playbooks that ship, by name, fitted to the data.</summary>
public sealed class PlaybookByNameTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Playbooks_ThatShip_AreListed()
    {
        var names = (await _work.RunAsync("workflow", "playbooks", "--json")).Ends(0).Json["playbooks"]!.AsArray().Select(each => (string)each!["name"]!);
        Assert.Equal(["experiment_readout", "launch_check", "weekly_review"], names);
    }

    [Fact]
    public async Task Run_WeeklyReviewByName_DoesWhatTheDataBearsAndSaysWhatIsLeftOut()
    {
        _work.Write("ads.csv", "date,campaign,clicks,cost,conversions\n" + string.Concat(Enumerable.Range(0, 30).Select(day => $"2025-04-{day + 1:00},a,100,50,{5 + day % 3}\n2025-04-{day + 1:00},b,100,60,{4 + day % 2}\n")));

        var document = (await _work.RunAsync("run", "--data", "ads.csv", "--playbook", "weekly_review", "--no-llm", "--json")).Ends(0).Json;

        Assert.Equal(("playbook", "completed"), ((string)document["plan"]!["source"]!, (string)document["run"]!["status"]!));
        var tasks = document["plan"]!["tasks"]!.AsArray().Select(task => (string)task!["id"]!).ToList();
        Assert.Contains("user_acquisition.change.ads", tasks);
        Assert.Contains("anomaly.silence.ads", tasks);
        Assert.DoesNotContain(tasks, task => task.StartsWith("paid_social", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_UnknownName_NamesTheNearest()
    {
        _work.Write("ads.csv", "date,campaign,clicks,cost\n2025-04-01,a,100,50\n");
        Assert.Contains("weekly_review", (await _work.RunAsync("run", "--data", "ads.csv", "--playbook", "weekly_reviw")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
