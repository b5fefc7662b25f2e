using System.Diagnostics;

namespace Omua.Cli.Tests;

/// <summary><c>completion</c>, in the shells themselves where they are installed.</summary>
public sealed class CompletionTests : IDisposable
{
    /// <summary>Bash's whole array; its bare name would be the first element alone.</summary>
    private const string AllReplies = "\"${COMPREPLY[@]}\"";

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("omua workf", "workflow")]
    [InlineData("omua workflow re", "resume")]
    [InlineData("./omua run --bud", "--budget")]
    [InlineData("omua completion f", "fish")]
    public async Task Bash_TypedBeginning_IsCompleted(string typed, string expected)
    {
        var words = typed.Split(' ');
        var answer = await InShellAsync("bash", "--norc", "-c", $"""
            source <(omua completion bash) && complete -p omua >/dev/null || exit 9
            COMP_LINE='{typed}' COMP_POINT={typed.Length} COMP_CWORD={words.Length - 1}
            COMP_WORDS=({string.Join(' ', words.Select((word, index) => index == 0 ? "omua" : $"'{word}'"))})
            _omua
            printf '%s\n' {AllReplies}
            """);
        Assert.Contains(expected, answer.Ends(0).Output.Split('\n'));
    }

    [Fact]
    public async Task Zsh_Script_IsReadWithoutAnError() =>
        Assert.Equal("", (await InShellAsync("zsh", "-f", "-c", "autoload -U compinit && compinit -u -D && source <(omua completion zsh) && whence -w _omua | grep -q function")).Ends(0).Errors);

    [Fact]
    public async Task Fish_TypedBeginning_IsCompleted() =>
        Assert.Contains("workflow", (await InShellAsync("fish", "--no-config", "-c", "omua completion fish | source; complete -C 'omua workf'")).Ends(0).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Completion_UnknownShell_IsWrongUsage() =>
        Assert.Contains("OMUA902", (await _work.RunAsync("completion", "tcsh")).Ends(2).Errors, StringComparison.Ordinal);

    private async Task<Answer> InShellAsync(string shell, params string[] arguments)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, $"{shell} is not installed");
        var start = new ProcessStartInfo(program!, arguments)
        {
            WorkingDirectory = _work.Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Workplace.Omua)}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["OMUA_HOME"] = _work.Home;
        start.Environment["HOME"] = _work.Folder;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var running = new RunningOmua(process);
        return await running.EndAsync();
    }
}
