using System.IO.Compression;
using System.Text;
using Omua.Plugins.Installing;
using Omua.Plugins.Tests.Packages;

namespace Omua.Plugins.Tests.Installing;

/// <summary>Packages that would do harm when unpacked are refused before anything is written.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    private string File => Path.Combine(_ground.Root, "Test.Evil.1.0.0.nupkg");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("../../../evil.dll", "leads out")]
    [InlineData("lib/net10.0/..\\..\\evil.dll", "leads out")]
    [InlineData("/etc/evil.dll", "absolute")]
    [InlineData("C:/evil.dll", "absolute")]
    [InlineData("lib/net10.0/e\u0001vil.dll", "control characters")]
    public async Task Add_EntryWithADangerousName_IsRefused(string name, string says)
    {
        PackageFeed.Write(File, "Test.Evil", "1.0.0", [], "", (name, [1, 2, 3]));

        await AssertRefused(says);
    }

    [Fact]
    public async Task Add_EntryThatIsALink_IsRefused()
    {
        PackageFeed.Write(File, "Test.Evil", "1.0.0", [], "", ("lib/net10.0/Test.Evil.dll", Encoding.UTF8.GetBytes("/etc/passwd")));
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            archive.GetEntry("lib/net10.0/Test.Evil.dll")!.ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        await AssertRefused("is a link");
    }

    [Fact]
    public async Task Add_EntryThatUnpacksToFarMoreThanItsSize_IsRefused()
    {
        PackageFeed.Write(File, "Test.Evil", "1.0.0", [], "", ("lib/net10.0/Test.Evil.dll", new byte[4 * 1024 * 1024]));

        await AssertRefused("100 times its size");
    }

    [Fact]
    public async Task Add_MoreEntriesThanAnyPluginHas_IsRefused()
    {
        PackageFeed.Write(File, "Test.Evil", "1.0.0", [], "", [.. Enumerable.Range(0, 5_001).Select(i => ($"content/{i}.txt", Array.Empty<byte>()))]);

        await AssertRefused("5,000 are the limit");
    }

    [Fact]
    public async Task Add_TheSameEntryTwice_IsRefused()
    {
        PackageFeed.Write(File, "Test.Evil", "1.0.0", [], "", ("lib/net10.0/Test.Evil.dll", [1]), ("lib/net10.0/test.evil.dll", [2]));

        await AssertRefused("twice");
    }

    [Fact]
    public async Task Add_ArchiveThatIsCutOff_IsRefused()
    {
        PackageFeed.Write(File, "Test.Evil", "1.0.0", [], "", ("lib/net10.0/Test.Evil.dll", new byte[1000]));
        await System.IO.File.WriteAllBytesAsync(File, (await System.IO.File.ReadAllBytesAsync(File))[..^200]);

        await AssertRefused("no whole archive");
    }

    private async Task AssertRefused(string says)
    {
        var refused = await Assert.ThrowsAsync<FaultException>(() => new PluginInstaller(_ground.Options).AddAsync(new AddRequest(File)));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal((FaultCodes.PluginArchiveRefused, File), (fault.Code, fault.File));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_ground.User));
    }
}
