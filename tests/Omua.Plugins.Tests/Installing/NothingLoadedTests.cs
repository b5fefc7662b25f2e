using System.Runtime.Loader;
using Omua.Plugins.Installing;

namespace Omua.Plugins.Tests.Installing;

public sealed class NothingLoadedTests
{
    [Fact]
    public async Task Management_OfAPlugin_LoadsNoAssemblyOfIt()
    {
        const string Name = "never_loaded_by_management";
        await using var ground = new PluginGround();
        var installer = new PluginInstaller(ground.Options);
        var source = ground.Write(Path.Combine(ground.Root, "elsewhere"), $"{Name}.cs", PluginGround.Agent("NeverLoaded", Name));

        await installer.AddAsync(new AddRequest(source));
        await using var manager = PluginManager.SetUp(ground.Options with { Locked = true });
        Assert.Equal(PluginState.Available, Assert.Single(await manager.ScanAsync()).State);
        await installer.RestoreAsync();
        await installer.RecordAsync();
        await installer.RemoveAsync(Name);

        Assert.DoesNotContain(AssemblyLoadContext.All.SelectMany(context => context.Assemblies), assembly => assembly.GetName().Name == $"plugin_{Name}");
    }
}
