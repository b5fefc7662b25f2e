using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Omua.Plugins.Configuration;
using Omua.Plugins.Guard;
using Omua.Plugins.Health;
using Omua.Plugins.Index;
using Omua.Plugins.Metadata;

namespace Omua.Plugins.Loading;

/// <summary>One start of one plugin. Its code may never return, so each step of it runs aside, has its limit, and is left behind when it does not end.</summary>
internal sealed partial class PluginStart
{
    private readonly CatalogPlugin _plugin;
    private readonly PluginHostOptions _options;
    private readonly PluginLimits _limits;
    private readonly PluginHealth _health;
    private readonly ILogger _logger;
    private readonly ContainedContext _contained;
    private readonly MarkSlot? _mark;
    private readonly PluginScope _scope;
    private readonly HttpClient _http = new();
    private StartStep _step = StartStep.Load;
    private WeakReference<Assembly>? _assembly;
    private bool _isAbandoned;

    public PluginStart(CatalogPlugin plugin, PluginHealth health, PluginHostOptions options)
    {
        (_plugin, _health, _options, _limits) = (plugin, health, options, options.LimitsOf(plugin.Entry.Name));
        _logger = options.LoggerFactory.CreateLogger($"Omua.Plugins.{plugin.Entry.Name}");
        _contained = new ContainedContext(Stray);
        _mark = plugin.Place.LoadsInPlace ? null : ProcessMark.Take(options.HomeDirectory, options.Time, plugin.Entry.Name, plugin.Unit.Hash, plugin.Entry.Path);
        _scope = new PluginScope(options.Time, _contained, _mark, BackgroundFailed);
        if (options.OwnsProcess && _mark is not null)
        {
            ProcessHooks.Set();
        }
    }

    public SecretMask Mask { get; private set; } = SecretMask.None;

    private string Name => _plugin.Entry.Name;

    private string File => _plugin.Entry.Path;

    public async Task<PluginInstance> RunAsync(LoadedUnit unit, IReadOnlyDictionary<string, object?> arguments, IStorageBackend? storage, CancellationToken cancellationToken)
    {
        // Weak: whoever still holds this start after the plugin has ended must not hold its code.
        _assembly = new WeakReference<Assembly>(unit.Assembly);
        unit.Context.Stray = Stray;
        unit.Context.Unobserved = Unobserved;
        var type = unit.Assembly.GetType(_plugin.Plugin!.ClassFullName, throwOnError: true)!;
        var filling = new ConstructorArguments(type, Name, File, arguments);
        _step = StartStep.Configure;
        var configuration = _options.Configurations?.For(Name, filling.Keys) ?? EmptyConfiguration.Instance;
        Mask = SecretMask.Of(configuration, arguments, MarkedSecrets.Of(type));
        var (constructor, values) = filling.Choose(configuration);

        _step = StartStep.Construct;
        var (version, description) = ("", "");
        var made = await StepAsync(_limits.Construct, cancellationToken, _ =>
        {
            var plugin = (IPlugin)Unwrapped(() => constructor.Invoke(values))!;
            _step = StartStep.Identify;
            CheckIdentity(plugin);
            (version, description) = (plugin.Version, plugin.Description ?? "");
            return Task.FromResult(plugin);
        }).ConfigureAwait(false);

        _step = StartStep.Configure;
        var context = Context(configuration, storage);
        await StepAsync(_limits.Initialize, cancellationToken, async stop =>
        {
            Configure(made, type, configuration);
            _step = StartStep.Initialize;
            await made.InitializeAsync(context, stop).ConfigureAwait(false);
            return made;
        }).ConfigureAwait(false);
        return new PluginInstance(_plugin, made, unit, new StartParts(_health, _limits, Mask, _contained, _mark, _scope, _http), _options)
        {
            Version = version, Description = description,
        };
    }

    /// <summary>After a start that failed. What its code still uses is left to it.</summary>
    public async Task TakeBackAsync()
    {
        await _scope.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        _mark?.GiveBack();
        if (!_isAbandoned)
        {
            await _scope.DisposeOwnedAsync(_limits.Shutdown).ConfigureAwait(false);
            _http.Dispose();
        }
    }

    public IReadOnlyList<Fault> Faults(Exception exception, Assembly? assembly)
    {
        if (exception is PluginConfigurationException invalid)
        {
            return [.. invalid.Faults.Select(fault => Mask.Clean(OptionFault(fault)))];
        }

        var cause = exception is TypeInitializationException { InnerException: { } inner } ? inner : exception;
        var fault = new Fault(_step.Code, $"{Name} {_step.What}: {cause.GetType().Name}: {cause.Message}", _step.Fix) { File = File };
        return [Mask.Clean(assembly is null ? fault : PluginFrame.At(fault, exception, assembly))];
    }

    private async Task<T> StepAsync<T>(TimeSpan limit, CancellationToken cancellationToken, Func<CancellationToken, Task<T>> work)
    {
        var stop = new CancellationTokenSource();
        var step = _step;
        var pending = Task.Run(
            () =>
            {
                _mark?.Begin(MarkedWork.Start);
                var frame = _contained.Enter();
                try
                {
                    return work(stop.Token).Marked(_mark, MarkedWork.Start);
                }
                catch
                {
                    _mark?.End(MarkedWork.Start);
                    throw;
                }
                finally
                {
                    frame.Leave();
                }
            },
            CancellationToken.None);
        var end = await CallEnd.OfAsync(pending, stop, new CallTimes(limit, _limits.Grace, _options.Time), cancellationToken, CancellationToken.None).ConfigureAwait(false);
        if (end.IsAbandoned)
        {
            _isAbandoned = true;
            _ = pending.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            _health.Crashed(TimedOut(step, limit, $"; it did not stop within {Duration.Write(_limits.Grace)} and was abandoned"), _plugin.Unit.Hash);
        }

        if (end.Stopped == StopReason.Caller)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        if (end.Stopped is not null && !pending.IsCompletedSuccessfully)
        {
            throw new FaultException(TimedOut(step, limit, end.IsAbandoned ? $"; it did not stop within {Duration.Write(_limits.Grace)} and was abandoned" : ""));
        }

        return await pending.ConfigureAwait(false);
    }

    private Fault TimedOut(StartStep step, TimeSpan limit, string tail) => new(
        step.TimedOutCode, $"{Name} {step.TimedOut} within {Duration.Write(limit)}{tail}", "Do slow work in the background: Context.Scope.Run") { File = File };

    private PluginContext Context(IPluginConfiguration configuration, IStorageBackend? storage)
    {
        var home = Path.Combine(_options.HomeDirectory, "data", Name);
        Directory.CreateDirectory(home);
        var own = _plugin.Entry.Type == PluginType.StorageBackend ? null : storage;
        return new PluginContext
        {
            Configuration = configuration, Logger = new MaskingLogger(_logger, Mask), Time = _options.Time, Http = _http, Scope = _scope, WorkingDirectory = home,
            Documents = own is null ? null : new OwnDocuments(own.Documents, Name), Metrics = own is null ? null : new OwnMetrics(own.Metrics, Name),
        };
    }

    private Fault OptionFault(OptionFault fault)
    {
        var place = _options.Configurations?.PlaceOf(Name, fault.Key) ?? _options.Configurations?.PlaceOf(Name);
        return new Fault(FaultCodes.PluginOptionsInvalid, $"plugins.{Name}.{fault.Key.Replace(':', '.')} {fault.Message}", "Correct the key; omua config validate lists all faults")
        {
            // What is not written anywhere is said of the plugin.
            File = place?.File ?? File, Line = place?.Line, Column = place?.Column,
        };
    }

    /// <summary>The list was made without running code. Now the plugin speaks for itself, and must say the same.</summary>
    private void CheckIdentity(IPlugin made)
    {
        var entry = _plugin.Entry;
        var kinds = PluginIdentity.Kinds(kind => kind.IsInstanceOfType(made)).ToList();
        var faults = PluginIdentity.Faults(made.Name ?? "", made.Version ?? "", made.Type, kinds, entry.Class!, entry.Path).ToList();
        if (faults.Count == 0 && (made.Name != entry.Name || made.Type != entry.Type))
        {
            faults.Add(new Fault(
                FaultCodes.PluginIdentityInvalid, $"{entry.Class} was listed as {entry.Name} ({entry.Type}) and says that it is {made.Name} ({made.Type})",
                "Return Name and Type as literals, so that they are known without running the plugin") { File = entry.Path });
        }

        if (faults.Count > 0)
        {
            throw new FaultException(faults);
        }
    }

    private static void Configure(IPlugin plugin, Type type, IPluginConfiguration configuration)
    {
        foreach (var configured in type.GetInterfaces().Where(found => found.IsGenericType && found.GetGenericTypeDefinition() == typeof(IConfigured<>)))
        {
            var bind = typeof(IPluginConfiguration).GetMethod(nameof(IPluginConfiguration.Bind))!.MakeGenericMethod(configured.GetGenericArguments());
            var bound = Unwrapped(() => bind.Invoke(configuration, null));
            Unwrapped(() => configured.GetMethod(nameof(IConfigured<object>.Configure))!.Invoke(plugin, [bound]));
        }
    }

    private static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    /// <summary>An exception that nobody awaits. Without the host in between it would have ended the process.</summary>
    private void Stray(Exception exception) => _health.Crashed(
        Placed(new Fault(FaultCodes.PluginCrashed, $"{Name} threw where nobody could catch it (async void, or a thread of its own): {exception.GetType().Name}: {exception.Message}", "Return a Task, and let the host await it") { File = File }, exception),
        _plugin.Unit.Hash);

    private void Unobserved(Exception exception)
    {
        var fault = Placed(new Fault(FaultCodes.PluginUnobserved, $"{Name}: a task that nobody awaited threw {exception.GetType().Name}: {exception.Message}", "Await the task, or give it to Context.Scope.Run") { File = File }, exception);
        _health.StatisticsOf(_plugin.Unit.Hash).Failed();
        LogBackgroundFailed(Name, "a task that nobody awaited", fault.Code, fault.Message);
    }

    private void BackgroundFailed(string work, Exception exception)
    {
        var fault = Placed(new Fault(FaultCodes.PluginBackgroundFailed, $"{Name}: {work} threw {exception.GetType().Name}: {exception.Message}", "Catch it in the work; the next period tries again") { File = File }, exception);
        _health.Failed(fault);
        LogBackgroundFailed(Name, work, fault.Code, fault.Message);
    }

    private Fault Placed(Fault fault, Exception exception) => Mask.Clean(_assembly?.TryGetTarget(out var assembly) == true ? PluginFrame.At(fault, exception, assembly) : fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Plugin}: {Work} failed ({Code}): {What}")]
    private partial void LogBackgroundFailed(string plugin, string work, string code, string what);
}
