using System.Text.RegularExpressions;

namespace Omua.Testing;

/// <summary>What holds for a plugin of any type.</summary>
internal sealed partial class PluginChecks<TTrial> : CheckGroup<TTrial>
    where TTrial : PluginTrial
{
    private readonly Func<PluginUnderTest, CancellationToken, TTrial> _begin;

    public PluginChecks(PluginType type, Type contract, Func<PluginUnderTest, CancellationToken, TTrial> begin)
        : base("plugin", typeof(IPlugin))
    {
        _begin = begin;
        Add("has a name in snake_case", async trial =>
        {
            var name = (await trial.StartAsync()).Plugin.Name;
            Expect.That(SnakeCase().IsMatch(name ?? ""), $"the name '{name}' is not snake_case");
        }, Member<IPlugin>(nameof(IPlugin.Name)));
        Add("has the same name for its type as for the host", async trial =>
        {
            var plugin = (await trial.StartAsync()).Plugin;
            Expect.That(contract.IsInstanceOfType(plugin), $"{plugin.GetType().Name} is not an {contract.Name}");
            Expect.Equal(plugin.Name, (string?)contract.GetProperty(nameof(IPlugin.Name))!.GetValue(plugin), $"the name as an {contract.Name}");
        }, Member<IPlugin>(nameof(IPlugin.Name)), $"{contract.Name}.{nameof(IPlugin.Name)}");
        Add("has a version by SemVer 2", async trial =>
        {
            var version = (await trial.StartAsync()).Plugin.Version;
            Expect.That(SemVer().IsMatch(version ?? ""), $"the version '{version}' is not SemVer 2");
        }, Member<IPlugin>(nameof(IPlugin.Version)));
        Add("says its type as it is", async trial => Expect.Equal(type, (await trial.StartAsync()).Plugin.Type, "the type"), Member<IPlugin>(nameof(IPlugin.Type)));
        Add("describes itself in one line", async trial =>
        {
            var description = (await trial.StartAsync()).Plugin.Description;
            Expect.That(description is { Length: > 0 and <= 300 } && !description.Contains('\n', StringComparison.Ordinal), $"the description is '{description}'; one line of 1 to 300 characters is");
        }, Member<IPlugin>(nameof(IPlugin.Description)));
        Add("says the same of itself before it is initialized", async trial =>
        {
            var before = trial.Plugin.Create(trial.Plugin.Configuration);
            var started = (await trial.StartAsync()).Plugin;
            Expect.Equal((started.Name, started.Version, started.Type, started.Description), (before.Name, before.Version, before.Type, before.Description), "name, version, type and description");
        }, Member<IPlugin>(nameof(IPlugin.Name)), Member<IPlugin>(nameof(IPlugin.Version)));
        Add("can be shut down twice", async trial =>
        {
            var plugin = (await trial.StartAsync()).Plugin;
            await plugin.ShutdownAsync(trial.Ended);
            await plugin.ShutdownAsync(trial.Ended);
        }, Member<IPlugin>(nameof(IPlugin.ShutdownAsync)));
        Add("can be shut down without having been initialized", async trial =>
            await trial.Plugin.Create(trial.Plugin.Configuration).ShutdownAsync(trial.Ended), Member<IPlugin>(nameof(IPlugin.ShutdownAsync)));
        Add("can be started again after it was shut down", async trial =>
        {
            for (var round = 0; round < 3; round++)
            {
                var (_, host) = await trial.StartAsync();
                await host.DisposeAsync();
            }
        }, Member<IPlugin>(nameof(IPlugin.InitializeAsync)), Member<IPlugin>(nameof(IPlugin.ShutdownAsync)));
        Add("leaves nothing in the background that fails", async trial =>
        {
            var (_, host) = await trial.StartAsync();
            await host.DisposeAsync();
            Expect.Empty(host.Scope.Faults.Select(fault => $"{fault.GetType().Name}: {fault.Message}"), "faults of background work and disposal");
        }, Member<IPlugin>(nameof(IPlugin.InitializeAsync)));
        Add("starts with extreme settings or refuses them clearly", RefusedSettings.TryExtremesAsync, Member<IPlugin>(nameof(IPlugin.InitializeAsync)));
        Add("refuses settings that cannot be used, clearly", RefusedSettings.TryRefusedAsync, Member<IPlugin>(nameof(IPlugin.InitializeAsync)));
        Add("logs no secret while it starts and ends", RefusedSettings.TrySecretsAsync, Member<IPlugin>(nameof(IPlugin.InitializeAsync)));
    }

    protected override TTrial Begin(PluginUnderTest plugin, CancellationToken cancellationToken) => _begin(plugin, cancellationToken);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex(@"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$")]
    private static partial Regex SemVer();
}
