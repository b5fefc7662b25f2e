using System.Runtime.InteropServices;
using System.Security;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Packages;

/// <summary>
/// The project that stands for a plugin's packages while they are restored. It takes what is compiled against, loaded and native from a package, and none of
/// its build logic: restoring must not run a package's code. What is substituted or downgraded is an error.
/// </summary>
internal static class RestoreProject
{
    public const string Name = "packages";

    public static string Write(string folder, IEnumerable<PackageNeed> packages, string? settingsFrom, IReadOnlyList<string> feeds, bool isApart)
    {
        var project = Path.Combine(folder, $"{Name}.csproj");
        var references = packages.Select(package =>
            $"    <PackageReference Include=\"{Xml(package.Id)}\" Version=\"{Xml(package.Version)}\" IncludeAssets=\"compile;runtime;native\" />");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <EnableDynamicLoading>true</EnableDynamicLoading>
                <EnableDefaultItems>false</EnableDefaultItems>
                <GenerateRuntimeConfigurationFiles>false</GenerateRuntimeConfigurationFiles>
                <ExcludeRestorePackageImports>true</ExcludeRestorePackageImports>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
                <NuGetAudit>false</NuGetAudit>
                <DisableImplicitAssetTargetFallback>true</DisableImplicitAssetTargetFallback>
                <WarningsAsErrors>NU1601;NU1603;NU1605;NU1608</WarningsAsErrors>
                <RestorePackagesPath>{(isApart ? Xml(Path.Combine(folder, "unpacked")) : "")}</RestorePackagesPath>
                <RestoreRootConfigDirectory>{Xml(settingsFrom ?? folder)}</RestoreRootConfigDirectory>
                <RestoreAdditionalProjectSources>{Xml(string.Join(';', feeds))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>

            """);

        // Nothing from the folders above may take part.
        foreach (var boundary in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(folder, boundary), "<Project />\n");
        }

        return project;
    }

    private static string Xml(string text) => SecurityElement.Escape(text);
}
