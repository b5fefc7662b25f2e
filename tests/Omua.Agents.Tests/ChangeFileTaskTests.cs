using System.Text.Json.Nodes;
using Omua.Agents.Acting;
using Omua.Agents.Channels;

namespace Omua.Agents.Tests;

/// <summary>Approved changes in the form of the platforms.</summary>
public sealed class ChangeFileTaskTests
{
    [Fact]
    public async Task PaidSearch_Campaigns_AreWrittenForGoogleAdsEditorByName()
    {
        var result = await WriteAsync<PaidSearchAgent>("google_ads.campaign", Row("a", "Brand, exact \"DE\"", "12.5", "1"), Row("b", "Generic", "0.01"));

        Assert.Equal("google_ads_editor.csv", (string?)result["files"]![0]!["name"]);
        Assert.Equal("Campaign,Budget,Budget type\n\"Brand, exact \"\"DE\"\"\",12.5,Daily\nGeneric,0.01,Daily\n", (string?)result["files"]![0]!["content"]);
        Assert.Empty(result["left_out"]!.AsObject());
    }

    [Theory]
    [InlineData("USD", "12.34", "1234")]
    [InlineData("EUR", "0.01", "1")]
    [InlineData("JPY", "1500", "1500")]
    [InlineData("KRW", "20000", "20000")]
    [InlineData("HUF", "1500.75", "1500")]
    [InlineData("TWD", "300.5", "300")]
    [InlineData("KWD", "1.239", "123")]
    public async Task PaidSocial_Budget_IsInTheSmallestUnitThatMetaCountsIn(string currency, string daily, string minor)
    {
        var result = await WriteAsync<PaidSocialAgent>("meta_ads.ad", Row("a", "Lookalike", daily, "6215293444271", currency: currency), Row("b", "Set", daily, "77", dimension: "ad_set", currency: currency));

        Assert.Equal($"Campaign ID,Campaign Daily Budget,Ad Set ID,Ad Set Daily Budget\n6215293444271,{minor},,\n,,77,{minor}\n", (string?)result["files"]![0]!["content"]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+brand")]
    [InlineData("-1")]
    [InlineData("@sum")]
    [InlineData("  =1")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task AnyPlatform_NameThatASpreadsheetWouldRun_IsLeftOutAndNotRenamed(string name)
    {
        var google = await WriteAsync<PaidSearchAgent>("google_ads.campaign", Row("a", name, "5", "1"));
        var meta = await WriteAsync<PaidSocialAgent>("meta_ads.ad", Row("a", name, "5", "1"));

        Assert.All(new[] { google, meta }, result => Assert.Empty(result["files"]!.AsArray()));
        Assert.Contains("formula", (string)google["left_out"]!["a"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyPlatform_WhatCannotBeTold_IsLeftOutWithItsReason()
    {
        var google = await WriteAsync<PaidSearchAgent>("google_ads.campaign", Row("twice", "Brand", "5", "1", "2"), Row("id", "99", "5", "99"), Row("undated", "Brand", null, "1"), Row("ad", "x", "5", "1", dimension: "ad"));
        var meta = await WriteAsync<PaidSocialAgent>("meta_ads.ad", Row("none", "Brand", "5"), Row("twice", "Brand", "5", "1", "2"), Row("odd", "Brand", "5", "unknown"), Row("little", "Brand", "0.5", "1", currency: "JPY"));

        Assert.Equal(["ad", "id", "twice", "undated"], google["left_out"]!.AsObject().Select(each => each.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["little", "none", "odd", "twice"], meta["left_out"]!.AsObject().Select(each => each.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnyChannel_OtherPlatform_IsRejected() =>
        await Assert.ThrowsAsync<TaskRejectedException>(() => WriteAsync<PaidSearchAgent>("meta_ads.ad", Row("a", "Brand", "5", "1")));

    private static async Task<JsonObject> WriteAsync<TAgent>(string format, params JsonNode[] rows) where TAgent : ChannelAgent, new()
    {
        var agent = Market.Agent<TAgent, ChannelOptions>(new ChannelOptions());
        var task = new TaskSpec
        {
            Id = "apply", Kind = ChangeFileTask.Kind, Name = "Write", AgentType = agent.Name, Parameters = new JsonObject { ["format"] = format, ["changes"] = new JsonArray(rows) },
        };
        return (await agent.ExecuteAsync(task, Market.Context())).Result;
    }

    private static JsonObject Row(string id, string name, string? daily, params string[] ids) => Row(id, name, daily, ids, "campaign", "USD");

    private static JsonObject Row(string id, string name, string? daily, string id1, string dimension = "campaign", string currency = "USD") => Row(id, name, daily, [id1], dimension, currency);

    private static JsonObject Row(string id, string name, string? daily, string[] ids, string dimension, string currency) => new()
    {
        ["proposal"] = id, ["dimension"] = dimension, ["name"] = name, ["ids"] = new JsonArray([.. ids.Select(each => JsonValue.Create(each))]),
        ["daily_to"] = daily is null ? null : decimal.Parse(daily, System.Globalization.CultureInfo.InvariantCulture), ["currency"] = currency,
    };
}
