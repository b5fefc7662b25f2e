using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Omua.Plugins.Guard;

/// <summary>Metrics and traces of all plugins. Costs next to nothing while nobody listens.</summary>
internal static class PluginTelemetry
{
    private static readonly ActivitySource Activities = new(TelemetryNames.Source);
    private static readonly Meter Meter = new(TelemetryNames.Source);

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>(TelemetryNames.CallDuration, "s", "Duration of calls into plugins");
    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram<double>(TelemetryNames.LoadDuration, "s", "Time from a plugin's file to its first call");
    private static readonly Counter<long> Crashes = Meter.CreateCounter<long>(TelemetryNames.Crashes, "{crash}", "Crashes of plugins");
    private static readonly Counter<long> Reloads = Meter.CreateCounter<long>(TelemetryNames.Reloads, "{reload}", "Reloads of plugins");

    public static bool IsListenedTo => CallDuration.Enabled || Activities.HasListeners();

    public static Activity? StartCall(PluginHealth plugin, string member)
    {
        var activity = Activities.HasListeners() ? Activities.StartActivity($"{plugin.Name} {member}") : null;
        activity?.SetTag(TelemetryNames.Plugin, plugin.Name).SetTag(TelemetryNames.Type, plugin.WireType).SetTag(TelemetryNames.Member, member);
        return activity;
    }

    public static void CallEnded(PluginHealth plugin, string member, TimeSpan duration, string? error, Activity? activity)
    {
        if (error is not null)
        {
            activity?.SetTag(TelemetryNames.ErrorType, error).SetStatus(ActivityStatusCode.Error);
        }

        if (CallDuration.Enabled)
        {
            var tags = Tags(plugin);
            tags.Add(TelemetryNames.Member, member);
            if (error is not null)
            {
                tags.Add(TelemetryNames.ErrorType, error);
            }

            CallDuration.Record(duration.TotalSeconds, tags);
        }
    }

    public static void Loaded(PluginHealth plugin, TimeSpan duration) => LoadDuration.Record(duration.TotalSeconds, Tags(plugin));

    public static void Crashed(PluginHealth plugin) => Crashes.Add(1, Tags(plugin));

    public static void Reloaded(PluginHealth plugin, bool succeeded)
    {
        var tags = Tags(plugin);
        tags.Add(TelemetryNames.Outcome, succeeded ? "reloaded" : "failed");
        Reloads.Add(1, tags);
    }

    private static TagList Tags(PluginHealth plugin) => new() { { TelemetryNames.Plugin, plugin.Name }, { TelemetryNames.Type, plugin.WireType } };
}
