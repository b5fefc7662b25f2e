using Omua.Plugins.Guard;
using Omua.Plugins.Health;

namespace Omua.Plugins.Loading;

/// <summary>What the host makes for a plugin before it starts, and takes back when it ends.</summary>
internal sealed record StartParts(PluginHealth Health, PluginLimits Limits, SecretMask Mask, ContainedContext Contained, MarkSlot? Mark, PluginScope Scope, HttpClient Http);
