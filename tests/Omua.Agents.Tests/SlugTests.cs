using Omua.Agents.Figures;

namespace Omua.Agents.Tests;

public sealed class SlugTests
{
    [Theory]
    [InlineData("camp 1", "camp-1")]
    [InlineData("paid_search", "paid_search")]
    [InlineData("916", "916")]
    public void Of_PlainWords_ReadsLikeThem(string value, string slug) => Assert.Equal(slug, Slug.Of(value));

    [Theory]
    [InlineData("")]
    [InlineData("camp-1")]
    [InlineData("Camp 1")]
    [InlineData("[red] =HYPERLINK(\"http://x\")")]
    [InlineData("Größe – 春 \u0007")]
    [InlineData("a very long campaign name that goes on and on and on without an end")]
    public void Of_AnythingElse_IsSafeAndItsOwn(string value)
    {
        var slug = Slug.Of(value);
        Assert.Matches("^[a-z0-9_-]{1,48}$", slug);
        Assert.NotEqual("camp-1", slug);
        Assert.Equal(slug, Slug.Of(value));
    }
}
