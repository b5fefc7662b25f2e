using System.Globalization;
using Omua.Cli.Acting;
using static Omua.Cli.Tests.Acting.ActingGround;

namespace Omua.Cli.Tests.Acting;

/// <summary>Approvals are used once, and caps hold: whoever is killed, and however many act at once.</summary>
public sealed class ActingDeskTests
{
    [Fact]
    public async Task ApplyAsync_Approved_UsesItOnceAndSaysWhoAndWhen()
    {
        var ground = new ActingGround();
        var change = Change("a", "brand", 5);
        await ground.Desk.ApproveAsync("run", [change], "ben", "as discussed", CancellationToken.None);

        var (id, application) = await ground.ApplyAsync("run", change);
        var again = await Assert.ThrowsAsync<FaultException>(() => ground.ApplyAsync("run", change));

        Assert.Equal(FaultCodes.ApprovalUsed, again.Faults[0].Code);
        Assert.Contains($"application {id} (ana, 2026-11-26 12:00:00 UTC)", again.Faults[0].Message, StringComparison.Ordinal);
        Assert.Equal(ground.Now, application.DoneAt);
        Assert.Equal($"{id}: a", ground.Disk[$"/run/{id}.json"]);
        var state = await ground.StateAsync("run");
        Assert.Equal(("ben", "as discussed", id, 5m), (state.Approvals["a"].By, state.Approvals["a"].Note, state.Approvals["a"].Application, state.Approvals["a"].Moved));
        Assert.Equal(["approved ben", "began to apply ana", "applied ana"], state.History.Select(each => $"{each["what"]} {each["by"]}"));
        Assert.Equal(FaultCodes.ApprovalUsed, (await Assert.ThrowsAsync<FaultException>(() => ground.Desk.ApproveAsync("run", [change], "ben", "", CancellationToken.None))).Faults[0].Code);
        Assert.Equal(FaultCodes.ApprovalUsed, (await Assert.ThrowsAsync<FaultException>(() => ground.Desk.WithdrawAsync("run", [change], "ben", CancellationToken.None))).Faults[0].Code);
    }

    [Fact]
    public async Task ApplyAsync_NotApprovedOrWithdrawnOrAnother_IsRefused()
    {
        var ground = new ActingGround();
        Assert.Equal(FaultCodes.NothingApproved, await CodeAsync(() => ground.ApplyAsync("run", Change("a", "brand", 5))));
        await ground.Desk.ApproveAsync("run", [Change("a", "brand", 5)], "ben", "", CancellationToken.None);
        Assert.Equal(FaultCodes.ChangeStale, await CodeAsync(() => ground.ApplyAsync("run", Change("a", "brand", 6))));
        await ground.Desk.WithdrawAsync("run", [Change("a", "brand", 5)], "ben", CancellationToken.None);
        Assert.Equal(FaultCodes.NothingApproved, await CodeAsync(() => ground.ApplyAsync("run", Change("a", "brand", 5))));
        Assert.Empty(ground.Disk);
    }

    [Theory]
    [InlineData("run", "acting.caps.run")]
    [InlineData("day", "acting.caps.day")]
    [InlineData("campaign", "acting.caps.campaign")]
    public async Task ApplyAsync_Cap_HoldsToTheLastCentAndAllOrNothing(string which, string says)
    {
        var caps = which switch { "run" => new CapSettings { Run = 10 }, "day" => new CapSettings { Day = 10 }, _ => new CapSettings { Campaign = 10 } };
        var ground = new ActingGround { Settings = new ActingSettings { Caps = caps } };
        SpendChange[] changes = [Change("a", "brand", 6), Change("b", "brand", -4), Change("c", "brand", 0.01m)];
        await ground.Desk.ApproveAsync("run", changes, "ben", "", CancellationToken.None);

        var refused = await Assert.ThrowsAsync<FaultException>(() => ground.ApplyAsync("run", changes));
        Assert.Contains(says, Assert.Single(refused.Faults, fault => fault.Code == FaultCodes.ChangeCapped).Message, StringComparison.Ordinal);
        Assert.Empty(ground.Disk);
        await ground.ApplyAsync("run", changes[..2]);
        Assert.Equal(FaultCodes.ChangeCapped, await CodeAsync(() => ground.ApplyAsync("run", changes[2])));

        ground.Now += TimeSpan.FromDays(1);
        if (which == "run")
        {
            Assert.Equal(FaultCodes.ChangeCapped, await CodeAsync(() => ground.ApplyAsync("run", changes[2])));
        }
        else
        {
            await ground.ApplyAsync("run", changes[2]);
        }
    }

    [Fact]
    public async Task ApplyAsync_ManyProcessesWithOneApproval_OneUsesIt()
    {
        var ground = new ActingGround();
        SpendChange[] changes = [Change("a", "brand", 5), Change("b", "generic", 5)];
        await ground.Desk.ApproveAsync("run", changes, "ben", "", CancellationToken.None);

        var codes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => CodeAsync(() => ground.ApplyAsync("run", changes)))));

        Assert.Single(codes, code => code is null);
        Assert.Equal(15, codes.Count(code => code == FaultCodes.ApprovalUsed));
        Assert.Single(ground.Disk);
    }

    [Fact]
    public async Task ApplyAsync_ManyRunsAtOnce_ShareTheDay()
    {
        var ground = new ActingGround { Settings = new ActingSettings { Caps = new CapSettings { Day = 25 } } };
        foreach (var run in Enumerable.Range(0, 20))
        {
            await ground.Desk.ApproveAsync($"run-{run}", [Change("a", $"campaign {run}", 5)], "ben", "", CancellationToken.None);
        }

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(run => Task.Run(() => CodeAsync(() => ground.ApplyAsync($"run-{run}", Change("a", $"campaign {run}", 5))))));

        Assert.Equal(5, codes.Count(code => code is null));
        Assert.Equal(15, codes.Count(code => code == FaultCodes.ChangeCapped));
    }

    [Fact]
    public async Task ApplyAsync_KilledAtEachStep_IsFinishedOrFreeAndNeverDoneTwice()
    {
        var (finished, free) = (0, 0);
        foreach (var (step, isAfter) in Enumerable.Range(0, 12).SelectMany(step => new[] { (step, false), (step, true) }))
        {
            var ground = new ActingGround { Settings = new ActingSettings { Caps = new CapSettings { Run = 8, Day = 8, Campaign = 5 } } };
            SpendChange[] changes = [Change("a", "brand", 5), Change("b", "generic", 3)];
            await ground.Desk.ApproveAsync("run", changes, "ben", "", CancellationToken.None);
            (ground.Documents.Left, ground.Documents.DiesAfter) = (step, isAfter);
            try
            {
                await ground.ApplyAsync("run", changes);
            }
            catch (DeathException)
            {
                // As it was meant.
            }

            ground.Documents.Left = null;
            var recorded = (await ground.StateAsync("run")).Applications;
            if (recorded.Values.Any(application => application.DoneAt is null))
            {
                Assert.Equal(recorded.Keys, await ground.Desk.ReconcileAsync("run", "eve", CancellationToken.None));
                finished++;
            }

            if (recorded.Count == 0)
            {
                // What was reserved before the death is the same money: it fits although the caps leave no more.
                await ground.ApplyAsync("run", changes);
                free++;
            }

            var state = await ground.StateAsync("run");
            var (id, application) = Assert.Single(state.Applications);
            Assert.NotNull(application.DoneAt);
            Assert.Equal($"{id}: a b", Assert.Single(ground.Disk).Value);
            Assert.Equal(FaultCodes.ApprovalUsed, await CodeAsync(() => ground.ApplyAsync("run", changes)));
            Assert.Empty(await ground.Desk.ReconcileAsync("run", "eve", CancellationToken.None));
        }

        Assert.True(finished > 2 && free > 2, $"{finished} were finished and {free} were free: the deaths miss a phase");
    }

    [Fact]
    public async Task AnySequence_OfApproveApplyAndKill_NeverExceedsACapAndUsesNoApprovalTwice()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("OMUA_CYCLES") ?? "150", CultureInfo.InvariantCulture);
        var (applied, deaths, capped) = (0, 0, 0);
        for (var seed = 0; seed < rounds; seed++)
        {
            var random = new Random(seed);
            var caps = new CapSettings { Run = random.Next(5, 40), Day = random.Next(5, 60), Campaign = random.Next(3, 20) };
            var ground = new ActingGround { Settings = new ActingSettings { Caps = caps } };
            var runs = Enumerable.Range(0, 3).Select(run => (Id: $"run-{run}", Changes: Enumerable.Range(0, 4).Select(number => Change($"p{number}", $"campaign {random.Next(3)}", random.Next(-9, 10) / 2m)).ToArray())).ToList();
            for (var step = 0; step < 30; step++)
            {
                var (run, all) = runs[random.Next(runs.Count)];
                var some = all.Where(_ => random.Next(2) == 0).ToArray();
                (ground.Documents.Left, ground.Documents.DiesAfter) = (random.Next(3) == 0 ? random.Next(9) : null, random.Next(2) == 0);
                ground.Now += TimeSpan.FromHours(random.Next(4) == 0 ? 7 : 0);
                try
                {
                    await (random.Next(6) switch
                    {
                        0 or 1 => ground.Desk.ApproveAsync(run, some, "ben", "", CancellationToken.None),
                        2 => ground.Desk.WithdrawAsync(run, some, "ben", CancellationToken.None),
                        3 => (Task)ground.Desk.ReconcileAsync(run, "eve", CancellationToken.None),
                        _ => ground.ApplyAsync(run, some),
                    });
                }
                catch (DeathException)
                {
                    deaths++;
                }
                catch (FaultException exception)
                {
                    capped += exception.Faults.Any(fault => fault.Code == FaultCodes.ChangeCapped) ? 1 : 0;
                }

                ground.Documents.Left = null;
                await HoldAsync(ground, caps, [.. runs.Select(each => each.Id)]);
            }

            foreach (var (run, _) in runs)
            {
                await ground.Desk.ReconcileAsync(run, "eve", CancellationToken.None);
                var state = await ground.StateAsync(run);
                applied += state.Applications.Count;
                Assert.All(state.Applications, each => Assert.NotNull(each.Value.DoneAt));
                Assert.All(state.Applications.SelectMany(each => each.Value.Files), file => Assert.Equal(file.Content, ground.Disk[$"/{run}/{file.Name}"]));
            }

            Assert.Equal(ground.Disk.Count, (await Task.WhenAll(runs.Select(each => ground.StateAsync(each.Id)))).Sum(state => state.Applications.Sum(each => each.Value.Files.Count)));
        }

        Assert.True(applied > rounds && deaths > rounds && capped > rounds / 4, $"{applied} applied, {deaths} deaths, {capped} capped: the sequences try too little");
    }

    /// <summary>Counted from the records of what was applied, not from the ledger that the caps are kept with.</summary>
    private static async Task HoldAsync(ActingGround ground, CapSettings caps, IReadOnlyList<string> runs)
    {
        var used = new List<(string Day, string Campaign, decimal Moved)>();
        foreach (var run in runs)
        {
            var state = await ground.StateAsync(run);
            Assert.True(state.Moved <= caps.Run, $"{run} moved {state.Moved} of {caps.Run}");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var id in state.Applications.Values.SelectMany(application => application.Files).SelectMany(file => file.Content.Split(' ')[1..]))
            {
                Assert.True(id.Length == 0 || seen.Add(id), $"{id} of {run} stands in two applications");
            }

            used.AddRange(state.Approvals.Where(each => each.Value.Application is not null)
                .Select(each => ($"{state.Applications[each.Value.Application!].At:yyyy-MM-dd}", CampaignOf(ground, state.Applications[each.Value.Application!].At, $"{run}/{each.Key}"), each.Value.Moved)));
        }

        Assert.All(used.GroupBy(each => each.Day), day => Assert.True(day.Sum(each => each.Moved) <= caps.Day, $"{day.Key} moved {day.Sum(each => each.Moved)} of {caps.Day}"));
        Assert.All(used.GroupBy(each => (each.Day, each.Campaign)), one => Assert.True(one.Sum(each => each.Moved) <= caps.Campaign, $"{one.Key} moved {one.Sum(each => each.Moved)} of {caps.Campaign}"));
    }

    private static string CampaignOf(ActingGround ground, DateTimeOffset at, string entry) =>
        (string)System.Text.Json.Nodes.JsonNode.Parse(ground.Documents.All[$"{ActingDesk.Collection} {DayLedger.KeyOf(at)}"])![entry]!["campaign"]!;

    private static async Task<string?> CodeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (FaultException exception)
        {
            return exception.Faults[0].Code;
        }
    }
}
