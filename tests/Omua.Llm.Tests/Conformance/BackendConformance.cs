using Omua.Llm.Tests.Backends;
using Omua.Llm.Tests.Server;
using Omua.Testing;

namespace Omua.Llm.Tests.Conformance;

/// <summary>The kit over a shipped backend, its vendor's library, real sockets and a server that answers every question.</summary>
public abstract class BackendConformance : LlmBackendConformance, IAsyncDisposable
{
    private const string ModelsPath = "models";
    private const string TagsPath = "tags";
    private readonly string _wireName;
    private readonly ScriptedServer _server = new();

    private protected BackendConformance(string wireName)
    {
        _wireName = wireName;
        var wire = Ground.WireOf(wireName);
        _server.Otherwise = request =>
            request.Path.Contains(ModelsPath, StringComparison.Ordinal) || request.Path.Contains(TagsPath, StringComparison.Ordinal) ? Script.Json(wire.Models(wire.Model))
            : (bool?)request.Json["stream"] == true ? wire.Stream(["Blue, ", "on a clear ", "day."])
            : Script.Json(wire.Answer("Blue, on a clear day."));
    }

    protected override PluginUnderTest Plugin => new()
    {
        Create = _ => Ground.WireOf(_wireName).Plugin(),
        Configuration = Section(),
        Refused =
        [
            Section("model", ""),
            Section("base_url", "ftp://example.com"),
            Section("modell", "x"),
        ],
    };

    /// <summary>Keys that the vendor's section must have beside model and address.</summary>
    protected virtual IReadOnlyDictionary<string, string> Keys => new Dictionary<string, string> { ["api_key"] = Ground.Key };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private FakeConfiguration Section(string? key = null, string? value = null)
    {
        var wire = Ground.WireOf(_wireName);
        var section = new FakeConfiguration(Keys) { ["model"] = wire.Model, ["base_url"] = wire.Base(_server.Address).AbsoluteUri };
        if (key is not null)
        {
            section[key] = value;
        }

        return section;
    }
}
