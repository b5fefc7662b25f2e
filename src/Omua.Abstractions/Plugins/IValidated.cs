namespace Omua.Abstractions;

/// <summary>Options that know their own ranges. All faults are reported together.</summary>
public interface IValidated
{
    /// <summary>Every fault, or none.</summary>
    IEnumerable<OptionFault> Validate();
}
