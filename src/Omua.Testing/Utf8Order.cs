using System.Text;

namespace Omua.Testing;

/// <summary>Order by UTF-8 bytes, which is not the order of .NET's UTF-16 characters for all texts.</summary>
internal static class Utf8Order
{
    public static Comparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    public static int Compare(string? left, string? right) =>
        Encoding.UTF8.GetBytes(left ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right ?? ""));
}
