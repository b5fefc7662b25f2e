namespace Omua.Abstractions;

/// <summary>
/// Marks an option as a secret. <c>omua config show</c> masks it, messages never quote it. Options and constructor parameters named
/// <c>api_key</c>, <c>token</c>, <c>secret</c> or <c>password</c> (or ending so) are treated alike without the mark.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SecretAttribute : Attribute;
