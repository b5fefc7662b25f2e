using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Llm;

/// <summary><c>omua llm test</c>: whether key, address and model are right. Costs nothing.</summary>
internal static class LlmTestVerb
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Argument<string?> Backend = new("backend") { Description = "Only this backend (default: all that are configured)", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var verb = new Verb("test", "Check key, address and model of the backends, without spending a token") { Examples = ["omua llm test", "omua llm test openai --json"] };
        verb.Add(Backend);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var entries = await LlmSetup.EntriesAsync(application, cancellationToken);
        var names = invocation.Get(Backend) is not { } one ? LlmSetup.Order(application, LlmSetup.Settings(application), entries)
            : entries.Any(entry => entry.Name == one) ? [one]
            : throw new FaultException(LlmSetup.Unknown(one, entries.Select(entry => entry.Name)));
        if (names.Count == 0)
        {
            throw new FaultException(LlmSetup.NoBackend);
        }

        var checks = new List<(string Name, string? Model, LlmConnection Connection)>();
        foreach (var name in names)
        {
            checks.Add((name, LlmSetup.ModelOf(application, name), await CheckAsync(application, name, cancellationToken)));
        }

        if (invocation.IsJson)
        {
            invocation.Output.Json(FigureJson.Of(checks, check => new JsonObject
            {
                ["backend"] = check.Name, ["model"] = check.Model, ["state"] = FigureJson.Wire(check.Connection.State), ["message"] = check.Connection.Message,
            }));
        }
        else
        {
            var table = new TextTable("backend", "model", "state");
            foreach (var check in checks)
            {
                table.Add(check.Name, check.Model ?? "", FigureJson.Wire(check.Connection.State));
            }

            invocation.Output.Table(table);
        }

        invocation.Output.Warn([.. checks.Where(check => !check.Connection.IsOk).Select(check =>
            new Fault(FaultCodes.LlmNotConnected, $"{check.Name}: {FigureJson.Wire(check.Connection.State)}: {check.Connection.Message}", "correct its section under plugins: in omua.yaml"))]);
        return checks.TrueForAll(check => check.Connection.IsOk) ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<LlmConnection> CheckAsync(Application application, string name, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, application.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var backend = await application.Plugins.GetLlmBackendAsync(name, both.Token);
            return await backend.ValidateConnectionAsync(both.Token).WaitAsync(both.Token);
        }
        catch (FaultException exception)
        {
            return new LlmConnection(LlmConnectionState.Misconfigured, string.Join("; ", exception.Faults.Select(fault => $"{fault.Code} {fault.Message}")));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LlmConnection(LlmConnectionState.Unreachable, $"no answer within {Limit.TotalSeconds:0} s");
        }
    }
}
