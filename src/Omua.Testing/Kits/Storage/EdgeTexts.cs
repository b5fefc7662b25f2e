namespace Omua.Testing;

/// <summary>Texts that stores have mangled.</summary>
internal static class EdgeTexts
{
    public static IReadOnlyList<(string What, string Text)> All { get; } =
    [
        ("umlauts", "Äußerungen"),
        ("Chinese and Arabic", "用户获取 اكتساب"),
        ("emoji in a group", "👩‍👩‍👧‍👦 go"),
        ("a composed letter", "caf\u00e9"),
        ("the same letter taken apart", "cafe\u0301"),
        ("control characters", "a\u0001b\u001f\u007f"),
        ("spaces around", "  two  "),
        ("line breaks and tabs", "a\r\nb\tc\u2028d"),
        ("SQL", "'; DROP TABLE runs; --"),
        ("quotes and backslashes", "\"a\\\\b\" 'c' `d`"),
        ("wildcards", "100%_sure*?[a-z]"),
        ("dots and dollars", "$set.a.$b"),
        ("JSON", """{"$gt":""}"""),
        ("a right-to-left mark", "a\u202eb"),
        ("the last code point", "\U0010ffff\uffff"),
        ("Turkish i and long s", "İıſ"),
    ];

    /// <summary>Not text at all: half of a pair. It must be refused or kept, never turned into something else.</summary>
    public const string HalfPair = "a\ud83d";
}
