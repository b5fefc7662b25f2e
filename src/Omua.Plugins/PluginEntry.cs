namespace Omua.Plugins;

/// <summary>One line of the plugin list: what was found where, and how it stands. Made without running any of the plugin's code.</summary>
public sealed record PluginEntry
{
    /// <summary>The plugin's name; where it cannot be known (the file does not compile), the file's name in snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>The class without its namespace; null where it cannot be known.</summary>
    public string? Class { get; init; }

    /// <summary>What it extends; null where it cannot be known.</summary>
    public PluginType? Type { get; init; }

    /// <summary>The plugin's version; null where it cannot be known without running its code.</summary>
    public string? Version { get; init; }

    /// <summary>What it does; empty where it cannot be known without running its code.</summary>
    public string Description { get; init; } = "";

    /// <summary>How it stands now.</summary>
    public required PluginState State { get; init; }

    /// <summary>The kind of place it was found in.</summary>
    public required PluginSource Source { get; init; }

    /// <summary>Full path of the file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>What it stands as: <c>file</c>, <c>sources</c> (a folder of them), <c>assembly</c> (a folder with a built one) or <c>other</c>.</summary>
    public string Form { get; init; } = "other";

    /// <summary>SHA-256 of what it was made from (for sources: together with packages, compiler and contracts); null where it could not be taken.</summary>
    public string? Hash { get; init; }

    /// <summary>The assembly that is loaded when it is used; null where there is none.</summary>
    public string? Assembly { get; init; }

    /// <summary>All that is wrong with it; empty where it is available or ready. Beside a ready one: what is wrong with a changed version that could not take its place.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What its author is advised, with file, line and column (<c>docs/analyzers.md</c>); it works all the same. Known where the host compiled it.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>The first fault; null where there is none.</summary>
    public Fault? Fault => Faults.Count == 0 ? null : Faults[0];

    /// <summary>The first fault's code.</summary>
    public string? Code => Fault?.Code;

    /// <summary>The first fault's message.</summary>
    public string? Message => Fault?.Message;

    /// <summary>The first fault's file.</summary>
    public string? File => Fault?.File;

    /// <summary>The first fault's line, from 1.</summary>
    public int? Line => Fault?.Line;

    /// <summary>The first fault's column, from 1.</summary>
    public int? Column => Fault?.Column;

    /// <summary>What mends the first fault.</summary>
    public string? Fix => Fault?.Fix;
}
