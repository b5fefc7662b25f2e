namespace Omua.Abstractions;

/// <summary>Carries one or more faults to the border where they are shown. The command line prints them and picks the exit code.</summary>
public sealed class FaultException(IReadOnlyList<Fault> faults, Exception? innerException = null)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Code}: {fault.Message}")), innerException)
{
    /// <summary>One fault.</summary>
    public FaultException(Fault fault, Exception? innerException = null)
        : this([fault], innerException)
    {
    }

    /// <summary>All faults, at least one.</summary>
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
