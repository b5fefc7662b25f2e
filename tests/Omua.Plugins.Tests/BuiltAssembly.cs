using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <summary>Without the host's compiler: for tests of what the host makes of it.</summary>
    public static byte[] Plain(string name, string source)
    {
        var usings = "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using Omua.Abstractions;";
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(usings), CSharpSyntaxTree.ParseText(source)],
            [.. Basic.Reference.Assemblies.Net100.References.All, MetadataReference.CreateFromFile(Contracts)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        return assembly.ToArray();
    }
}
