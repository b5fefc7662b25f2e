namespace Omua.Plugins.Tests.Samples;

public sealed class EmailMarketingAgentTests : IAsyncLifetime
{
    private const string FileName = "email_marketing_agent.cs";
    private const string Prefix = "email_marketing_agent.";
    private readonly SampleGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Plan_NothingConfigured_IsEmpty() => Assert.Empty(await (await Agent("")).PlanAsync(SampleGround.Run));

    [Fact]
    public async Task Plan_FileAndTest_HasFourTasksInOrder()
    {
        var plan = await (await Agent(Section("subscribers_file: x.csv", Test(80, 48, 70, 56)))).PlanAsync(SampleGround.Run);
        Assert.Equal(["plan_send", "read_past_test", "segment_audience", "size_send_list"], plan.Select(task => task.Id[Prefix.Length..]).Order());
        Assert.Equal([Prefix + "size_send_list", Prefix + "read_past_test"], plan.Single(task => task.Id == Prefix + "plan_send").Dependencies);
    }

    /// <summary>Newcombe (1998), Statistics in Medicine 17:873-890, table II, example (a): 56/70 - 48/80, method 10 gives 0.0524 to 0.3339.</summary>
    [Fact]
    public async Task ReadPastTest_NewcombesExample_GivesThePublishedInterval()
    {
        var result = (await Execute(await Agent(Section(Test(80, 48, 70, 56))), "read_past_test"));
        Assert.Equal(0.2, result.Result["difference"]!.GetValue<double>(), 12);
        Assert.Equal(0.0524, result.Result["low"]!.GetValue<double>(), 4);
        Assert.Equal(0.3339, result.Result["high"]!.GetValue<double>(), 4);
        var evidence = Assert.Single(Assert.Single(result.Findings).Evidence);
        Assert.Equal(150, evidence.RowCount);
        Assert.Contains("treatment_converted / treatment_users", evidence.Formula, StringComparison.Ordinal);
    }

    /// <summary>Counts of the Cookie Cats experiment, 7-day retention; z and p of the pooled two-proportion test: -3.16436 and 0.00155425.</summary>
    [Fact]
    public async Task ReadPastTest_CookieCatsCounts_GivesThePublishedTest()
    {
        var result = (await Execute(await Agent(Section(Test(44700, 8502, 45489, 8279))), "read_past_test")).Result;
        Assert.Equal(-3.16436, result["z"]!.GetValue<double>(), 5);
        Assert.Equal(0.00155425, result["p_value"]!.GetValue<double>(), 8);
    }

    /// <summary>
    /// By hand: active within 30 days are a to g; of them b has no consent, c is suppressed, d has had 3 sends, so a, e and f remain; g has no consent.
    /// </summary>
    [Fact]
    public async Task SizeSendList_SmallFile_CountsEachReasonOnce()
    {
        var agent = await Agent(Section($"subscribers_file: {Subscribers()}"));
        var segments = await Execute(agent, "segment_audience");
        Assert.Equal("""{"customers_active":3,"prospects_active":4,"lapsing":1,"lapsed":1,"never_opened":1}""", segments.Result["segments"]!.ToJsonString());
        Assert.Equal(2, segments.Metadata["rows_refused"]!.GetValue<int>());
        var size = await Execute(agent, "size_send_list");
        Assert.Equal("""{"targeted":7,"no_consent":2,"suppressed":1,"frequency_cap":1,"send_list":3}""", size.Result.ToJsonString());
        Assert.Equal((3d, 10L), (size.Findings[0].Evidence[0].Value!.Value, size.Findings[0].Evidence[0].RowCount));
    }

    [Fact]
    public async Task SizeSendList_ShippedFile_GivesTheFiguresOfTheReadme()
    {
        var file = Path.Combine(SampleGround.SamplesFolder, "data", "subscribers_simulated.csv");
        var size = await Execute(await Agent(Section($"subscribers_file: {file}")), "size_send_list");
        Assert.Equal("""{"targeted":330,"no_consent":61,"suppressed":8,"frequency_cap":74,"send_list":187}""", size.Result.ToJsonString());
    }

    [Fact]
    public async Task PlanSend_NoPastTest_StatesNoLift()
    {
        var agent = await Agent(Section($"subscribers_file: {Subscribers()}"));
        var send = await Execute(agent, "plan_send", await Execute(agent, "size_send_list"));
        Assert.Null(send.Result["expected_extra_conversions"]);
        Assert.Null(Assert.Single(send.Findings).Evidence[0].Value);
    }

    /// <summary>By hand: 3 people x (56/70 - 48/80) = 3 x 0.2 = 0.6.</summary>
    [Fact]
    public async Task PlanSend_PastTest_ScalesItsDifference()
    {
        var agent = await Agent(Section($"subscribers_file: {Subscribers()}", Test(80, 48, 70, 56)));
        var send = await Execute(agent, "plan_send", await Execute(agent, "size_send_list"));
        Assert.Equal(0.6, send.Result["expected_extra_conversions"]!["mid"]!.GetValue<double>(), 12);
    }

    [Fact]
    public async Task Execute_FileThatIsNotThere_IsRejectedWithTheKeyToCorrect()
    {
        var agent = await Agent(Section("subscribers_file: nowhere/none.csv"));
        var rejected = await Assert.ThrowsAnyAsync<Exception>(() => Execute(agent, "segment_audience"));
        Assert.Contains("subscribers_file", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_WrongSettings_AreAllReported()
    {
        var manager = _ground.Manager(FileName, Section("max_sends_per_week: 0", "send_to: [everyone]", Test(10, 11, 10, 1)));
        var entry = Assert.Single(await manager.LoadPluginsAsync());
        Assert.Equal((PluginState.Faulted, 3), (entry.State, entry.Faults.Count));
        Assert.All(entry.Faults, fault => Assert.Equal(FaultCodes.PluginOptionsInvalid, fault.Code));
        Assert.Equal([3, 4, 7], entry.Faults.Select(fault => fault.Line!.Value).Order());
    }

    private static string Section(params string[] lines) =>
        "plugins:\n  email_marketing_agent:\n" + string.Concat(lines.Select(line => $"    {line}\n"));

    private static string Test(int controlUsers, int controlConverted, int treatmentUsers, int treatmentConverted) =>
        $"past_test:\n      control_users: {controlUsers}\n      control_converted: {controlConverted}\n"
        + $"      treatment_users: {treatmentUsers}\n      treatment_converted: {treatmentConverted}";

    private static Task<TaskResult> Execute(IAgent agent, string task, params TaskResult[] previous) => agent.ExecuteAsync(
        new TaskSpec { Id = Prefix + task, Kind = task, Name = task, AgentType = agent.Name },
        SampleGround.Run with { PreviousResults = previous.ToDictionary(result => result.TaskId) });

    private Task<IAgent> Agent(string yaml) => _ground.Manager(FileName, yaml).GetAgentAsync("email_marketing_agent");

    private string Subscribers()
    {
        var file = Path.Combine(_ground.Folder, "subscribers.csv");
        File.WriteAllText(file, """
            id,last_open_days,orders,consent,suppressed,sends_last_7_days
            a,0,1,yes,no,0
            b,30,2,no,no,0
            c,10,0,yes,yes,0
            d,5,0,yes,no,3
            e,5,0,yes,no,2
            f,1,4,yes,no,1
            g,2,0,no,yes,9
            h,31,1,yes,no,0
            i,91,0,yes,no,0
            j,,0,yes,no,0
            j,3,0,yes,no,0
            torn,3
            """);
        return file;
    }
}
