using System.Diagnostics;

namespace Omua.Cli.Tests;

/// <summary>A folder to work in with a home of its own, and <c>omua</c> as a person would call it there.</summary>
internal sealed class Workplace : IDisposable
{
    public static readonly string Omua = Path.Combine(Repository.Root, "artifacts", "omua", OperatingSystem.IsWindows() ? "omua.exe" : "omua");

    private readonly string _root = Directory.CreateTempSubdirectory("omua-cli-").FullName;

    public Workplace() => Directory.CreateDirectory(Folder);

    public string Folder => Path.Combine(_root, "work");

    public string Home => Path.Combine(_root, "home");

    /// <summary>Writes a file below the working folder, or at a full path.</summary>
    public string Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public Task<Answer> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    public async Task<Answer> RunWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var running = Start(environment, arguments);
        return await running.EndAsync();
    }

    /// <summary>Starts a call and does not wait for its end.</summary>
    public RunningOmua Start(params string[] arguments) => Start([], arguments);

    private RunningOmua Start(Dictionary<string, string> environment, string[] arguments)
    {
        Assert.True(File.Exists(Omua), $"{Omua} is not built; ./test builds it, so does ./omua version");
        var start = new ProcessStartInfo(Omua, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["OMUA_HOME"] = Home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningOmua(process);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
