namespace Omua.Cli.Reports.Charts;

/// <summary>What all charts share: a drawing that a screen reader can name, and that scales with the page.</summary>
/// <param name="Id">Unique in the page.</param>
/// <param name="Title">What is drawn.</param>
/// <param name="Description">What it shows, in a sentence.</param>
internal sealed record ChartFrame(string Id, string Title, string Description)
{
    public const double Width = 760;

    public Html Around(double height, Html drawing, Html legend = default) => Html.Of(
        $"""
        <figure class="chart"><figcaption>{Title}{legend}</figcaption>
        <div class="draw"><svg viewBox="0 0 {Width} {height}" role="img" aria-labelledby="{Id}-t {Id}-d"><title id="{Id}-t">{Title}</title><desc id="{Id}-d">{Description}</desc>
        {drawing}</svg></div></figure>
        """);

    /// <summary>One entry of a legend; the class names the colour.</summary>
    public static Html Key(string colour, string label) => Html.Of($"""<span class="key"><i class="{colour}"></i>{label}</span>""");

    /// <summary>A name cut to what fits beside a chart; the full one stands in the table.</summary>
    public static string Short(string name, int length = 24)
    {
        var text = new System.Globalization.StringInfo(name);
        return text.LengthInTextElements <= length ? name : text.SubstringByTextElements(0, length - 1) + "…";
    }
}
