using System.Text.Json;

namespace Omua.Cli.Shell;

/// <summary>The two forms in which a fault is shown.</summary>
internal static class FaultText
{
    /// <summary><c>error OMUA123: what failed: place: cause; fix</c></summary>
    public static string Line(string severity, Fault fault) =>
        $"{severity} {fault.Code}: {(fault.Place.Length == 0 ? "" : fault.Place + ": ")}{fault.Message.TrimEnd('.')}{(fault.Fix.Length == 0 ? "" : "; " + fault.Fix)}";

    /// <summary><c>{"error": {…}}</c>, and all of them under <c>errors</c> where there are more than one.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<Fault> faults)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("error");
        Write(writer, faults[0]);
        if (faults.Count > 1)
        {
            writer.WriteStartArray("errors");
            foreach (var fault in faults)
            {
                Write(writer, fault);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary><c>{"code", "message", "place", "fix"}</c></summary>
    public static void Write(Utf8JsonWriter writer, Fault fault)
    {
        writer.WriteStartObject();
        writer.WriteString("code", fault.Code);
        writer.WriteString("message", fault.Message);
        writer.WriteString("place", fault.Place);
        writer.WriteString("fix", fault.Fix);
        writer.WriteEndObject();
    }
}
