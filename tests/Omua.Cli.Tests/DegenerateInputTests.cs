using System.Globalization;

namespace Omua.Cli.Tests;

/// <summary>What no method can serve gets a refusal with a code, or figures without one that is no number; never a defect of the program.</summary>
public sealed class DegenerateInputTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    private static string Rows(string header, int count, Func<int, string> row) => header + "\n" + string.Concat(Enumerable.Range(0, count).Select(index => row(index) + "\n"));

    private static string Day(int index) => new DateOnly(2025, 1, 1).AddDays(index).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["empty"] = "",
        ["header_only"] = "date,campaign,clicks,cost,conversions,revenue\n",
        ["one_row"] = "date,campaign,clicks,cost,conversions,revenue\n2025-01-01,a,10,5,1,9\n",
        ["no_conversion"] = Rows("date,campaign,clicks,cost,conversions,revenue", 60, day => $"{Day(day)},{(day % 2 == 0 ? "a" : "b")},10,5,0,0"),
        ["one_conversion"] = Rows("date,campaign,clicks,cost,conversions,revenue", 60, day => $"{Day(day)},{(day % 2 == 0 ? "a" : "b")},10,5,{(day == 30 ? 1 : 0)},{(day == 30 ? 9 : 0)}"),
        ["constant_spend"] = Rows("date,campaign,clicks,cost,conversions,revenue", 120, day => $"{Day(day / 2)},{(day % 2 == 0 ? "a" : "b")},10,5,1,9"),
        ["no_spend"] = Rows("date,campaign,clicks,cost,conversions,revenue", 120, day => $"{Day(day / 2)},{(day % 2 == 0 ? "a" : "b")},10,0,1,9"),
        ["one_campaign"] = Rows("date,campaign,clicks,cost,conversions,revenue", 60, day => $"{Day(day)},a,{10 + day % 3},{5 + day % 4},1,9"),
        ["one_path"] = "path,total_conversions,total_null\na,1,0\n",
        ["paths_without_conversion"] = "path,total_conversions,total_null\na > b,0,5\nb,0,2\n",
        ["one_arm"] = Rows("user_id,variant,converted", 40, user => $"u{user},a,{user % 2}"),
        ["arm_of_one"] = Rows("user_id,variant,converted", 40, user => $"u{user},{(user == 0 ? "b" : "a")},{user % 2}"),
        ["nobody_converts"] = Rows("user_id,variant,converted,revenue", 40, user => $"u{user},{(user % 2 == 0 ? "a" : "b")},0,0"),
        ["all_the_same"] = Rows("user_id,variant,revenue", 40, user => $"u{user},{(user % 2 == 0 ? "a" : "b")},7"),
        ["one_purchase"] = "customer_id,date,amount\nc1,2025-01-01,10\n",
        ["nobody_again"] = Rows("customer_id,date,amount", 60, customer => $"c{customer},{Day(customer)},10"),
        ["one_day"] = Rows("customer_id,date,amount", 60, customer => $"c{customer % 30},2025-01-01,10"),
        ["one_event"] = "user_id,event,timestamp\nu1,open,2025-01-01\n",
        ["nobody_left"] = "period,survivors\n0,100\n1,100\n2,100\n",
        ["all_left"] = "period,survivors\n0,100\n1,0\n2,0\n",
        ["flat_series"] = Rows("date,sales,tv,search", 60, week => $"{Day(7 * week)},100,5,5"),
        ["flat_places"] = Rows("date,region,sales", 120, row => $"{Day(7 * (row / 4))},{"abcd"[row % 4]},100"),
        ["zero_places"] = Rows("date,region,sales", 120, row => $"{Day(7 * (row / 4))},{"abcd"[row % 4]},0"),
    };

    /// <summary>The methods that each kind of rows is for, by the first table of the kind; a file of nothing is tried on all.</summary>
    private static readonly (string From, string[] Verbs)[] Methods =
    [
        ("header_only", ["kpi --by campaign --grain week", "change", "change --metric cpa", "anomaly", "budget --explore 0.9", "mmm"]),
        ("one_path", ["attribution --order auto --draws 40"]),
        ("one_arm", ["experiment"]),
        ("one_purchase", ["ltv --cac 5 --discount 0.1", "ltv --model pareto_nbd", "ltv --model gamma_gamma", "retention"]),
        ("one_event", ["funnel --steps open,buy", "retention"]),
        ("nobody_left", ["ltv --model sbg"]),
        ("flat_series", ["mmm --outcome sales --spend tv,search"]),
        ("flat_places", ["geo --outcome sales --treated a --from 2025-05-01"]),
    ];

    private static string[] VerbsFor(string name)
    {
        var names = Tables.Keys.ToList();
        return name == "empty" ? [.. Methods.SelectMany(method => method.Verbs.Take(1))] : Methods.Last(method => names.IndexOf(method.From) <= names.IndexOf(name)).Verbs;
    }

    public static TheoryData<string> Names => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Analyze_DegenerateInput_RefusesWithACodeOrGivesNumbers(string name)
    {
        _work.Write("data.csv", Tables[name]);
        foreach (var verb in VerbsFor(name))
        {
            var answer = await _work.RunAsync(["analyze", .. verb.Split(' '), "--data", "data.csv", "--json"]);
            var said = $"{name}: analyze {verb}: {answer.ExitCode}\n{answer.Output}\n{answer.Errors}";
            Assert.False(answer.Output.Contains("OMUA999", StringComparison.Ordinal), said);
            Assert.False(answer.Output.Contains("NaN", StringComparison.Ordinal) || answer.Output.Contains("Infinity", StringComparison.Ordinal), said);
            Assert.True(answer.ExitCode == 0 ? answer.Json["method"] is not null : answer.ExitCode is 1 or 2 && ((string?)answer.Json["error"]?["code"])?.StartsWith("OMUA", StringComparison.Ordinal) == true, said);
        }
    }
}
