namespace Omua.Plugins.Configuration;

/// <summary>One thing that is wrong with a section when it is bound to a type.</summary>
/// <param name="Code">A code of the 2xx range.</param>
/// <param name="Key">The key from the top of the section, nested keys joined by a colon.</param>
/// <param name="Message">What is wrong, to be read after the key. Never a secret.</param>
/// <param name="Fix">What to write.</param>
/// <param name="Origin">Where it stands; where a key is missing, the section that lacks it.</param>
internal sealed record BindingFault(string Code, string Key, string Message, string Fix, ConfigurationOrigin Origin)
{
    public OptionFault ToOptionFault() => new(Key, Fix.Length == 0 ? Message : $"{Message}; {Fix}");

    public Fault ToFault(string section) =>
        ConfigurationFaults.At(Origin, Code, $"{ConfigurationFaults.Dotted(section + (Key.Length == 0 ? "" : ":" + Key))} {Message}", Fix);
}
