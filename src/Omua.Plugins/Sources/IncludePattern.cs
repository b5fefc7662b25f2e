using System.Text;
using System.Text.RegularExpressions;

namespace Omua.Plugins.Sources;

/// <summary>A path with <c>*</c>, <c>?</c> and <c>**</c>, as <c>#:include</c> and <c>#:exclude</c> take it, relative to the file that it stands in.</summary>
internal sealed class IncludePattern
{
    private readonly Regex _expression;

    public IncludePattern(string fromFile, string text)
    {
        var segments = text.Replace('\\', '/').Split('/');
        var plain = segments.TakeWhile(segment => segment.AsSpan().IndexOfAny('*', '?') < 0).ToList();
        IsPlain = plain.Count == segments.Length;
        Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fromFile)!, string.Join('/', IsPlain ? plain.SkipLast(1) : plain)));
        FullPath = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fromFile)!, text.Replace('\\', '/')));
        _expression = new Regex($"^{Regex.Escape(Root.Replace('\\', '/').TrimEnd('/'))}/{Expression(segments.Skip(IsPlain ? plain.Count - 1 : plain.Count))}$", RegexOptions.CultureInvariant);
    }

    /// <summary>Whether it names one file.</summary>
    public bool IsPlain { get; }

    /// <summary>The folder that everything it can match lies in.</summary>
    public string Root { get; }

    /// <summary>The file that a plain pattern names.</summary>
    public string FullPath { get; }

    public bool Matches(string path) => _expression.IsMatch(path.Replace('\\', '/'));

    private static string Expression(IEnumerable<string> segments)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
        {
            text.Append(segment == "**"
                ? "(?:[^/]+/)*"
                : Regex.Escape(segment).Replace("\\*", "[^/]*", StringComparison.Ordinal).Replace("\\?", "[^/]", StringComparison.Ordinal) + "/");
        }

        return text.ToString().TrimEnd('/') + (text.Length > 0 && text[^1] == '*' ? "[^/]*" : "");
    }
}
