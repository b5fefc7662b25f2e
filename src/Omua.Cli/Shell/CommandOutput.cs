using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Cli.Shell;

/// <summary>
/// Where a verb writes: results on stdout, everything else on stderr. With <c>--json</c> stdout carries exactly one document.
/// Text that came from data goes through <see cref="Printable"/>: nothing in it is interpreted.
/// </summary>
internal sealed class CommandOutput(TextWriter result, TextWriter messages, bool isJson, bool hasColor)
{
    /// <summary>Not escaping <c>+</c>, <c>&lt;</c> or letters beyond ASCII: the document goes to a terminal or a program, never into a page.</summary>
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether stdout carries one JSON document.</summary>
    public bool IsJson { get; } = isJson;

    /// <summary>Whether stdout is a terminal that takes colours.</summary>
    public bool HasColor { get; } = hasColor;

    /// <summary>Whether someone watches stderr, so that progress may be redrawn in place.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Output to this process's streams.</summary>
    public static CommandOutput ForProcess(bool isJson, bool noColor)
    {
        var color = !noColor && !isJson && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb" && !Console.IsOutputRedirected;
        return new CommandOutput(Utf8(Console.OpenStandardOutput()), Utf8(Console.OpenStandardError()), isJson, color);
    }

    /// <summary>Writes the JSON document that is the verb's result.</summary>
    public void Json(JsonNode document) => Json(writer => document.WriteTo(writer));

    /// <summary>Writes the JSON document that is the verb's result.</summary>
    public void Json(Action<Utf8JsonWriter> write) => WriteJson(write, Indented);

    private void WriteJson(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        result.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        result.Flush();
    }

    /// <summary>Writes one document of a verb whose result is a stream of them, on a line of its own.</summary>
    public void JsonLine(Action<Utf8JsonWriter> write) => WriteJson(write, Indented with { Indented = false });

    /// <summary>Writes a line of the result; not for <c>--json</c>.</summary>
    public void Line(string text = "")
    {
        result.WriteLine(Printable.Line(text));
        result.Flush();
    }

    /// <summary>Writes a part of the result as it comes in; line ends pass, other controls are shown.</summary>
    public void Text(string text)
    {
        result.Write(string.Join('\n', text.Split('\n').Select(line => Printable.Line(line.TrimEnd('\r')))));
        result.Flush();
    }

    /// <summary>Writes a heading of the result, bold where the terminal can.</summary>
    public void Heading(string text)
    {
        result.WriteLine(HasColor ? $"\e[1m{Printable.Line(text)}\e[0m" : Printable.Line(text));
        result.Flush();
    }

    /// <summary>Writes a table of the result.</summary>
    public void Table(TextTable table)
    {
        table.WriteTo(result, HasColor);
        result.Flush();
    }

    /// <summary>Writes a message for the person, on stderr.</summary>
    public void Message(string text)
    {
        messages.WriteLine(Printable.Line(text));
        messages.Flush();
    }

    /// <summary>Writes faults on stderr: as warnings where the rest goes on, as errors where nothing is left.</summary>
    public void Warn(IReadOnlyList<Fault> faults, bool isError = false)
    {
        foreach (var fault in faults)
        {
            Message(FaultText.Line(isError ? "error" : "warning", fault));
        }
    }

    /// <summary>Writes what stopped the verb: a line each on stderr, and with <c>--json</c> the error document on stdout.</summary>
    public void Error(IReadOnlyList<Fault> faults)
    {
        if (IsJson)
        {
            Json(writer => FaultText.WriteErrors(writer, faults));
        }

        foreach (var fault in faults)
        {
            Message(FaultText.Line("error", fault));
        }
    }

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 4096);
}
