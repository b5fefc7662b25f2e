using Omua.Cli.Shell;

namespace Omua.Cli.Tests;

public sealed class ShellTests
{
    [Theory]
    [InlineData("[red", "[red")]
    [InlineData("=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")")]
    [InlineData("a\e[2Jb", "a\\u001b[2Jb")]
    [InlineData("tab\there", "tab\\u0009here")]
    [InlineData("\u202etxt.exe", "\\u202etxt.exe")]
    [InlineData("Größe 広告", "Größe 広告")]
    public void Line_TextFromData_IsLiteral(string text, string expected) => Assert.Equal(expected, Printable.Line(text));

    [Fact]
    public void WriteTo_NoColor_AlignsWithoutAnyEscape()
    {
        var table = new TextTable("name", "n").Right(1);
        table.Add("[red", "7");
        table.Add("longer", "100");
        var writer = new StringWriter { NewLine = "\n" };
        table.WriteTo(writer, hasColor: false);
        Assert.Equal("name      n\n[red      7\nlonger  100\n", writer.ToString());
    }

    [Theory]
    [InlineData("OMUA201", ExitCode.Usage)]
    [InlineData(FaultCodes.WrongUsage, ExitCode.Usage)]
    [InlineData("OMUA301", ExitCode.Failed)]
    [InlineData(FaultCodes.Unexpected, ExitCode.Failed)]
    public void For_FaultCode_GivesTheExitCodeOfItsRange(string code, int expected) =>
        Assert.Equal(expected, ExitCode.For([new Fault(code, "m", "f")]));
}
