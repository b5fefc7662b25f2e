using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Omua.Cli.Tests.Acting;

/// <summary><c>omua approve</c> and <c>omua apply</c> as a person starts them, on the exports of two platforms.</summary>
public sealed class ActingVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task ApproveThenApply_TwoPlatforms_WritesTheirFilesOnce()
    {
        var run = await PlanAsync();
        var shown = (await _work.RunAsync("apply", run, "--json")).Ends(3);
        Assert.Equal(FaultCodes.NothingApproved, (string?)shown.Json["error"]!["code"]);

        var approved = (await _work.RunAsync("approve", run, "--by", "ana", "--note", "agreed", "--json")).Ends(0).Json;
        Assert.All(approved["changes"]!.AsArray(), change => Assert.Equal(("approved", "ana", "agreed"), ((string?)change!["state"], (string?)change["by"], (string?)change["note"])));
        var dry = (await _work.RunAsync("apply", run, "--json")).Ends(0).Json;
        Assert.True((bool)dry["dry_run"]!);
        Assert.Equal(["changes.csv", "changes.json", "google_ads_editor.csv", "meta_bulk.csv"], dry["files"]!.AsArray().Select(file => (string?)file).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_work.Folder, "omua-changes")));

        var applied = (await _work.RunAsync("apply", run, "--write", "--out", "out", "--by", "ben", "--json")).Ends(0).Json;
        Assert.All(applied["changes"]!.AsArray(), change => Assert.Equal("applied", (string?)change!["state"]));
        var changes = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_work.Folder, "out", "changes.json")))!["changes"]!.AsArray();
        var google = await File.ReadAllLinesAsync(Path.Combine(_work.Folder, "out", "google_ads_editor.csv"));
        var meta = await File.ReadAllLinesAsync(Path.Combine(_work.Folder, "out", "meta_bulk.csv"));
        var brand = changes.Single(change => (string?)change!["name"] == "Brand, exact")!;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\"Brand, exact\",{(decimal)brand["daily_to"]!:0.##},Daily"), google);
        Assert.Equal((decimal)brand["to"]! / 56, (decimal)brand["daily_to"]!, 1);
        var lookalike = changes.Single(change => (string?)change!["name"] == "Lookalike")!;
        Assert.Equal("7001", (string?)lookalike["ids"]![0]);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"7001,{100 * (decimal)lookalike["daily_to"]!:0},,"), meta);

        var again = (await _work.RunAsync("apply", run, "--write", "--json")).Ends(1);
        Assert.Equal(FaultCodes.ApprovalUsed, (string?)again.Json["error"]!["code"]);
        Assert.Contains("ben", (string?)again.Json["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(FaultCodes.ApprovalUsed, (string?)(await _work.RunAsync("approve", run, "--withdraw", "--json")).Ends(1).Json["error"]!["code"]);
        Assert.Equal(["approved ana", "began to apply ben", "applied ben"], await HistoryAsync(run));
        var audited = (await _work.RunAsync("storage", "verify", "--list", "--json")).Ends(0).Json;
        Assert.True((bool)audited["sound"]!);
        Assert.Equal(
            [$"approved {run} ana", $"changed {run} ben"],
            audited["list"]!.AsArray().Select(record => $"{record!["action"]} {record["subject"]} {record["actor"]}").Where(record => record.StartsWith("approved", StringComparison.Ordinal) || record.StartsWith("changed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Apply_RunOverASimulatedMarket_IsRefusedAndNothingIsWritten()
    {
        var run = (string)(await _work.RunAsync("demo", "--json")).Ends(0).Json["run"]!["id"]!;
        await _work.RunAsync("approve", run, "--json");

        var refused = (await _work.RunAsync("apply", run, "--write", "--out", "out", "--json")).Ends(1);

        Assert.Equal(FaultCodes.ChangeStale, (string?)refused.Json["error"]!["code"]);
        Assert.Contains("is simulated", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_work.Folder, "out")));
    }

    [Fact]
    public async Task Apply_DataHasMovedOrCapOrStep_IsRefusedAndNothingIsUsed()
    {
        var run = await PlanAsync();
        (await _work.RunAsync("approve", run)).Ends(0);

        _work.Write("omua.yaml", "run: { currency: EUR }\nacting:\n  currency: EUR\n  caps: { day: 0.01 }\n  max_step: 0.001\n");
        var refused = (await _work.RunAsync("apply", run, "--write", "--json")).Ends(1);
        var codes = refused.Json["errors"]?.AsArray().Select(fault => (string?)fault!["code"]) ?? [(string?)refused.Json["error"]!["code"]];
        Assert.Contains(FaultCodes.ChangeRefused, codes);
        Assert.Contains("acting.caps.day", refused.Errors, StringComparison.Ordinal);
        _work.Write("omua.yaml", "run: { currency: EUR }\n");
        await File.AppendAllTextAsync(Path.Combine(_work.Folder, "exports", "google", "google_ads_campaign_stats_data.csv"), "\n");
        var stale = (await _work.RunAsync("apply", run, "--write", "--json")).Ends(1);
        Assert.Equal(FaultCodes.ChangeStale, (string?)stale.Json["error"]!["code"]);

        Assert.Equal(["approved"], (await HistoryAsync(run)).Select(line => line.Split(' ')[0]));
        Assert.False(Directory.Exists(Path.Combine(_work.Folder, "omua-changes")));
    }

    [Fact]
    public async Task Apply_TwoProcessesAtOnce_UseTheApprovalsOnce()
    {
        var run = await PlanAsync();
        (await _work.RunAsync("approve", run)).Ends(0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => _work.RunAsync("apply", run, "--write", "--out", $"out{number}", "--json")));

        Assert.Contains(answers, answer => answer.ExitCode == 0);
        Assert.All(answers, answer => Assert.True(answer.ExitCode is 0 or 1, answer.Errors));
        Assert.Single(Directory.EnumerateDirectories(_work.Folder, "out*"));
        Assert.Equal(1, (await HistoryAsync(run)).Count(line => line.StartsWith("began", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Apply_KilledAtAnyMoment_IsFinishedByTheNextCall()
    {
        var run = await PlanAsync();
        (await _work.RunAsync("approve", run)).Ends(0);
        var kills = int.Parse(Environment.GetEnvironmentVariable("OMUA_KILLS") ?? "4", CultureInfo.InvariantCulture);
        for (var kill = 0; kill < kills; kill++)
        {
            using var applying = _work.Start("apply", run, "--write", "--out", "out");
            await Task.Delay(TimeSpan.FromMilliseconds(300 + (kill * 1200 / kills)));
            applying.Kill();
            await applying.EndAsync();
        }

        var last = await _work.RunAsync("apply", run, "--write", "--out", "out", "--json");

        Assert.True(last.ExitCode == 0 || (string?)last.Json["error"]!["code"] == FaultCodes.ApprovalUsed, last.Errors);
        var history = await HistoryAsync(run);
        Assert.Equal((1, 1), (history.Count(line => line.StartsWith("began", StringComparison.Ordinal)), history.Count(line => line.StartsWith("applied", StringComparison.Ordinal))));
        Assert.Equal(["changes.csv", "changes.json", "google_ads_editor.csv", "meta_bulk.csv"],
            Directory.EnumerateFiles(Path.Combine(_work.Folder, "out")).Select(file => Path.GetFileName(file)).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RunApprove_GuardsHold_AndOtherwiseTheRunSaysSo()
    {
        Exports();
        var run = (await _work.RunAsync("run", "--data", "exports", "--approve", "--out", "out", "--json")).Ends(0).Json;
        Assert.Equal(Path.Combine("out", "changes.csv"), (string?)run["changes"]);
        Assert.True(File.Exists(Path.Combine(_work.Folder, "out", "meta_bulk.csv")));
        Assert.Equal(["approved", "began", "applied"], (await HistoryAsync((string)run["run"]!["id"]!)).Select(line => line.Split(' ')[0]));

        _work.Write("omua.yaml", "run: { currency: EUR }\nacting: { min_rows: 100000 }\n");
        var refused = (await _work.RunAsync("run", "--data", "exports", "--approve", "--out", "other", "--json")).Ends(1).Json;
        Assert.Null(refused["changes"]);
        Assert.Contains(FaultCodes.ChangeRefused, refused["faults"]!.AsArray().Select(fault => (string?)fault!["code"]));
        Assert.False(File.Exists(Path.Combine(_work.Folder, "other", "changes.csv")));
    }

    private async Task<IReadOnlyList<string>> HistoryAsync(string run)
    {
        var answer = await _work.RunAsync("apply", run, "--history", "--json");
        return [.. answer.Ends(0).Json["history"]!.AsArray().Select(each => $"{each!["what"]} {each["by"]}")];
    }

    private async Task<string> PlanAsync()
    {
        Exports();
        var run = (await _work.RunAsync("run", "--data", "exports", "--json")).Ends(0).Json;
        Assert.True(run["proposals"]!.AsArray().Count(proposal => (decimal)proposal!["from"]! != (decimal)proposal["to"]!) >= 4, run["proposals"]!.ToJsonString());
        return (string)run["run"]!["id"]!;
    }

    /// <summary>Eight weeks of two search campaigns and two social ones; one of each returns much more at the margin than the other.</summary>
    private void Exports()
    {
        _work.Write("omua.yaml", "run: { currency: EUR }\n");
        var google = new StringBuilder("customer_id,date,ad_network_type,base_campaign,clicks,conversions,conversions_value,cost_micros,device,id,impressions\n");
        var meta = new StringBuilder("ad_id,date,account_id,impressions,inline_link_clicks,spend,conversions,revenue\n");
        for (var day = 0; day < 56; day++)
        {
            var date = new DateOnly(2026, 8, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var (id, strength) in new[] { (501, 60.0), (502, 15.0) })
            {
                var cost = 80 + ((day * 7 + id) % 41);
                google.Append(CultureInfo.InvariantCulture, $"1,{date},SEARCH,customers/1/campaigns/{id},{cost * 3},{cost / 8},{strength * Math.Sqrt(cost):0.00},{cost * 1_000_000L},MOBILE,{id},{cost * 50}\n");
            }

            foreach (var (ad, strength) in new[] { (9001, 45.0), (9002, 12.0) })
            {
                var cost = 60 + ((day * 11 + ad) % 37);
                meta.Append(CultureInfo.InvariantCulture, $"{ad},{date},1,{cost * 70},{cost * 2},{cost},{cost / 9},{strength * Math.Sqrt(cost):0.00}\n");
            }
        }

        _work.Write("exports/google/google_ads_campaign_stats_data.csv", google.ToString());
        _work.Write("exports/google/google_ads_campaign_history_data.csv",
            "id,updated_at,name,customer_id,advertising_channel_type\n501,2026-01-01T00:00:00,\"Brand, exact\",1,SEARCH\n502,2026-01-01T00:00:00,Generic,1,SEARCH\n");
        _work.Write("exports/meta/facebook_ads_basic_ad_data.csv", meta.ToString());
        _work.Write("exports/meta/facebook_ads_ad_history_data.csv",
            "id,account_id,ad_set_id,campaign_id,creative_id,name,updated_time\n9001,1,8001,7001,1,v1,2026-01-01T00:00:00\n9002,1,8002,7002,1,v2,2026-01-01T00:00:00\n");
        _work.Write("exports/meta/facebook_ads_campaign_history_data.csv", "id,account_id,name,updated_time\n7001,1,Lookalike,2026-01-01T00:00:00\n7002,1,Broad,2026-01-01T00:00:00\n");
        _work.Write("exports/meta/facebook_ads_ad_set_history_data.csv", "id,account_id,campaign_id,name,updated_time\n8001,1,7001,s1,2026-01-01T00:00:00\n8002,1,7002,s2,2026-01-01T00:00:00\n");
    }
}
