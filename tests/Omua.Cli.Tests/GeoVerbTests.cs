using System.Globalization;
using System.Text;

namespace Omua.Cli.Tests;

/// <summary><c>analyze geo</c>.</summary>
public sealed class GeoVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>Seven regions over 60 weeks; from week 44 on "north" sells 200 a week more than the mean of a and b, which it followed before.</summary>
    private static string Panel()
    {
        var random = new Random(4);
        var text = new StringBuilder("date,region,sales\n");
        var levels = Enumerable.Range(0, 6).Select(_ => 900 + random.NextDouble() * 200).ToArray();
        for (var week = 0; week < 60; week++)
        {
            var day = new DateOnly(2024, 9, 2).AddDays(7 * week);
            for (var place = 0; place < levels.Length; place++)
            {
                levels[place] += 60 * (random.NextDouble() - 0.5);
                text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{(char)('a' + place)},{levels[place]:0.00}\n");
            }

            var north = (levels[0] + levels[1]) / 2 + (week >= 44 ? 200 : 0) + 4 * (random.NextDouble() - 0.5);
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},north,{north:0.00}\n");
        }

        return text.ToString();
    }

    [Fact]
    public async Task Geo_KnownLift_IsFoundWithItsReturn()
    {
        _work.Write("regions.csv", Panel());
        string[] call = ["analyze", "geo", "--data", "regions.csv", "--outcome", "sales", "--treated", "north", "--from", "2025-07-07", "--spend", "400"];

        var totals = (await _work.RunAsync([.. call, "--json"])).Ends(0).Json["totals"]!;

        Assert.Equal((44, 16), ((int)totals["periods_before"]!, (int)totals["periods_after"]!));
        Assert.InRange((double)totals["effect"]!, 2800, 3600);
        Assert.Equal(0.9, (double)totals["effect_interval"]!["level"]!);
        Assert.InRange((double)totals["return"]!, 7, 9);
        Assert.True((double)totals["conformal_p"]! < 0.1);
        Assert.Contains("return on 400", (await _work.RunAsync(call)).Ends(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("south", "2025-07-07", "south")]
    [InlineData("north", "yesterday", "is no day")]
    [InlineData("north", "2024-09-09", "OMUA330")]
    [InlineData("north", "2026-01-05", "OMUA")]
    public async Task Geo_WhatCannotBeEstimated_SaysWhy(string treated, string from, string said)
    {
        _work.Write("regions.csv", Panel());
        var answer = await _work.RunAsync("analyze", "geo", "--data", "regions.csv", "--outcome", "sales", "--treated", treated, "--from", from);
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(said, answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("OMUA901", answer.Errors, StringComparison.Ordinal);
    }
}
