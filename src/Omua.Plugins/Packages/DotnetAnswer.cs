namespace Omua.Plugins.Packages;

/// <summary>How a call of the SDK ended, and what it wrote.</summary>
internal sealed record DotnetAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>The errors that MSBuild wrote, each once, without the project's path before them; what continues one (<c>- Found 2 versions …</c>) stands in its line.</summary>
    public IReadOnlyList<string> ErrorLines => Joined();

    /// <summary>The first thing that it wrote, where it named no error.</summary>
    public string FirstLine => (Errors + '\n' + Output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? $"it ended with {ExitCode}";

    private List<string> Joined()
    {
        var found = new List<string>();
        foreach (var line in (Output + '\n' + Errors).Split('\n', StringSplitOptions.TrimEntries))
        {
            var at = line.IndexOf("error ", StringComparison.Ordinal);
            var text = at < 0 ? "" : line[(at + "error ".Length)..];
            text = text.EndsWith("proj]", StringComparison.Ordinal) && text.LastIndexOf(" [", StringComparison.Ordinal) is var end and > 0 ? text[..end] : text;
            var detail = text.Split(':', 2) is [_, var message] && message.TrimStart().StartsWith("- ", StringComparison.Ordinal) ? message.TrimStart()[2..] : null;
            if (detail is not null && found.Count > 0)
            {
                found[^1] += found[^1].Contains(detail, StringComparison.Ordinal) ? "" : $": {detail}";
            }
            else if (text.Length > 0 && !found.Exists(each => each.StartsWith(text, StringComparison.Ordinal)))
            {
                found.Add(text);
            }
        }

        return found;
    }
}
