namespace Omua.Plugins.Sources;

/// <summary>What <c>#:package</c> lines mean here: one exact version each, and the contracts come from the host whatever version is written, as long as the host is not older.</summary>
internal static class PackageDirectives
{
    /// <summary>The package to restore; null where the host provides it or a fault was found.</summary>
    public static PackageNeed? Read(SourceDirective directive, List<Fault> faults)
    {
        var (id, version) = directive.Split('@');
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            Refuse(FaultCodes.PluginDirectiveInvalid, $"'#:package {directive.Text}' names no package", "Write it as #:package Name@1.2.3");
            return null;
        }

        if (HostAssemblies.VersionOf(id) is { } provided)
        {
            if (version is not null && PackageVersion.Parse(version) is { } wanted && wanted.CompareTo(provided) > 0)
            {
                Refuse(FaultCodes.PluginNeedsNewerHost, $"asks for {id} {version}; this host provides {provided}", $"Update OMUA, or write #:package {id}@{provided}");
            }

            return null;
        }

        if (string.IsNullOrEmpty(version))
        {
            Refuse(FaultCodes.PluginDirectiveInvalid, $"the package {id} has no version", $"Write the version that you tested with: #:package {id}@1.2.3");
            return null;
        }

        if (PackageVersion.Parse(version) is null)
        {
            Refuse(
                FaultCodes.PluginDirectiveInvalid,
                $"'{version}' is not one version of {id}: a range or * would make another plugin of it tomorrow", $"Write the version that you tested with: #:package {id}@1.2.3");
            return null;
        }

        return new PackageNeed(id, version, directive);

        void Refuse(string code, string message, string fix) => faults.Add(directive.Fault(code, message, fix));
    }
}
