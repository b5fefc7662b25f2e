namespace Omua.Plugins.Tests.Forms;

/// <summary>One thing that is no usable plugin: the code and words that have to be said of it, its extension, and how it gets to a path.</summary>
internal sealed record BadFile(string Code, string Says, string Extension, Action<string> Write);
