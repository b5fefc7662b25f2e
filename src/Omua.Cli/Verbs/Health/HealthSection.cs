namespace Omua.Cli.Verbs.Health;

/// <summary>What <c>omua doctor</c> looks at. Among findings that matter as much as each other the order is that of the list: what others rest on comes first.</summary>
internal enum HealthSection
{
    Disk,
    Configuration,
    Plugins,
    Store,
    Models,
}
