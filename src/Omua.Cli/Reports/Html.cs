namespace Omua.Cli.Reports;

/// <summary>Markup that is safe to send: what we wrote stands as written, what came from anywhere else is encoded (see <see cref="HtmlInterpolation"/>).</summary>
internal readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(_markup);

    /// <summary>Markup from an interpolated string. Every value in it is encoded, unless it is markup itself.</summary>
    public static Html Of(HtmlInterpolation text) => new(text.ToMarkup());

    /// <summary>Style sheets are ours and hold no data; they would break if their quotes were encoded.</summary>
    public static Html Trusted(string markup) => new(markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part._markup)));

    public override string ToString() => _markup ?? "";
}
