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
    public void Codes_All_AreExplainedInTheErrorTable()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));
        Assert.All(Codes, code => Assert.Matches($"(?m)^\\| `?{code}`? \\|", table));
    }
}
