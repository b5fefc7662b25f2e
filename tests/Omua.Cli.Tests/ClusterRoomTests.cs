using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary>Orleans stands in a folder of its own: no start of the program but that of a cluster's machine pays for it.</summary>
public sealed class ClusterRoomTests
{
    [Fact]
    public void Program_WhatItIsStartedWith_HasNoOrleans()
    {
        var libraries = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "omua.deps.json")))!["libraries"]!.AsObject().Select(library => library.Key).ToList();
        Assert.Contains(libraries, library => library.StartsWith("Omua.Engine/", StringComparison.Ordinal));
        Assert.DoesNotContain(libraries, library => library.Contains("Orleans", StringComparison.Ordinal) || library.StartsWith("Npgsql", StringComparison.Ordinal));
    }

    [Fact]
    public void Cluster_ItsFolder_HasOrleansAndWhatItNeeds()
    {
        var program = AppContext.BaseDirectory.Replace(Path.Combine("tests", "Omua.Cli.Tests"), Path.Combine("src", "Omua.Cli"), StringComparison.Ordinal);
        foreach (var name in new[] { "Omua.Cluster.dll", "Omua.Cluster.deps.json", "Orleans.Runtime.dll", "Npgsql.dll" })
        {
            Assert.True(File.Exists(Path.Combine(program, "cluster", name)), name);
            Assert.False(File.Exists(Path.Combine(program, name)), name);
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(program, "cluster"), "Microsoft.CodeAnalysis*"));
    }
}
