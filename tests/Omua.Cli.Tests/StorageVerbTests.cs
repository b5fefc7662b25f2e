namespace Omua.Cli.Tests;

/// <summary><c>storage</c> over the shipped store.</summary>
public sealed class StorageVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task BackupAndRestore_ShippedStore_GoThere()
    {
        (await _work.RunAsync("storage", "backup", "one.copy")).Ends(0);
        Assert.True(File.Exists(Path.Combine(_work.Folder, "one.copy")));
        Assert.Contains("OMUA504", (await _work.RunAsync("storage", "restore", "one.copy")).Ends(3).Errors, StringComparison.Ordinal);
        (await _work.RunAsync("storage", "restore", "one.copy", "--yes")).Ends(0);
        (await _work.RunAsync("storage", "backup", "one.copy")).Ends(1);
    }

    [Fact]
    public async Task Info_FreshStore_SaysWhereItIs()
    {
        var answer = (await _work.RunAsync("storage", "info", "--json")).Ends(0);
        Assert.Equal("sqlite", (string)answer.Json["backend"]!);
        Assert.StartsWith(_work.Home, (string)answer.Json["place"]!, StringComparison.Ordinal);
        Assert.False((bool)answer.Json["read_only"]!);
    }

    [Fact]
    public async Task Doctor_DestroyedStore_SaysHowToRestore()
    {
        _work.Write(Path.Combine(_work.Home, "data", "sqlite", "omua.db"), new string('x', 50_000));
        Assert.Contains("restore", (await _work.RunAsync("doctor")).Ends(1).Output, StringComparison.Ordinal);
    }
}
