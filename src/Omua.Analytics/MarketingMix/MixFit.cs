using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>One fit of a mix model, with its intervals and what is to be said of it.</summary>
internal sealed class MixFit
{
    private const double MarginalStep = 0.01;
    private const int Passes = 8;
    private readonly MixInput _input;
    private readonly MixOptions _options;
    private readonly MixDesign _design;
    private readonly MixCandidates _candidates;
    private readonly IReadOnlyList<MixCandidate>[] _grids;

    public MixFit(MixInput input, MixOptions options)
    {
        MixCheck.Input(input, options);
        (_input, _options, _design) = (input, options, new MixDesign(input, options));
        MixCheck.Size(input.Times.Count, _design.Count + input.Channels.Count);
        _candidates = new MixCandidates(input, options, _design);
        _grids = [.. Enumerable.Range(0, input.Channels.Count).Select(_candidates.Grid)];
    }

    public MixModel Run()
    {
        var rest = _design.Rest(_input.Outcome);
        var (chosen, observed) = Best(new MixSearch(rest, _options.Ridge, _input.Outcome.Sum()));
        var variance = Variance(chosen, observed, rest);
        double[] squares = [.. Enumerable.Range(0, chosen.Length).Select(channel => OwnSquares(channel, chosen))];
        var calibrations = Calibrations(chosen, observed, squares, variance);
        double[] coefficients = [.. observed.Select((value, channel) => calibrations[channel]?.Pooled(chosen[channel], value, test => test.Lift) ?? value)];
        double[] left = [.. _input.Outcome.Select((outcome, period) => outcome - Effect(chosen, observed, period))];
        var residuals = _design.Rest(left);
        double[] fitted = [.. _input.Outcome.Select((outcome, period) => outcome - residuals[period])];
        var intervals = Resample(chosen, calibrations, residuals, fitted);
        var tests = _options.LiftTests.Select((test, index) => Compare(test, index, chosen, observed, coefficients)).ToList();
        var mean = _input.Outcome.Average();
        var channels = chosen.Select((candidate, channel) => Channel(channel, candidate, coefficients[channel], observed[channel], OwnVariation(candidate, squares[channel]), intervals?[channel])).ToList();
        return new MixModel
        {
            Channels = channels,
            Base = _design.Coefficients(left),
            Fitted = fitted,
            RSquared = 1 - VectorMath.Dot(residuals, residuals) / _input.Outcome.Sum(value => (value - mean) * (value - mean)),
            ResidualDeviation = Math.Sqrt(variance),
            LiftTests = tests,
            Notes = [.. MixNotes.For(channels, tests, _design.LeftOut)],
        };
    }

    private (MixCandidate[] Chosen, double[] Coefficients) Best(MixSearch search)
    {
        var (chosen, coefficients) = search.Run([.. _grids.Select(grid => grid[grid.Count / 2])], _grids, Passes);
        foreach (var step in new[] { 0.5, 0.25, 0.125 })
        {
            IReadOnlyList<MixCandidate>[] near = [.. chosen.Select((candidate, channel) => _candidates.Near(channel, candidate.Transform, step))];
            (chosen, coefficients) = search.Run(chosen, near, 2);
        }

        return (chosen, coefficients);
    }

    private static double Effect(MixCandidate[] chosen, double[] coefficients, int period)
    {
        var sum = 0.0;
        for (var channel = 0; channel < chosen.Length; channel++)
        {
            sum += coefficients[channel] * chosen[channel].Effect[period];
        }

        return sum;
    }

    private double Variance(MixCandidate[] chosen, double[] coefficients, double[] rest)
    {
        double[] residuals = [.. rest.Select((value, period) => value - chosen.Select((candidate, channel) => coefficients[channel] * candidate.Rest[period]).Sum())];
        return VectorMath.Dot(residuals, residuals) / Math.Max(1, residuals.Length - _design.Count - chosen.Length);
    }

    /// <summary>For each channel, draws of its return and marginal return.</summary>
    private (Interval Roas, Interval Marginal)[]? Resample(MixCandidate[] chosen, MixCalibration?[] calibrations, double[] residuals, double[] fitted)
    {
        if (_options.Draws == 0)
        {
            return null;
        }

        var random = new Random(_options.Seed);
        var blocks = new BlockResampling(residuals.Length, _options.BlockLength, random);
        var (roas, marginal) = (chosen.Select(_ => new double[_options.Draws]).ToArray(), chosen.Select(_ => new double[_options.Draws]).ToArray());
        // What was found finely stands beside the grid, so that a draw can keep it.
        IReadOnlyList<MixCandidate>[] choices = [.. _grids.Select((grid, channel) => (IReadOnlyList<MixCandidate>)[chosen[channel], .. grid])];
        var total = _input.Outcome.Sum();
        var gains = new Dictionary<MixCandidate, (double Whole, double Step)>();
        for (var draw = 0; draw < _options.Draws; draw++)
        {
            var sample = blocks.Next();
            double[] outcome = [.. fitted.Select((value, period) => value + residuals[sample[period]])];
            var lifts = _options.LiftTests.Distinct().ToDictionary(test => test, test => test.Lift + test.StandardError * Normal.Sample(random, 0, 1));
            var (found, coefficients) = new MixSearch(_design.Rest(outcome), _options.Ridge, total).Run(chosen, choices, 2);
            for (var channel = 0; channel < found.Length; channel++)
            {
                if (!gains.TryGetValue(found[channel], out var gain))
                {
                    gains[found[channel]] = gain = Gain(channel, found[channel]);
                }

                var coefficient = calibrations[channel]?.Pooled(found[channel], coefficients[channel], test => lifts[test]) ?? coefficients[channel];
                (roas[channel][draw], marginal[channel][draw]) = (coefficient * gain.Whole, coefficient * gain.Step);
            }
        }

        return [.. roas.Zip(marginal, (whole, step) => (RobustScale.Percentiles(whole, _options.Level), RobustScale.Percentiles(step, _options.Level)))];
    }

    /// <summary>Return and marginal return of a coefficient of 1.</summary>
    private (double Whole, double Step) Gain(int channel, MixCandidate candidate)
    {
        var spend = _input.Channels[channel].Values;
        var (total, now) = (spend.Sum(), candidate.Effect.Sum());
        var more = candidate.Transform.Apply([.. spend.Select(value => value * (1 + MarginalStep))], _options).Sum();
        return (now / total, (more - now) / (MarginalStep * total));
    }

    private MixChannel Channel(int channel, MixCandidate candidate, double coefficient, double observed, double own, (Interval Roas, Interval Marginal)? interval)
    {
        var (spend, gain) = (_input.Channels[channel].Values.Sum(), Gain(channel, candidate));
        return new MixChannel
        {
            Name = _input.Channels[channel].Name,
            Transform = candidate.Transform,
            Coefficient = coefficient,
            Spend = spend,
            Contribution = coefficient * gain.Whole * spend,
            ObservedRoas = observed * gain.Whole,
            RoasInterval = interval?.Roas,
            MarginalRoas = coefficient * gain.Step,
            MarginalRoasInterval = interval?.Marginal,
            OwnVariation = own,
        };
    }

    private MixCalibration?[] Calibrations(MixCandidate[] chosen, double[] observed, double[] squares, double variance) =>
    [
        .. chosen.Select((candidate, channel) => _options.LiftTests.Select((test, index) => (test, index)).Where(pair => pair.test.Channel == _input.Channels[channel].Name).ToList() is { Count: > 0 } tests
            ? new MixCalibration(tests, candidate, observed[channel], squares[channel], variance) : null),
    ];

    private static double OwnVariation(MixCandidate candidate, double squares)
    {
        var mean = candidate.Effect.Average();
        return Math.Min(1, squares / candidate.Effect.Sum(value => (value - mean) * (value - mean)));
    }

    /// <summary>Squares of what neither the base nor the other channels explain of a channel.</summary>
    private double OwnSquares(int channel, MixCandidate[] chosen)
    {
        double[] rest = [.. chosen[channel].Rest];
        var basis = new List<double[]>();
        foreach (var other in chosen.Where((_, index) => index != channel))
        {
            double[] direction = [.. other.Rest];
            Remove(basis, direction);
            var length = Math.Sqrt(VectorMath.Dot(direction, direction));
            if (length > 1e-9 * Math.Sqrt(VectorMath.Dot(other.Rest, other.Rest)))
            {
                basis.Add([.. direction.Select(value => value / length)]);
            }
        }

        Remove(basis, rest);
        var squares = VectorMath.Dot(rest, rest);
        return OwnVariation(chosen[channel], squares) > 1e-8 ? squares : throw new FaultException(new Fault(
            FaultCodes.NotIdentified, $"The spend of '{_input.Channels[channel].Name}' moves exactly as trend, season, controls and the other channels do, so that its effect cannot be told from theirs.",
            "Leave one of them out, or vary the spend apart; a lift test tells them apart."));
    }

    private static void Remove(List<double[]> basis, double[] values)
    {
        foreach (var direction in basis)
        {
            var share = VectorMath.Dot(direction, values);
            for (var row = 0; row < values.Length; row++)
            {
                values[row] -= share * direction[row];
            }
        }
    }

    private static LiftComparison Compare(LiftTest test, int index, MixCandidate[] chosen, double[] observed, double[] calibrated)
    {
        double Lift(double[] coefficients) => chosen.Select((candidate, channel) => coefficients[channel] * candidate.Lifts[index]).Sum();
        var uncalibrated = Lift(observed);
        return new LiftComparison(test, uncalibrated, Lift(calibrated), (uncalibrated - test.Lift) / test.StandardError);
    }
}
