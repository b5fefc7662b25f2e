using Omua.Cli.Runs;

namespace Omua.Cli.Tests.Runs;

public sealed class ChangeFileTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\tcmd", "'\tcmd")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("plain", "plain")]
    public void Text_Name_CannotRunInASpreadsheet(string name, string cell)
    {
        var proposal = SampleRun.Create().Proposals[1] with { Target = new ProposalTarget("sample", "campaign", name) };

        var lines = ChangeFile.Text([proposal]).Split('\n');

        Assert.Equal("dataset,dimension,target,change,from,to,currency", lines[0]);
        Assert.Equal($"sample,campaign,{cell},budget,100.00,49.75,EUR", lines[1]);
    }
}
