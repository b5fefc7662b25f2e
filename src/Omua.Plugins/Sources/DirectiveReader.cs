namespace Omua.Plugins.Sources;

/// <summary>
/// Finds the <c>#:</c> lines of a source by the rules of the SDK: they stand before the first token and before any <c>#if</c>, each first on its line.
/// Those that stand elsewhere are the compiler's to refuse. Needs no compiler, so that packages are known before anything is compiled.
/// </summary>
internal sealed class DirectiveReader(string text, string file)
{
    private readonly List<SourceDirective> _found = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public static IReadOnlyList<SourceDirective> Read(string text, string file) => new DirectiveReader(text, file).Read();

    private List<SourceDirective> Read()
    {
        var isFirstOnLine = true;
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c is '\n' || (c is '\r' && !Next('\n')))
            {
                _at++;
                _line++;
                _lineStart = _at;
                isFirstOnLine = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (c == '/' && Next('/'))
            {
                Line();
            }
            else if (c == '/' && Next('*'))
            {
                Comment();
                isFirstOnLine = false;
            }
            else if (c != '#' || !isFirstOnLine || !Directive())
            {
                break;
            }
        }

        return _found;
    }

    private bool Next(char wanted) => _at + 1 < text.Length && text[_at + 1] == wanted;

    /// <summary>False where nothing further counts.</summary>
    private bool Directive()
    {
        var column = _at - _lineStart + 1;
        var content = Line()[1..];
        if (content.StartsWith(':'))
        {
            var parts = content[1..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            _found.Add(new SourceDirective(parts.Length > 0 ? parts[0] : "", parts.Length > 1 ? parts[1] : "", file, _line, column));
            return true;
        }

        return !content.TrimStart().StartsWith("if", StringComparison.Ordinal);
    }

    private string Line()
    {
        var end = text.AsSpan(_at).IndexOfAny('\r', '\n');
        var from = _at;
        _at = end < 0 ? text.Length : _at + end;
        return text[from.._at];
    }

    private void Comment()
    {
        var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        var to = end < 0 ? text.Length : end + 2;
        for (; _at < to; _at++)
        {
            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
        }
    }
}
