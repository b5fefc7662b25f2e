using System.Text;

namespace Omua.Plugins.Sources;

/// <summary>Reads a source as text: UTF-8, or UTF-16 with its mark, as compilers do; what is neither is refused instead of read wrongly.</summary>
internal static class SourceText
{
    /// <summary>Far above what a person writes, far below what would hold up every start: 2 MB.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or the fault that says why there is none.</summary>
    public static (string? Text, Fault? Fault) Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaximumBytes)
        {
            return (null, Unfit(path, $"has {stream.Length:N0} bytes; a source may have {MaximumBytes:N0}", "Move data out of the source, or build the plugin as a folder"));
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Decode(path, content);
    }

    private static (string? Text, Fault? Fault) Decode(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            var text = content switch
            {
                [0xEF, 0xBB, 0xBF, .. var rest] => Strict.GetString(rest),
                [0xFF, 0xFE, .. var rest] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(rest),
                [0xFE, 0xFF, .. var rest] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(rest),
                _ => Strict.GetString(content),
            };
            return text switch
            {
                _ when string.IsNullOrWhiteSpace(text) => (null, Unfit(path, "is empty", "Save the source again, or remove the file")),
                _ when text.Contains('\0', StringComparison.Ordinal) => (null, Unfit(path, "holds zero bytes: it is no text, or UTF-16 without its mark", "Save it as UTF-8")),
                _ => (text, null),
            };
        }
        catch (ArgumentException exception)
        {
            return (null, Unfit(path, $"is neither UTF-8 nor marked UTF-16: {exception.Message}", "Save it as UTF-8"));
        }
    }

    private static Fault Unfit(string path, string what, string fix) =>
        new(FaultCodes.PluginSourceUnfit, $"{Path.GetFileName(path)} {what}", fix) { File = path, Line = 1, Column = 1 };
}
