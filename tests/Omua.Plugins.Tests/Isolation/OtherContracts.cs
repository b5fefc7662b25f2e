using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omua.Plugins.Tests.Samples;

namespace Omua.Plugins.Tests.Isolation;

/// <summary>The contracts as another minor version of them would be: the very sources, with one thing more or one thing less, and the same assembly version.</summary>
internal static class OtherContracts
{
    private static readonly string Sources = Path.Combine(SampleGround.SamplesFolder, "..", "src", "Omua.Abstractions");

    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks; global using TaskStatus = Omua.Abstractions.TaskStatus;
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        """;

    private static readonly Lazy<Dictionary<string, string>> Files = new(() => Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(Sources, path).Split(Path.DirectorySeparatorChar)[..^1].Any(folder => folder is "bin" or "obj"))
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllText));

    /// <summary>Writes them into a folder of their own.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="file">The source that differs.</param>
    /// <param name="from">What stands in it; the first of its kind is meant.</param>
    /// <param name="to">What stands there in the other version.</param>
    /// <returns>The assembly's path.</returns>
    public static string Write(string folder, string file, string from, string to)
    {
        var text = Files.Value[file];
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no '{from}' any more");
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        var sources = Files.Value.Select(source => source.Key == file ? text[..at] + to + text[(at + from.Length)..] : source.Value).Append(Usings);
        var compilation = CSharpCompilation.Create(
            "Omua.Abstractions", sources.Select(source => CSharpSyntaxTree.ParseText(source, parsing)),
            [.. Basic.Reference.Assemblies.Net100.References.All, MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "Omua.Abstractions.dll");
        using var assembly = File.Create(path);
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        return path;
    }
}
