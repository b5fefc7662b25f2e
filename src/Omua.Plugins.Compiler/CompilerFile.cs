namespace Omua.Plugins.Compiler;

/// <summary>One source: where it is for messages, what it is called in the symbols, and its text.</summary>
internal sealed record CompilerFile(string Path, string Name, string Text);
