using System.Text.Json.Nodes;
using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.Wires;

/// <summary>How one provider writes things down.</summary>
internal interface IWire
{
    string Name { get; }

    string Model { get; }

    /// <summary>The plugin that speaks it, without options.</summary>
    LlmBackendPlugin Plugin();

    /// <summary>What to configure as the address of a server.</summary>
    Uri Base(Uri address);

    /// <summary>The plugin that speaks it, not started.</summary>
    LlmBackendPlugin Backend(Uri address, string? model = null, string? key = null);

    /// <summary>A whole answer. Its usage is <see cref="WireUsage.Input"/> and so on.</summary>
    string Answer(string text, string finish = "stop", bool hasUsage = true);

    string ToolAnswer(string tool, JsonObject arguments);

    /// <summary>A stream, a piece each; without an end it stops after the last text.</summary>
    Script Stream(IReadOnlyList<string> texts, bool hasEnd = true, bool hasUsage = true);

    /// <summary>A stream that calls a tool, its arguments in pieces.</summary>
    Script ToolStream(string tool, JsonObject arguments);

    /// <summary>A stream that reports an error after a text.</summary>
    Script BrokenStream(string text, string message);

    string Error(string code, string message);

    string Models(params IEnumerable<string> names);

    /// <summary>The prompt's text in a request.</summary>
    string Prompt(ReceivedRequest request);

    /// <summary>The limit of output tokens in a request; null where there is none.</summary>
    int? Limit(ReceivedRequest request);
}
