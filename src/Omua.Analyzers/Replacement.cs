using Microsoft.CodeAnalysis;

namespace Omua.Analyzers;

/// <summary>Carries the expression that mends a finding from the analyzer to its fix.</summary>
internal static class Replacement
{
    /// <summary>Its key among the properties of a diagnostic.</summary>
    public const string Key = "replacement";

    public static Diagnostic Create(DiagnosticDescriptor rule, Location place, string? expression, params object[] values) =>
        Diagnostic.Create(rule, place, expression is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Key, expression), values);
}
