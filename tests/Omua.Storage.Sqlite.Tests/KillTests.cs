using System.Diagnostics;
using System.Globalization;

namespace Omua.Storage.Sqlite.Tests;

/// <summary>A process that writes is killed over and over, with no time to say goodbye. Set <c>OMUA_TEST_KILLS</c> for more than the usual 300.</summary>
public sealed class KillTests
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("OMUA_TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 300;

    private static readonly string Writer = Path.Combine(AppContext.BaseDirectory, "Omua.Storage.Writer.dll");

    [Fact]
    public async Task Kill_DuringWrites_LosesNothingAndDoublesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("omua-kill-").FullName;
        var random = new Random(20_261_125);
        var acknowledged = new Acknowledged();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await WriteAndKillAsync(folder, random.Next(1, 40), acknowledged);
            await VerifyAsync(folder, acknowledged, checksIntegrity: kill % 25 == 0 || kill == Kills);
        }

        Assert.InRange(acknowledged.Sequences.Values.Sum(), Kills, long.MaxValue);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteAndKillAsync(string folder, int lines, Acknowledged acknowledged)
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [Writer, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = writer.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var seen = 0;
        while (await writer.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            acknowledged.Take(line);
            if (++seen == lines)
            {
                // SIGKILL. What was said before it arrives counts too.
                writer.Kill();
            }
        }

        await writer.WaitForExitAsync(limit.Token);
        Assert.True(seen >= lines, $"the writer ended after {seen} lines: {await errors}");
    }

    private static async Task VerifyAsync(string folder, Acknowledged acknowledged, bool checksIntegrity)
    {
        await using var host = new FakeHost(folder);
        IStorageBackend store = await host.StartAsync(new SqliteStorage());
        foreach (var (run, sequence) in acknowledged.Sequences)
        {
            var last = (await store.Journal.GetAsync(run))!.LastSequence;
            Assert.True(last >= sequence, $"{run}: {sequence} was acknowledged, {last} is there");
            Assert.True(last % 2 == 0, $"{run}: an append of two is there in part");
            if (checksIntegrity)
            {
                Assert.Equal(Enumerable.Range(1, (int)last).Select(number => ((long)number, $"{number}")), await store.Journal.LoadAsync(run).Select(each => (each.Sequence, each.Json)).ToListAsync());
                Assert.Equal("next", Assert.Single(await store.Journal.TimersAsync(run)).Id);
            }
        }

        foreach (var (run, version) in acknowledged.Versions)
        {
            Assert.True((await store.Documents.GetAsync("kills", run))!.Version >= version, $"{run}: a document that was acknowledged is not there");
        }

        foreach (var (run, points) in acknowledged.Points)
        {
            var group = Assert.Single(await store.Metrics.QueryAsync(new MetricQuery { Name = $"kills.{run}" }));
            Assert.True(group.Count >= points && group.Count % 2 == 0, $"{run}: {points} points were acknowledged, {group.Count} are there");
            Assert.True(group.Count <= (await store.Journal.GetAsync(run))!.LastSequence, $"{run}: more points than were ever written");
        }

        if (checksIntegrity)
        {
            Assert.Empty(await store.Maintenance!.CheckAsync());
        }
    }

    private sealed class Acknowledged
    {
        public Dictionary<string, long> Sequences { get; } = [];

        public Dictionary<string, long> Versions { get; } = [];

        public Dictionary<string, long> Points { get; } = [];

        public void Take(string line)
        {
            if (line.Split(' ') is [var what, var run, var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                switch (what)
                {
                    case "append": Sequences[run] = number; break;
                    case "put": Versions[run] = number; break;
                    case "points": Points[run] = Points.GetValueOrDefault(run) + number; break;
                }
            }
        }
    }
}
