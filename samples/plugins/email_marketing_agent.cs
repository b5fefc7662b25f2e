#:package Omua.Abstractions@1.0.0
#:property OutputType=Library
#:property PublishAot=false

// A complete agent: custom planning, several task types, typed configuration, errors that say what to do, results with evidence.
// It sizes an e-mail send from your subscriber list and states the lift that a past test supports. Where there is no past test it
// states none: nothing here is a guess. It plans nothing until one of the two is configured:
//
//   plugins:
//     email_marketing_agent:
//       subscribers_file: samples/data/subscribers_simulated.csv   # from the folder you start omua in
//       send_to: [customers_active, prospects_active]
//       max_sends_per_week: 3
//       past_test:
//         name: "spring reminder"
//         control_users: 44700
//         control_converted: 8502
//         treatment_users: 45489
//         treatment_converted: 8279
//
// The file is CSV with the columns id, last_open_days (empty: never opened), orders, consent (yes/no), suppressed (yes/no), sends_last_7_days.

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Omua.Abstractions;

/// <summary>Counts of a finished A/B test: users who got no e-mail (control) or got it (treatment), and how many of each converted.</summary>
public sealed record PastTest
{
    public string Name { get; init; } = "past test";
    public required long ControlUsers { get; init; }
    public required long ControlConverted { get; init; }
    public required long TreatmentUsers { get; init; }
    public required long TreatmentConverted { get; init; }
}

/// <summary>Settings with their defaults; <see cref="Validate"/> tells everything that is wrong at once.</summary>
public sealed record EmailMarketingOptions : IValidated
{
    public string? SubscribersFile { get; init; }
    /// <summary>Opened within so many days: active. Default 30.</summary>
    public int ActiveDays { get; init; } = 30;
    /// <summary>Opened within so many days, but not active: lapsing; longer ago: lapsed. Default 90.</summary>
    public int LapsingDays { get; init; } = 90;
    /// <summary>Who has got so many sends in 7 days gets no further one. Default 3.</summary>
    public int MaxSendsPerWeek { get; init; } = 3;
    public IReadOnlyList<string> SendTo { get; init; } = [Segments.CustomersActive, Segments.ProspectsActive];
    public PastTest? PastTest { get; init; }

    public IEnumerable<OptionFault> Validate()
    {
        if (ActiveDays < 1 || LapsingDays <= ActiveDays)
        {
            yield return new("lapsing_days", $"is {LapsingDays} with active_days {ActiveDays}; use active_days of 1 or more and lapsing_days above it");
        }

        if (MaxSendsPerWeek < 1)
        {
            yield return new("max_sends_per_week", $"is {MaxSendsPerWeek}; use 1 or more");
        }

        for (var index = 0; index < SendTo.Count; index++)
        {
            if (!Segments.All.Contains(SendTo[index]))
            {
                yield return new($"send_to:{index}", $"is no segment; use {string.Join(", ", Segments.All)}");
            }
        }

        if (PastTest is { } test)
        {
            foreach (var (arm, users, converted) in new[] { ("control", test.ControlUsers, test.ControlConverted), ("treatment", test.TreatmentUsers, test.TreatmentConverted) })
            {
                if (users < 1 || converted < 0 || converted > users)
                {
                    yield return new($"past_test:{arm}_converted", $"does not fit {arm}_users; use 0 to {arm}_users, of at least 1 user");
                }
            }
        }
    }
}

/// <summary>Plans an e-mail send: who may get it, how many they are, and what a past test says it will bring.</summary>
public sealed class EmailMarketingAgent : AgentPlugin<EmailMarketingOptions>
{
    // The kinds of task. Ids are the planner's to choose; the kind is what this agent goes by.
    private const string SegmentAudience = "segment_audience";
    private const string SizeSendList = "size_send_list";
    private const string ReadPastTest = "read_past_test";
    private const string PlanSend = "plan_send";
    private const string TestSource = "past_test in omua.yaml";

    public override string Name => "email_marketing_agent";
    public override string Version => "1.0.0";
    public override string Description => "Segments subscribers, sizes a send and states the lift that a past test supports";

    public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        await base.InitializeAsync(context, cancellationToken).ConfigureAwait(false);
        if (Options is { SubscribersFile: null, PastTest: null })
        {
            context.Logger.LogInformation("Plans nothing yet: set subscribers_file or past_test under plugins: email_marketing_agent: in omua.yaml.");
        }
    }

    /// <summary>Plans what the configuration allows: the list needs a file, the lift needs a past test, the send needs the list.</summary>
    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default)
    {
        var plan = new List<TaskSpec>();
        if (!string.IsNullOrWhiteSpace(Options.SubscribersFile))
        {
            plan.Add(Plan(SegmentAudience, "Segment audience", "Group subscribers by orders and last open"));
            plan.Add(Plan(SizeSendList, "Size send list", "Take out who has not consented, is suppressed or has had enough mail", SegmentAudience));
            plan.Add(Plan(PlanSend, "Plan send", "Size of the send and what it is expected to bring",
                Options.PastTest is null ? [SizeSendList] : [SizeSendList, ReadPastTest]));
        }

        if (Options.PastTest is not null)
        {
            plan.Add(Plan(ReadPastTest, "Read past test", "Difference of conversion rates with its interval"));
        }

        return Task.FromResult<IReadOnlyList<TaskSpec>>(plan);
    }

    public override async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => task.Kind switch
    {
        SegmentAudience => Segment(task, await ReadAudienceAsync(cancellationToken).ConfigureAwait(false)),
        SizeSendList => Size(task, await ReadAudienceAsync(cancellationToken).ConfigureAwait(false)),
        ReadPastTest => Test(task),
        PlanSend => Send(task, context),
        _ => throw new TaskRejectedException($"{Name} does not know the kind of task '{task.Kind}'; it has {SegmentAudience}, {SizeSendList}, {ReadPastTest} and {PlanSend}."),
    };

    private TaskSpec Plan(string kind, string name, string description, params string[] dependencies) => new()
    {
        Id = $"{Name}.{kind}", Kind = kind, Name = name, AgentType = Name, Description = description,
        Dependencies = [.. dependencies.Select(on => $"{Name}.{on}")],
    };

    private TaskResult Segment(TaskSpec task, Audience audience)
    {
        var sizes = Segments.All.ToDictionary(name => name, name => audience.Subscribers.LongCount(person => person.Segment(Options) == name));
        var result = new JsonObject { ["subscribers"] = audience.Subscribers.Count };
        result["segments"] = new JsonObject(sizes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
        var refused = new JsonArray([.. audience.Refused.Take(100).Select(row => (JsonNode)new JsonObject { ["line"] = row.Line, ["reason"] = row.Reason })]);
        var evidence = sizes.Select(pair => Count(audience, "subscribers", pair.Value, "count(rows) where segment = " + pair.Key) with
        {
            Rows = new Dictionary<string, string> { ["segment"] = pair.Key },
        });
        return TaskResult.Completed(task, result) with
        {
            Metadata = new JsonObject { ["rows_read"] = audience.Subscribers.Count, ["rows_refused"] = audience.Refused.Count, ["refused"] = refused },
            Findings = [Finding("segments", FindingSeverity.Info, $"{sizes[Segments.CustomersActive]} customers and {sizes[Segments.ProspectsActive]} prospects opened in the last {Options.ActiveDays} days", [.. evidence])],
        };
    }

    private TaskResult Size(TaskSpec task, Audience audience)
    {
        // In this order, so that each person is counted under one reason only.
        long noConsent = 0, suppressed = 0, capped = 0, sendable = 0;
        foreach (var person in audience.Subscribers.Where(person => Options.SendTo.Contains(person.Segment(Options))))
        {
            _ = !person.HasConsent ? noConsent++
                : person.IsSuppressed ? suppressed++
                : person.SendsLast7Days >= Options.MaxSendsPerWeek ? capped++
                : sendable++;
        }

        var targeted = noConsent + suppressed + capped + sendable;
        var evidence = Count(audience, "send_list", sendable,
            $"count(rows) where segment in ({string.Join(", ", Options.SendTo)}) and consent = yes and suppressed = no and sends_last_7_days < {Options.MaxSendsPerWeek}");
        return TaskResult.Completed(task, new JsonObject
        {
            ["targeted"] = targeted, ["no_consent"] = noConsent, ["suppressed"] = suppressed, ["frequency_cap"] = capped, ["send_list"] = sendable,
        }) with
        {
            Findings = [Finding("send_list", FindingSeverity.Info, $"{sendable} of {targeted} targeted subscribers may get the e-mail", [evidence])],
        };
    }

    private TaskResult Test(TaskSpec task)
    {
        var test = Options.PastTest ?? throw new TaskRejectedException("There is no past test; set plugins: email_marketing_agent: past_test: in omua.yaml.");
        var lift = Proportions.Compare(test);
        var evidence = LiftEvidence(test, lift);
        var isClear = lift.Low > 0 || lift.High < 0;
        var title = isClear
            ? $"{test.Name}: the e-mail changed conversion by {Points(lift.Difference)} points ({Points(lift.Low)} to {Points(lift.High)})"
            : $"{test.Name}: no difference can be told ({Points(lift.Low)} to {Points(lift.High)} points)";
        return TaskResult.Completed(task, new JsonObject
        {
            ["control_rate"] = lift.ControlRate, ["treatment_rate"] = lift.TreatmentRate, ["difference"] = lift.Difference,
            ["low"] = lift.Low, ["high"] = lift.High, ["level"] = 0.95, ["z"] = lift.Z, ["p_value"] = lift.PValue,
        }) with
        {
            Findings = [Finding("past_test", lift.High < 0 ? FindingSeverity.Warning : lift.Low > 0 ? FindingSeverity.Opportunity : FindingSeverity.Info, title, [evidence]) with
            {
                Interval = new Interval(lift.Low, lift.High),
                Advice = lift.High < 0 ? "It cost conversions: do not send it again unchanged." : isClear ? null : "Test with more users before counting on it.",
            }],
        };
    }

    private TaskResult Send(TaskSpec task, ContextData context)
    {
        if (context.PreviousResults.Values.Select(result => result.Result["send_list"]).FirstOrDefault(list => list is not null) is not { } size)
        {
            throw new TaskRejectedException($"{PlanSend} needs the result of a {SizeSendList} task; add one to the dependencies.");
        }

        var sendList = size.GetValue<long>();
        if (Options.PastTest is not { } test)
        {
            const string Why = "no past test is configured, so no lift can be stated; hold out a random part of the list and compare";
            var unknown = Evidence("expected_extra_conversions", null, "count", "send_list * (treatment rate - control rate)", TestSource, 0) with { Note = Why };
            return TaskResult.Completed(task, new JsonObject { ["send_list"] = sendList, ["expected_extra_conversions"] = null, ["note"] = Why }) with
            {
                Findings = [Finding("send", FindingSeverity.Info, $"A send to {sendList} subscribers; no lift can be stated without a past test", [unknown])],
            };
        }

        var lift = Proportions.Compare(test);
        double low = sendList * lift.Low, mid = sendList * lift.Difference, high = sendList * lift.High;
        var evidence = LiftEvidence(test, lift) with
        {
            Metric = "expected_extra_conversions", Value = mid, Unit = "count", Interval = new Interval(low, high),
            Formula = "send_list * (treatment_converted / treatment_users - control_converted / control_users)",
            Note = $"send_list = {sendList}; holds where this list behaves as the tested users did. The interval is the test's alone.",
        };
        return TaskResult.Completed(task, new JsonObject
        {
            ["send_list"] = sendList, ["expected_extra_conversions"] = new JsonObject { ["low"] = low, ["mid"] = mid, ["high"] = high, ["level"] = 0.95 },
        }) with
        {
            Findings = [Finding("send", low > 0 ? FindingSeverity.Opportunity : FindingSeverity.Info,
                $"A send to {sendList} subscribers is expected to bring {Whole(mid)} conversions ({Whole(low)} to {Whole(high)})", [evidence]) with { Interval = new Interval(low, high) }],
        };
    }

    private async Task<Audience> ReadAudienceAsync(CancellationToken cancellationToken)
    {
        var file = Options.SubscribersFile ?? throw new TaskRejectedException("There is no subscriber file; set plugins: email_marketing_agent: subscribers_file: in omua.yaml.");
        try
        {
            return await Audience.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new TaskRejectedException($"The subscriber file {file} cannot be read; correct subscribers_file in omua.yaml.", exception);
        }
    }

    private Finding Finding(string id, FindingSeverity severity, string title, IReadOnlyList<Evidence> evidence) =>
        new() { Id = $"{Name}.{id}", Title = title, Severity = severity, Agent = Name, Evidence = evidence };

    private static Evidence Count(Audience audience, string metric, long value, string formula) =>
        Evidence(metric, value, "count", formula, Path.GetFileName(audience.File), audience.Subscribers.Count);

    private static Evidence LiftEvidence(PastTest test, Lift lift) => Evidence(
        "conversion_rate_difference", lift.Difference, "ratio", "treatment_converted / treatment_users - control_converted / control_users",
        TestSource, test.ControlUsers + test.TreatmentUsers) with
    {
        Rows = new Dictionary<string, string> { ["test"] = test.Name },
        Interval = new Interval(lift.Low, lift.High),
        Note = string.Create(CultureInfo.InvariantCulture, $"interval: Newcombe 1998, method 10; pooled two-proportion z = {lift.Z:0.####}, two-sided p = {lift.PValue:0.######}"),
    };

    private static Evidence Evidence(string metric, double? value, string unit, string formula, string dataset, long rows) =>
        new() { Metric = metric, Value = value, Unit = unit, Formula = formula, Dataset = dataset, RowCount = rows };

    private static string Points(double difference) => (difference * 100).ToString("+0.00;-0.00", CultureInfo.InvariantCulture);
    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>Names of the segments. Each subscriber is in exactly one.</summary>
public static class Segments
{
    public const string CustomersActive = "customers_active", ProspectsActive = "prospects_active", Lapsing = "lapsing", Lapsed = "lapsed", NeverOpened = "never_opened";

    public static IReadOnlyList<string> All { get; } = [CustomersActive, ProspectsActive, Lapsing, Lapsed, NeverOpened];
}

/// <summary>One row of the file. The id is only checked for repeats: no personal data enters a result.</summary>
public sealed record Subscriber(int? LastOpenDays, int Orders, bool HasConsent, bool IsSuppressed, int SendsLast7Days)
{
    public string Segment(EmailMarketingOptions options) => LastOpenDays is not { } days ? Segments.NeverOpened
        : days > options.LapsingDays ? Segments.Lapsed
        : days > options.ActiveDays ? Segments.Lapsing
        : Orders > 0 ? Segments.CustomersActive : Segments.ProspectsActive;
}

/// <summary>The rows of the file that could be used, and the others with line and reason.</summary>
public sealed record Audience(string File, IReadOnlyList<Subscriber> Subscribers, IReadOnlyList<RefusedRow> Refused)
{
    private static readonly string[] Columns = ["id", "last_open_days", "orders", "consent", "suppressed", "sends_last_7_days"];

    public static async Task<Audience> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var subscribers = new List<Subscriber>();
        var refused = new List<RefusedRow>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        int[]? at = null;
        var line = 0L;
        await foreach (var text in System.IO.File.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
        {
            line++;
            var fields = text.TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
            if (at is null)
            {
                at = [.. Columns.Select(column => Array.IndexOf(fields, column))];
                var missing = Columns.Where((_, index) => at[index] < 0);
                if (missing.Any())
                {
                    throw new TaskRejectedException($"{file} lacks the columns {string.Join(", ", missing)}; its first line must name {string.Join(", ", Columns)}.");
                }

                continue;
            }

            var subscriber = Read(fields, at, out var reason);
            if (subscriber is not null && ids.Add(fields[at[0]]))
            {
                subscribers.Add(subscriber);
            }
            else if (text.Length > 0)
            {
                refused.Add(new RefusedRow(file, line, subscriber is null ? reason : "id: repeats the id of an earlier line"));
            }
        }

        return at is null ? throw new TaskRejectedException($"{file} is empty; its first line must name {string.Join(", ", Columns)}.") : new(file, subscribers, refused);
    }

    private static Subscriber? Read(string[] fields, int[] at, out string reason)
    {
        reason = fields.Length <= at.Max() ? "the row is cut: it has fewer fields than the header" : fields[at[0]].Length == 0 ? "id: is empty" : "";
        if (reason.Length > 0)
        {
            return null;
        }

        var opened = Number(fields[at[1]]);
        var (orders, consent, suppressed, sends) = (Number(fields[at[2]]), Flag(fields[at[3]]), Flag(fields[at[4]]), Number(fields[at[5]]));
        reason = opened is null && fields[at[1]].Length > 0 ? "last_open_days: is no whole number of 0 or more"
            : orders is null ? "orders: is no whole number of 0 or more"
            : consent is null ? "consent: is neither yes nor no"
            : suppressed is null ? "suppressed: is neither yes nor no"
            : sends is null ? "sends_last_7_days: is no whole number of 0 or more" : "";
        return reason.Length > 0 ? null : new Subscriber(opened, orders!.Value, consent!.Value, suppressed!.Value, sends!.Value);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    private static bool? Flag(string text) => text.ToLowerInvariant() switch { "yes" or "true" or "1" => true, "no" or "false" or "0" => false, _ => null };
}

/// <summary>What a test says about the difference of two conversion rates.</summary>
public sealed record Lift(double ControlRate, double TreatmentRate, double Difference, double Low, double High, double Z, double PValue);

/// <summary>Two proportions compared.</summary>
public static class Proportions
{
    private const double Z95 = 1.959963984540054;

    /// <summary>Interval: Newcombe (1998), Statistics in Medicine 17:873-890, method 10. Test: pooled two-proportion z, two-sided.</summary>
    public static Lift Compare(PastTest test)
    {
        double n1 = test.TreatmentUsers, n2 = test.ControlUsers, p1 = test.TreatmentConverted / n1, p2 = test.ControlConverted / n2;
        var (l1, u1) = Wilson(p1, n1);
        var (l2, u2) = Wilson(p2, n2);
        var low = p1 - p2 - Math.Sqrt(((p1 - l1) * (p1 - l1)) + ((u2 - p2) * (u2 - p2)));
        var high = p1 - p2 + Math.Sqrt(((u1 - p1) * (u1 - p1)) + ((p2 - l2) * (p2 - l2)));
        var pooled = (test.TreatmentConverted + test.ControlConverted) / (n1 + n2);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / n1) + (1 / n2)));
        var z = error == 0 ? 0 : (p1 - p2) / error;
        return new Lift(p2, p1, p1 - p2, low, high, z, TwoSided(z));
    }

    /// <summary>Wilson (1927), JASA 22:209-212: the score interval of one proportion.</summary>
    private static (double Low, double High) Wilson(double p, double n)
    {
        var centre = p + (Z95 * Z95 / (2 * n));
        var reach = Z95 * Math.Sqrt((p * (1 - p) / n) + (Z95 * Z95 / (4 * n * n)));
        var scale = 1 + (Z95 * Z95 / n);
        return ((centre - reach) / scale, (centre + reach) / scale);
    }

    /// <summary>1 - erf(|z| / sqrt 2), erf by the series 7.1.6 of Abramowitz and Stegun (1964); below 1e-15 it is given as 0.</summary>
    private static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        double term = x, sum = x;
        for (var k = 1; term > sum * 1e-17 && x < 6; k++)
        {
            term *= 2 * x * x / ((2 * k) + 1);
            sum += term;
        }

        return x >= 6 ? 0 : Math.Max(0, 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum));
    }
}
