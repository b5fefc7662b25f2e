using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Omua.Plugins.Guard;

/// <summary>
/// What the host knows of how one plugin behaves: its calls, its failures, its crashes. One for all instances of a plugin; it outlives a reload, but a changed
/// file starts with a clean record.
/// </summary>
internal sealed partial class PluginHealth
{
    private readonly CrashLog _log;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly string _path;
    private List<PluginCrash> _crashes;
    private volatile CallStatistics _statistics;
    private CallStatistics? _next;
    private volatile Fault? _quarantine;

    public PluginHealth(string name, PluginType type, string path, string hash, PluginLimits limits, PluginHostOptions options)
    {
        (Name, WireType, _path, Hash) = (name, JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()), path, hash);
        _log = new CrashLog(options.HomeDirectory, options.Time);
        _logger = options.LoggerFactory.CreateLogger("Omua.Plugins");
        _statistics = new CallStatistics(hash);
        Breaker = new CircuitBreaker(limits.Failures, limits.Rest, options.Time);
        _crashes = [.. _log.Read(name, hash)];
        Judge();
    }

    public string Name { get; }

    public string WireType { get; }

    public string Hash { get; private set; }

    /// <summary>Of the version that answers.</summary>
    public CallStatistics Statistics => _statistics;

    public CircuitBreaker Breaker { get; }

    /// <summary>Why it may not be run; null where it may.</summary>
    public Fault? Quarantine => _quarantine;

    public IReadOnlyList<PluginCrash> Crashes
    {
        get
        {
            lock (_lock)
            {
                return [.. _crashes];
            }
        }
    }

    /// <summary>Of a version that starts: the one that answers, or one that may come after it.</summary>
    public CallStatistics StatisticsOf(string hash)
    {
        lock (_lock)
        {
            return _statistics.Hash == hash ? _statistics : _next?.Hash == hash ? _next : _next = new CallStatistics(hash);
        }
    }

    /// <summary>The plugin is now another one, with a record of its own.</summary>
    public void ChangedTo(string hash)
    {
        lock (_lock)
        {
            if (Hash != hash)
            {
                Hash = hash;
                _statistics = StatisticsOf(hash);
                _next = null;
                _crashes = [.. _log.Read(Name, hash)];
                Breaker.Succeeded();
            }
        }

        Judge();
    }

    /// <summary>A call failed. A failure that the contract knows says that the plugin is alive; any other counts towards a rest.</summary>
    public void Failed(Fault? defect)
    {
        Statistics.Failed();
        if (defect is null)
        {
            Breaker.Succeeded();
        }
        else if (Breaker.Failed())
        {
            LastDefect = defect;
            LogRests(Name, defect.Message);
        }
        else
        {
            LastDefect = defect;
        }
    }

    public Fault? LastDefect { get; private set; }

    /// <param name="fault">What happened.</param>
    /// <param name="hash">The content that crashed: a version that is being replaced, or that did not come to serve, may crash too.</param>
    public void Crashed(Fault fault, string hash)
    {
        lock (_lock)
        {
            var crash = _log.Add(Name, hash, fault);
            if (hash == Hash)
            {
                _crashes.Add(crash);
            }
        }

        PluginTelemetry.Crashed(this);
        LogCrashed(Name, fault.Code, fault.Message);
        Judge();
    }

    /// <summary>The record was wiped; what runs goes on running.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _crashes.Clear();
        }

        _quarantine = null;
    }

    private void Judge()
    {
        var crashes = Crashes;
        if (!CrashLog.IsQuarantined(crashes))
        {
            _quarantine = null;
            return;
        }

        var isNew = _quarantine is null;
        _quarantine = QuarantineFault(Name, _path, crashes);
        if (isNew)
        {
            LogQuarantined(Name, _quarantine.Message);
        }
    }

    public static Fault QuarantineFault(string name, string path, IReadOnlyList<PluginCrash> crashes) => new(
        FaultCodes.PluginQuarantined, $"{name} is quarantined: {CrashLog.Limit} crashes in five minutes; the last: {crashes[^1].Message}",
        $"Mend the plugin (a changed file is tried again), or: omua plugin reset {name}") { File = path };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Plugin} crashed ({Code}): {What}")]
    private partial void LogCrashed(string plugin, string code, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Plugin} is not run any more: {Why}")]
    private partial void LogQuarantined(string plugin, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Plugin} rests after failures in a row; the last: {Last}")]
    private partial void LogRests(string plugin, string last);
}
