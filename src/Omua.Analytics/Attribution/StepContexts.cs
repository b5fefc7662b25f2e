using System.Runtime.InteropServices;

namespace Omua.Analytics;

/// <summary>How often each step followed the last channels before it, for every number of channels up to an order.</summary>
internal sealed class StepContexts
{
    private const double PseudoCount = 1;

    private readonly int _outcomes;
    private readonly int _order;
    private readonly ulong _base;
    private readonly Dictionary<(ulong Context, int Outcome), double>[] _counts;
    private readonly Dictionary<ulong, double>[] _totals;

    public StepContexts(int channels, int order)
    {
        // Two outcomes beside the channels: conversion, and the end without one.
        (_outcomes, _order, _base) = (channels + 2, order, (ulong)channels + 1);
        if (Math.Pow(_base, order) > 1e18)
        {
            throw MathsFaults.OutOfRange("the highest order to try", order, $"1 to {(int)(18 / Math.Log10(_base))} for {channels} channels");
        }

        _counts = [.. Enumerable.Range(0, order + 1).Select(_ => new Dictionary<(ulong, int), double>())];
        _totals = [.. Enumerable.Range(0, order + 1).Select(_ => new Dictionary<ulong, double>())];
    }

    public void Count(ReadOnlySpan<int> steps, double conversions, double nulls)
    {
        if (conversions + nulls > 0)
        {
            for (var at = 0; at < steps.Length; at++)
            {
                Add(steps, at, steps[at], conversions + nulls);
            }

            Add(steps, steps.Length, _outcomes - 2, conversions);
            Add(steps, steps.Length, _outcomes - 1, nulls);
        }
    }

    /// <summary>The log-likelihood of a journey by each order from 1.</summary>
    public double[] LogLikelihoods(ReadOnlySpan<int> steps, bool converts)
    {
        var sums = new double[_order];
        for (var at = 0; at <= steps.Length; at++)
        {
            var outcome = at < steps.Length ? steps[at] : converts ? _outcomes - 2 : _outcomes - 1;
            var probability = 1.0 / _outcomes;
            for (var length = 0; length <= _order; length++)
            {
                var context = Context(steps, at, length);
                _totals[length].TryGetValue(context, out var total);
                _counts[length].TryGetValue((context, outcome), out var count);
                probability = (count + PseudoCount * probability) / (total + PseudoCount);
                if (length > 0)
                {
                    sums[length - 1] += Math.Log(probability);
                }
            }
        }

        return sums;
    }

    private void Add(ReadOnlySpan<int> steps, int at, int outcome, double weight)
    {
        for (var length = 0; weight > 0 && length <= _order; length++)
        {
            var context = Context(steps, at, length);
            CollectionsMarshal.GetValueRefOrAddDefault(_counts[length], (context, outcome), out _) += weight;
            CollectionsMarshal.GetValueRefOrAddDefault(_totals[length], context, out _) += weight;
        }
    }

    /// <summary>The channels before a step, the nearest last; a journey's beginning is shorter and has numbers of its own.</summary>
    private ulong Context(ReadOnlySpan<int> steps, int at, int length)
    {
        var context = 0UL;
        for (var step = Math.Max(0, at - length); step < at; step++)
        {
            context = context * _base + (ulong)steps[step] + 1;
        }

        return context;
    }
}
