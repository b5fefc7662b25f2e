using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omua.Llm.Calling;
using Omua.Llm.Guarding;

namespace Omua.Llm.Recording;

/// <summary>A file of calls and their outcomes, one JSON line each, with every secret masked before it is written.</summary>
internal sealed class CassetteWriter : IDisposable
{
    public const int Format = 1;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly StreamWriter _file;
    private readonly MessageGuard _guard;

    public CassetteWriter(string path, MessageGuard guard)
    {
        _guard = guard;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(new Fault(FaultCodes.CassetteUnreadable, $"the recording cannot be written: {exception.Message}", "name a file that can be written: --record FILE") { File = path }, exception);
        }

        WriteLine(new JsonObject { ["omua_cassette"] = Format });
    }

    public void Write(LlmCall call, LlmResponse response) => Write(call, "response", AnswerJson.Write(response));

    public void Write(LlmCall call, LlmException exception) =>
        Write(call, "failure", new JsonObject { ["class"] = exception.Failure.ToString(), ["message"] = exception.Message });

    public void Dispose() => _file.Dispose();

    private void Write(LlmCall call, string outcome, JsonObject value)
    {
        var request = CallKey.Describe(call);
        WriteLine(new JsonObject { ["key"] = CallKey.Of(request), ["request"] = MaskedJson.Of(request, _guard.Mask), [outcome] = MaskedJson.Of(value, _guard.Mask) });
    }

    private void WriteLine(JsonObject line)
    {
        lock (_lock)
        {
            _file.WriteLine(line.ToJsonString(Readable));
        }
    }
}
