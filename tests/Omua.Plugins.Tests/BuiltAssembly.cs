using Omua.Plugins.Compiler;

namespace Omua.Plugins.Tests;

/// <summary>Assemblies as somebody else would have built them.</summary>
internal static class BuiltAssembly
{
    private static readonly string Contracts = typeof(IPlugin).Assembly.Location;

    public static async Task<byte[]> OfAsync(string name, string source, params string[] references)
    {
        var output = await PluginCompiler.CompileAsync(
            new CompilerInput(name, [new CompilerFile($"{name}.cs", $"{name}.cs", source)], references.Length == 0 ? [Contracts] : references), CancellationToken.None);
        Assert.Empty(output.Faults);
        return output.Assembly!;
    }

    public static async Task<string> WriteAsync(string folder, string name, string source, params string[] references)
    {
        var path = Path.Combine(folder, name + ".dll");
        File.WriteAllBytes(path, await OfAsync(name, source, references));
        return path;
    }
}
