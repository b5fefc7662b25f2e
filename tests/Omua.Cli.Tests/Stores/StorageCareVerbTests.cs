using System.Security.Cryptography;
using System.Text;

namespace Omua.Cli.Tests.Stores;

/// <summary><c>storage verify</c>, <c>storage migrate</c> and <c>cleanup</c>, as a person would call them.</summary>
public sealed class StorageCareVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Verify_ChainPutBack_IsSeenByTheAnchor()
    {
        Assert.Equal(0, (int)(await _work.RunAsync("storage", "verify", "--json")).Ends(0).Json["records"]!);
        (await _work.RunAsync("storage", "backup", "one.copy")).Ends(0);
        (await _work.RunAsync("storage", "backup", "two.copy")).Ends(0);
        var sound = (await _work.RunAsync("storage", "verify", "--list", "--json")).Ends(0).Json;
        Assert.Equal(2, (int)sound["records"]!);
        Assert.All(sound["list"]!.AsArray(), record => Assert.Equal("exported", (string)record!["action"]!));
        Assert.StartsWith(Environment.UserName, (string)sound["list"]![0]!["actor"]!, StringComparison.Ordinal);
        var anchor = (string)sound["anchor"]!;
        (await _work.RunAsync("storage", "verify", "--anchor", anchor)).Ends(0);
        (await _work.RunAsync("storage", "restore", "one.copy", "--yes")).Ends(0);
        Assert.Equal("restored", (string)(await _work.RunAsync("storage", "verify", "--list", "--json")).Ends(0).Json["list"]![1]!["action"]!);
        Assert.Contains("OMUA508", (await _work.RunAsync("storage", "verify", "--anchor", anchor)).Ends(1).Errors, StringComparison.Ordinal);
        Assert.Contains("OMUA902", (await _work.RunAsync("storage", "verify", "--anchor", "nonsense")).Ends(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encryption_KeyFromTheEnvironment_KeepsTextsOutOfTheFileAndCanBeChanged()
    {
        var (first, second) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        _work.Write("omua.yaml", "storage:\n  encryption_key: ${env:STORE_KEY}\n");
        Dictionary<string, string> one = new() { ["STORE_KEY"] = first, ["OLD_KEY"] = first };
        Dictionary<string, string> two = new() { ["STORE_KEY"] = second, ["OLD_KEY"] = first };
        (await _work.RunWithAsync(one, "storage", "backup", "one.copy")).Ends(0);
        Assert.Equal("exported", (string)(await _work.RunWithAsync(one, "storage", "verify", "--list", "--json")).Ends(0).Json["list"]![0]!["action"]!);
        Assert.DoesNotContain("exported", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(_work.Folder, "one.copy"))), StringComparison.Ordinal);
        Assert.DoesNotContain(first, (await _work.RunWithAsync(one, "config", "show")).Ends(0).Output, StringComparison.Ordinal);
        _work.Write("omua.yaml", "storage:\n  encryption_key: ${env:STORE_KEY}\n  encryption_key_id: \"2\"\n  old_encryption_keys:\n    \"1\": ${env:OLD_KEY}\n");
        Assert.True((int)(await _work.RunWithAsync(two, "storage", "migrate", "--rotate-key", "--json")).Ends(0).Json["documents_encrypted"]! > 0);
        _work.Write("omua.yaml", "storage:\n  encryption_key: ${env:STORE_KEY}\n  encryption_key_id: \"2\"\n");
        Assert.Equal(2, (int)(await _work.RunWithAsync(two, "storage", "verify", "--json")).Ends(0).Json["records"]!);
        _work.Write("omua.yaml", "storage:\n  encryption_key: ${env:STORE_KEY}\n");
        Assert.Contains("OMUA509", (await _work.RunWithAsync(one, "storage", "verify")).Ends(1).Errors, StringComparison.Ordinal);
        File.Delete(Path.Combine(_work.Folder, "omua.yaml"));
        Assert.Contains("OMUA509", (await _work.RunAsync("storage", "verify")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleanup_ClosedRun_IsShownThenDeleted()
    {
        (await _work.RunAsync("demo", "--json")).Ends(0);
        Assert.Empty((await _work.RunAsync("cleanup", "--days", "1", "--dry-run", "--json")).Ends(0).Json["runs"]!.AsArray());
        var planned = (await _work.RunAsync("cleanup", "--days", "0", "--dry-run", "--json")).Ends(0).Json;
        Assert.Single(planned["runs"]!.AsArray());
        Assert.Single((await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray());
        (await _work.RunAsync("cleanup", "--days", "0")).Ends(0);
        Assert.Empty((await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray());
        var actions = (await _work.RunAsync("storage", "verify", "--list", "--json")).Ends(0).Json["list"]!.AsArray().Select(record => (string)record!["action"]!);
        Assert.Equal(["run_started", "cleaned_up"], actions);
        (await _work.RunAsync("cleanup", "--days", "-1")).Ends(2);
    }
}
