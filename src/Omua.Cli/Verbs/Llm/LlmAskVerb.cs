using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Llm.Calling;

namespace Omua.Cli.Verbs.Llm;

/// <summary><c>omua llm ask</c>: one question through the whole pipeline, budget included.</summary>
internal static class LlmAskVerb
{
    private static readonly Argument<string> Prompt = new("prompt") { Description = "The question; - reads it from standard input" };
    private static readonly Option<string?> Backend = new("--backend") { Description = "Ask this backend alone", HelpName = "NAME" };
    private static readonly Option<string?> Model = new("--model") { Description = "Model, as the provider names it (default: the backend's)", HelpName = "NAME" };
    private static readonly Option<string?> System = new("--system") { Description = "Instructions to the model", HelpName = "TEXT" };
    private static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "Limit of the answer (default: llm.max_output_tokens)", HelpName = "N" };
    private static readonly Option<string?> Schema = new("--schema") { Description = "File with the JSON Schema that the answer must follow", HelpName = "FILE" };

    public static Command Create()
    {
        var tape = new LlmTapeOptions();
        var verb = new Verb("ask", "Ask a model; what it costs counts against the day's budget")
        {
            Examples = ["omua llm ask \"What is ROAS?\"", "omua llm ask \"Name three channels\" --backend ollama --json", "omua llm ask \"What is ROAS?\" --record tape.jsonl", "omua llm ask \"What is ROAS?\" --replay tape.jsonl"],
        };
        verb.Add(Prompt);
        foreach (var option in new Option[] { Backend, Model, System, MaxTokens, Schema, tape.Record, tape.Replay })
        {
            verb.Add(option);
        }

        return verb.Does((invocation, cancellationToken) => RunAsync(invocation, tape.Read(invocation), cancellationToken));
    }

    private static async Task<int> RunAsync(Invocation invocation, LlmTape tape, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        using var loggers = new StderrLoggerFactory(invocation.IsVerbose);
        var documents = tape.ReplayFrom is null ? (await application.StorageAsync(cancellationToken)).Documents : null;
        using var pipeline = await LlmSetup.OpenAsync(application, documents, tape, loggers.CreateLogger("llm"), invocation.Get(Backend), cancellationToken)
            ?? throw new FaultException(LlmSetup.NoBackend);
        var prompt = invocation.Get(Prompt)!;
        var text = prompt == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : prompt;
        IReadOnlyList<LlmMessage> messages = invocation.Get(System) is { } system ? [LlmMessage.System(system), LlmMessage.User(text)] : [LlmMessage.User(text)];
        var options = new LlmOptions { Model = invocation.Get(Model), MaxOutputTokens = Limit(invocation.Get(MaxTokens)), ResponseSchema = ReadSchema(invocation.Get(Schema)) };
        var llm = pipeline.ForRun(LlmRun.None);
        try
        {
            if (invocation.IsJson || options.ResponseSchema is not null)
            {
                Write(invocation, await llm.ChatAsync(messages, options, cancellationToken));
            }
            else
            {
                await StreamAsync(invocation, llm.StreamAsync(messages, options, cancellationToken));
            }

            return ExitCode.Done;
        }
        catch (LlmException exception)
        {
            throw new FaultException(LlmFaults.Of(exception), exception);
        }
    }

    private static void Write(Invocation invocation, LlmResponse response)
    {
        if (!invocation.IsJson)
        {
            invocation.Output.Line(response.Content);
            Account(invocation.Output, response.Backend, response.Model, response.Usage, response.Cost);
            return;
        }

        invocation.Output.Json(new JsonObject
        {
            ["content"] = response.Content,
            ["backend"] = response.Backend,
            ["model"] = response.Model,
            ["finish_reason"] = FigureJson.Wire(response.FinishReason),
            ["usage"] = new JsonObject
            {
                ["input_tokens"] = response.Usage.InputTokens, ["cached_input_tokens"] = response.Usage.CachedInputTokens, ["cache_write_tokens"] = response.Usage.CacheWriteTokens,
                ["output_tokens"] = response.Usage.OutputTokens, ["reasoning_tokens"] = response.Usage.ReasoningTokens, ["estimated"] = response.Usage.IsEstimated,
            },
            ["cost"] = response.Cost?.Amount,
            ["currency"] = response.Cost?.Currency,
        });
    }

    private static async Task StreamAsync(Invocation invocation, IAsyncEnumerable<LlmUpdate> updates)
    {
        LlmUpdate? last = null;
        await foreach (var update in updates)
        {
            invocation.Output.Text(update.Content);
            last = update;
        }

        invocation.Output.Line();
        Account(invocation.Output, last?.Backend, last?.Model, last?.Usage, last?.Cost);
    }

    private static void Account(CommandOutput output, string? backend, string? model, LlmUsage? usage, Money? cost) => output.Message(string.Create(
        CultureInfo.InvariantCulture,
        $"{backend} {model}: {usage?.TotalTokens ?? 0:#,##0} tokens{(usage is { IsEstimated: true } ? " (estimated)" : "")}{(cost is { } amount ? $", {amount.Amount:0.######} {amount.Currency}" : ", no price")}"));

    private static int? Limit(int? tokens) =>
        tokens is null or >= 1 ? tokens : throw new FaultException(UsageFaults.Wrong($"--max-tokens is {tokens}", "give 1 or more"));

    private static JsonObject? ReadSchema(string? file)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new JsonException("it is no JSON object");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FaultException(UsageFaults.Wrong($"--schema {file} cannot be read: {exception.Message}", "name a file with a JSON Schema"), exception);
        }
    }
}
