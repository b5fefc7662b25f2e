namespace Omua.Cli.Shell;

/// <summary>What a process that calls <c>omua</c> can rely on.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int Usage = 2;

    public const int NeedsPerson = 3;

    public const int Interrupted = 130;

    /// <summary>
    /// 2xx is configuration and 9xx usage: both are the caller's to mend before anything can run. Where nothing but trust or consent is missing, a person has to look.
    /// </summary>
    public static int For(IReadOnlyList<Fault> faults) =>
        faults.All(fault => fault.Code is FaultCodes.PluginUntrusted or FaultCodes.RestoreNotConfirmed or FaultCodes.NothingApproved) ? NeedsPerson
        : faults.Any(fault => fault.Code.StartsWith("OMUA2", StringComparison.Ordinal) || fault.Code is FaultCodes.UnknownVerb or FaultCodes.WrongUsage
            or FaultCodes.NoLlmBackend or FaultCodes.UnknownLlmBackend or FaultCodes.BudgetCurrency or FaultCodes.UnknownAgent or FaultCodes.PlaybookUnreadable or FaultCodes.NoSingleRun or FaultCodes.ProposalUnknown) ? Usage
        : Failed;
}
