namespace Omua.Testing.Tests;

/// <summary>A member of a contract that no check tries is a promise that nobody holds.</summary>
public sealed class KitCoverageTests
{
    public static TheoryData<PluginType> Kits => [.. ConformanceKit.All.Select(kit => kit.Type)];

    [Theory]
    [MemberData(nameof(Kits))]
    public void Kit_EachMemberOfItsContracts_IsCovered(PluginType type) => Assert.Empty(ConformanceKit.For(type).Uncovered);

    [Theory]
    [MemberData(nameof(Kits))]
    public void Kit_Names_AreUnique(PluginType type)
    {
        var names = ConformanceKit.For(type).Checks.Select(check => check.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Kits))]
    public void Kit_WhatChecksSayTheyCover_IsThere(PluginType type)
    {
        var kit = ConformanceKit.For(type);
        var members = kit.Contracts.SelectMany(contract => contract.GetMembers().Select(member => $"{contract.Name}.{member.Name}"));
        Assert.Empty(kit.Checks.SelectMany(check => check.Covers).Distinct().Except(members));
    }
}
