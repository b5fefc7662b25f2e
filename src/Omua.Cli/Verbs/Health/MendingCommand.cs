namespace Omua.Cli.Verbs.Health;

/// <summary>The command for a fault: the one that mends it; where an editor has to, the one that shows whether it did.</summary>
internal static class MendingCommand
{
    public static string? Of(Fault fault, string? plugin) => fault.Code switch
    {
        FaultCodes.PluginUntrusted => $"omua plugin trust {Word(fault.File)}",
        FaultCodes.PluginPackageMissing or FaultCodes.PluginRestoreFailed or FaultCodes.PluginCacheChanged or FaultCodes.PluginLockDiffers => "omua plugin restore",
        FaultCodes.PluginNameTaken => $"omua plugin remove {Word(fault.File)}",
        FaultCodes.PluginQuarantined => $"omua plugin reset {plugin}",
        FaultCodes.PluginEndedProcess or FaultCodes.PluginSuspected or FaultCodes.PluginCrashed or FaultCodes.PluginAbandoned or FaultCodes.PluginCallFailed or FaultCodes.PluginDisabled =>
            plugin is null ? "omua plugin list" : $"omua plugin info {plugin}",
        FaultCodes.PluginOptionsInvalid => "omua config validate",
        FaultCodes.PluginDirectoryMissing => $"mkdir -p {Word(fault.File)}",
        FaultCodes.StoreFailed => "omua storage info",
        FaultCodes.StoreDamaged => "omua storage restore FILE --yes",
        FaultCodes.NoLlmBackend or FaultCodes.UnknownLlmBackend => "omua llm list",
        FaultCodes.HomeNotWritable or FaultCodes.DiskSpaceLow => "export OMUA_HOME=DIR",
        _ when fault.Code.StartsWith("OMUA1", StringComparison.Ordinal) && File.Exists(fault.File) && Path.GetExtension(fault.File) == ".cs" => $"omua plugin watch {Word(fault.File)}",
        _ when fault.Code.StartsWith("OMUA2", StringComparison.Ordinal) => "omua config validate",
        _ when fault.Code.StartsWith("OMUA6", StringComparison.Ordinal) => plugin is null ? "omua llm list" : $"omua llm test {plugin}",
        _ => null,
    };

    private static string Word(string? path) => path is null ? "" : path.All(character => char.IsLetterOrDigit(character) || character is '/' or '.' or '-' or '_') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
