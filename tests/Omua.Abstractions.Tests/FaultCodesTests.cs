using System.Reflection;

namespace Omua.Abstractions.Tests;

/// <summary>A code is a promise to whoever searches for it: unique, of one form, and explained.</summary>
public sealed class FaultCodesTests
{
    private static readonly string[] Codes =
        [.. typeof(FaultCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Codes_All_AreUnique() => Assert.Equal(Codes.Length, Codes.Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Codes_All_AreOmuaAndThreeDigits() => Assert.All(Codes, code => Assert.Matches("^OMUA[1-69][0-9]{2}$", code));

    [Fact]
    public void Table_OfThePage_HasEveryCodeOnceInOrderAndNoOther() => Assert.Equal(Codes.Order(StringComparer.Ordinal), Rows().Select(row => row[0]));

    [Fact]
    public void Table_OfThePage_SaysCauseAndFixOfEveryCode() => Assert.All(Rows(), row =>
    {
        Assert.Equal(3, row.Length);
        Assert.All(row, cell => Assert.NotEmpty(cell));
    });

    private static List<string[]> Rows() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "errors.md")).Where(line => line.StartsWith("| `OMUA", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Replace("\\|", "/", StringComparison.Ordinal).Split('|').Select(cell => cell.Trim(' ', '`')).ToArray()),
    ];
}
