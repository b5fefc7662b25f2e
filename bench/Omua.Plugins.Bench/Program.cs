using System.Globalization;
using Omua.Plugins.Bench;

// bench/plugins [starts|compiles|cycles|calls|reloads|peer|all] [rounds]; the other words are what it starts itself with.
int Given(int otherwise) => args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : otherwise;
switch (args)
{
    case ["empty"]:
        return 0;
    case ["scan", var home]:
        return await Child.ScanAsync(home);
    case ["use", var home, var name]:
        return await Child.UseAsync(home, name);
    case ["load", var home]:
        return await Child.LoadAsync(home);
    case ["mcmaster", var home]:
        return await McMasterPeer.LoadAsync(home);
    case ["starts", ..]:
        await Starts.RunAsync(Given(15));
        return 0;
    case ["compiles", ..]:
        await Compiles.RunAsync(Given(5));
        return 0;
    case ["peer", ..]:
        await Peer.RunAsync(Given(15));
        return 0;
    case ["cycles", ..]:
        await Cycles.RunAsync(Given(1_000));
        return 0;
    case ["calls", ..]:
        await Calls.RunAsync(Given(7));
        return 0;
    case ["reloads", ..]:
        await Reloads.RunAsync(Given(25));
        return 0;
    default:
        await Starts.RunAsync(15);
        await Compiles.RunAsync(5);
        await Peer.RunAsync(15);
        await Cycles.RunAsync(1_000);
        await Calls.RunAsync(7);
        await Reloads.RunAsync(25);
        return 0;
}
