using Microsoft.Extensions.Time.Testing;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Scheduling;

namespace Omua.Engine.Tests;

/// <summary>Runs that begin by themselves: when they are due, once each, and what becomes of one that meets an open one.</summary>
public sealed class ScheduleTests
{
    private readonly FakeTimeProvider _time = new(Utc("2026-03-28T12:00:00Z"));
    private readonly MemoryStorage _storage;
    private readonly List<string> _begun = [];

    public ScheduleTests() => _storage = new MemoryStorage(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Central European rules for 2026: the clock goes from 02:00 to 03:00 on 29 March, and from 03:00 to 02:00 on 25 October.
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("*/30 * * * *", "2026-10-25T00:15:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")]
    [InlineData("0 6 * * 1-5", "2026-03-27T12:00:00Z", "2026-03-30T04:00:00Z", "2026-03-31T04:00:00Z")]
    public void Next_AcrossDaylightSaving_IsOnceAndAtTheNextValidMoment(string cron, string after, string first, string second)
    {
        var schedule = new Schedule { Name = "s", Cron = cron, TimeZone = "Europe/Berlin" };
        var next = ScheduleClock.Next(schedule, Utc(after));
        Assert.Equal(Utc(first), next);
        Assert.Equal(Utc(second), ScheduleClock.Next(schedule, next!.Value));
    }

    [Fact]
    public async Task Fire_Due_BeginsOneRunAndMovesOn()
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *" });
        Assert.Empty(await FireAsync());
        _time.SetUtcNow(Utc("2026-03-28T13:00:30Z"));

        var turn = Assert.Single(await FireAsync());

        Assert.Equal("20260328-130000-hourly", turn.RunId);
        Assert.Equal(Utc("2026-03-28T14:00:00Z"), turn.Schedule.NextAt);
        Assert.Empty(await FireAsync());
        Assert.Equal(["20260328-130000-hourly"], _begun);
    }

    [Fact]
    public async Task Fire_NobodyLookedForADay_BeginsOneRunForAllThatWereDue()
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *" });
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Single(await FireAsync());
        Assert.Single(_begun);
        Assert.Equal(Utc("2026-03-29T13:00:00Z"), (await Book.FindAsync("hourly", Token))!.NextAt);
    }

    [Fact]
    public async Task Fire_ClockMovedAnHourForthAndBack_BeginsEachMomentOnce()
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *" });
        _time.AdjustTime(Utc("2026-03-28T13:00:05Z"));
        await FireAsync();
        _time.AdjustTime(Utc("2026-03-28T12:10:00Z"));
        await FireAsync();
        _time.AdjustTime(Utc("2026-03-28T13:00:10Z"));
        await FireAsync();
        Assert.Equal(["20260328-130000-hourly"], _begun);
    }

    [Fact]
    public async Task Fire_ManyProcessesAtOnce_TheStoreTakesOneRun()
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *" });
        _time.SetUtcNow(Utc("2026-03-28T13:00:00Z"));
        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FireAsync(), Token)));
        Assert.Single((await _storage.ListAsync(new RunQuery(), Token)).Items);
        Assert.Equal(Utc("2026-03-28T14:00:00Z"), (await Book.FindAsync("hourly", Token))!.NextAt);
        Assert.InRange(turns.Sum(turn => turn.Count), 1, 8);
    }

    [Theory]
    [InlineData("skip", 1, true)]
    [InlineData("queue", 1, false)]
    [InlineData("cancel", 2, false)]
    [InlineData("allow", 2, false)]
    public async Task Fire_RunBeforeStillOpen_DoesAsThePolicySays(string overlap, int begun, bool isSkipped)
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *", Overlap = WireNames.Parse<OverlapPolicy>(overlap) });
        _time.Advance(TimeSpan.FromHours(1));
        await FireAsync();
        _time.Advance(TimeSpan.FromHours(1));
        await FireAsync();

        Assert.Equal(begun, _begun.Count);
        Assert.Equal(isSkipped, (await Book.FindAsync("hourly", Token))!.LastSkip is not null);
        var first = (await new RunHistory(_storage).GetAsync(_begun[0], Token))!.Status;
        Assert.Equal(overlap == "cancel" ? RunStatus.Cancelled : RunStatus.Created, first);

        // Once the first is over, the one that waited is begun.
        await new RunDesk(_storage, _time).CancelAsync(_begun[0], Token);
        await FireAsync();
        Assert.Equal(overlap == "queue" ? 2 : begun, _begun.Count);
    }

    [Fact]
    public async Task Fire_CannotBePlanned_SaysWhyAndMovesOn()
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *" });
        _time.Advance(TimeSpan.FromHours(1));
        var turn = Assert.Single(await Book.FireDueAsync((_, _, _) => throw new FaultException(new Fault("OMUA301", "the folder is gone", "put it back")), Token));
        Assert.Null(turn.RunId);
        Assert.Contains("the folder is gone", turn.Schedule.LastSkip, StringComparison.Ordinal);
        Assert.True(turn.Schedule.NextAt > _time.GetUtcNow());
    }

    [Theory]
    [InlineData("every morning", "UTC", "cron expression")]
    [InlineData("0 6 * * *", "Mars/Olympus", "time zone")]
    public async Task Put_Unusable_IsRefusedAndSaysWhat(string cron, string zone, string what)
    {
        var fault = Assert.Single((await Assert.ThrowsAsync<FaultException>(() => PutAsync(new Schedule { Name = "s", Cron = cron, TimeZone = zone }))).Faults);
        Assert.Equal(FaultCodes.ScheduleInvalid, fault.Code);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Empty(await Book.AllAsync(Token));
    }

    [Fact]
    public async Task Open_RunOfASchedule_IsTakenUpThoughNobodyStartedIt()
    {
        await PutAsync(new Schedule { Name = "hourly", Cron = "0 * * * *" });
        _time.Advance(TimeSpan.FromHours(1));
        await FireAsync();
        Assert.Equal(_begun, await new OpenRuns(_storage).ToTakeUpAsync(Token));
        Assert.Equal(RunStatus.Created, (await new RunHistory(_storage).ListAsync(new RunQuery(), Token)).Items.Single().Status);
    }

    private ScheduleBook Book => new(_storage, _time);

    private Task<Schedule> PutAsync(Schedule schedule) => Book.PutAsync(schedule, Token);

    private Task<IReadOnlyList<ScheduleTurn>> FireAsync() => Book.FireDueAsync(async (schedule, id, token) =>
    {
        var engine = new RunEngine(_storage, new EngineOptions(), _time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        try
        {
            await engine.CreateAsync(
                new RunRequest
                {
                    RunId = id, Plan = new Plan { Source = "rules", Tasks = [EngineGround.Spec("a")] }, Agents = new Dictionary<string, IAgent> { ["worker"] = FakeAgent.Completing() },
                    Context = new ContextData { RunId = id, StartedAt = _time.GetUtcNow() }, Origin = schedule.Origin,
                },
                token);
            lock (_begun)
            {
                _begun.Add(id);
            }
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
        {
            // Another was faster.
        }
    }, Token);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
