namespace Omua.Cli.Verbs.Plugins;

/// <summary>A file that is to be written.</summary>
internal sealed record NewFile(string Path, string Text);
