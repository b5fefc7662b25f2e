namespace Omua.Testing;

/// <summary>One random history: the same steps on the store and on one in memory, compared after each.</summary>
internal sealed class JournalHistory
{
    private readonly StorageTrial _trial;
    private readonly Random _random;
    private readonly ManualTime _ownTime = new();
    private readonly IRunJournal _model;
    private readonly Dictionary<string, (RunLease Stored, RunLease Model)> _leases = new(StringComparer.Ordinal);
    private readonly List<string> _steps = [];
    private IRunJournal _journal;

    private JournalHistory(StorageTrial trial, IRunJournal journal, int seed)
    {
        (_trial, _journal, _random) = (trial, journal, new Random(seed));
        _model = new MemoryStorage(time: trial.TurnsClock ? trial.Time : _ownTime).Journal;
    }

    public static async Task<JournalHistory> BeginAsync(StorageTrial trial, int seed) => new(trial, (await trial.OpenAsync().ConfigureAwait(false)).Journal, seed);

    public async Task PlayAsync(int steps)
    {
        try
        {
            for (var step = 0; step < steps; step++)
            {
                await StepAsync().ConfigureAwait(false);
            }

            await CompareAsync().ConfigureAwait(false);
        }
        catch (CheckFailedException exception)
        {
            throw new CheckFailedException($"{exception.Message}; the last of {_steps.Count} steps: {string.Join(", ", _steps.TakeLast(8))}", exception);
        }
    }

    private Task StepAsync()
    {
        var run = _trial.Name($"r{_random.Next(4)}");
        return _random.Next(100) switch
        {
            < 50 => AppendAsync(run),
            < 65 => LeaseAsync(run),
            < 75 => ReleaseAsync(run),
            < 80 => ReopenAsync(),
            < 88 => PassAsync(),
            _ => CompareAsync(),
        };
    }

    private async Task AppendAsync(string run)
    {
        var last = (await _trial.LoadAsync(_model, run).ConfigureAwait(false)).Count;
        var lease = _random.Next(3) == 0 && _leases.TryGetValue(_trial.Name($"r{_random.Next(4)}"), out var known) ? known : default;
        var append = _trial.Append(run, Math.Max(0, last + (_random.Next(4) == 0 ? _random.Next(-1, 3) : 0)), 1 + _random.Next(4)) with
        {
            IsOpen = _random.Next(3) > 0,
            Summary = _random.Next(2) == 0 ? $"{_random.Next(100)}" : null,
            SetTimers = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new NewTimer($"t{_random.Next(4)}", _random.Next(2) == 0 ? TimeSpan.Zero : StorageTrial.Long))],
            ClearTimers = [.. Enumerable.Range(0, _random.Next(2)).Select(_ => $"t{_random.Next(4)}")],
        };
        await SameAsync($"append {append.Events.Count} to {run[^2..]} at {append.ExpectedSequence}{(lease.Stored is null ? "" : $" with the lease of {lease.Stored.RunId[^2..]}")}",
            () => _journal.AppendAsync(append with { Lease = lease.Stored }, _trial.Ended), () => _model.AppendAsync(append with { Lease = lease.Model })).ConfigureAwait(false);
    }

    private async Task LeaseAsync(string run)
    {
        var owner = $"o{_random.Next(3)}";
        _steps.Add($"lease {run[^2..]} to {owner}");
        var stored = await _journal.LeaseAsync(run, owner, StorageTrial.Long, _trial.Ended).ConfigureAwait(false);
        var model = await _model.LeaseAsync(run, owner, StorageTrial.Long).ConfigureAwait(false);
        Expect.Equal(model is not null, stored is not null, "whether the lease is given");
        if (stored is null || model is null)
        {
            return;
        }

        if (_leases.TryGetValue(run, out var before))
        {
            Expect.Equal(model.Token == before.Model.Token, stored.Token == before.Stored.Token, "whether the token stays");
            Expect.That(stored.Token >= before.Stored.Token, $"the token went back from {before.Stored.Token} to {stored.Token}");
        }

        // Now and then the old lease is kept, so that a later step writes with one that is lost.
        if (_random.Next(3) > 0 || !_leases.ContainsKey(run))
        {
            _leases[run] = (stored, model);
        }
    }

    private async Task ReleaseAsync(string run)
    {
        if (_leases.TryGetValue(run, out var lease))
        {
            _steps.Add($"release {run[^2..]} by {lease.Stored.Owner}");
            await _journal.ReleaseAsync(lease.Stored, _trial.Ended).ConfigureAwait(false);
            await _model.ReleaseAsync(lease.Model).ConfigureAwait(false);
        }
    }

    private async Task ReopenAsync()
    {
        _steps.Add("reopen");
        _journal = (await _trial.ReopenAsync().ConfigureAwait(false)).Journal;
    }

    private Task PassAsync()
    {
        // A store with a clock of its own lets no hour pass for us; there nothing ends.
        if (_trial.TurnsClock)
        {
            _steps.Add("pass 40 minutes");
            _trial.Time.Advance(TimeSpan.FromMinutes(40));
        }

        return Task.CompletedTask;
    }

    private async Task CompareAsync()
    {
        _steps.Add("compare");
        for (var number = 0; number < 4; number++)
        {
            var run = _trial.Name($"r{number}");
            var after = _random.Next(3);
            Expect.Sequence((await _trial.LoadAsync(_model, run, after).ConfigureAwait(false)).Select(each => (each.Sequence, each.Kind, each.Json)),
                (await _trial.LoadAsync(_journal, run, after).ConfigureAwait(false)).Select(each => (each.Sequence, each.Kind, each.Json)), $"events of r{number} after {after}");
        }

        var isOpen = _random.Next(3) switch { 0 => true, 1 => false, _ => (bool?)null };
        Expect.Sequence(await ShownAsync(_model, isOpen).ConfigureAwait(false), await ShownAsync(_journal, isOpen).ConfigureAwait(false), "runs");
        Expect.Sequence(await DueAsync(_model).ConfigureAwait(false), await DueAsync(_journal).ConfigureAwait(false), "due timers");
    }

    private async Task<IEnumerable<string>> ShownAsync(IRunJournal journal, bool? isOpen) =>
        (await _trial.ListAsync(journal, isOpen, limit: 2).ConfigureAwait(false)).Select(run => $"{run.RunId[^2..]} {run.LastSequence} {run.IsOpen} {run.Summary} {run.LeasedUntil is not null}").Order(StringComparer.Ordinal);

    private async Task<IEnumerable<string>> DueAsync(IRunJournal journal) =>
        (await _trial.DueAsync(journal).ConfigureAwait(false)).Select(timer => $"{timer.RunId[^2..]} {timer.Id}").Order(StringComparer.Ordinal);

    private async Task SameAsync(string step, Func<Task<long>> stored, Func<Task<long>> model)
    {
        _steps.Add(step);
        Expect.Equal(await OutcomeAsync(model).ConfigureAwait(false), await OutcomeAsync(stored).ConfigureAwait(false), step);
    }

    private static async Task<string> OutcomeAsync(Func<Task<long>> call)
    {
        try
        {
            return $"sequence {await call().ConfigureAwait(false)}";
        }
        catch (StorageException exception)
        {
            return exception.Failure.ToString();
        }
    }
}
