using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs;

/// <summary><c>omua completion</c>: scripts by which a shell asks <c>omua</c> itself what can come next, so that they never fall behind its verbs.</summary>
internal static class CompletionVerb
{
    private static readonly Argument<string> ShellName = new("shell") { Description = "bash, zsh or fish" };

    static CompletionVerb() => ShellName.AcceptOnlyFromAmong("bash", "zsh", "fish");

    public static Command Create()
    {
        var verb = new Verb("completion", "Print a script that completes verbs and options in your shell")
        {
            Examples =
            [
                "source <(omua completion bash)                                    # in ~/.bashrc",
                "source <(omua completion zsh)                                     # in ~/.zshrc, after compinit",
                "omua completion fish > ~/.config/fish/completions/omua.fish",
            ],
        };
        verb.Add(ShellName);
        return verb.Does((invocation, _) =>
        {
            var shell = invocation.Get(ShellName)!;
            var script = CompletionScripts.Of(shell);
            if (invocation.IsJson)
            {
                invocation.Output.Json(new System.Text.Json.Nodes.JsonObject { ["shell"] = shell, ["script"] = script });
            }
            else
            {
                foreach (var line in script.Split('\n'))
                {
                    invocation.Output.Line(line);
                }
            }

            return Task.FromResult(ExitCode.Done);
        });
    }
}
