using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Omua.Plugins.Compiler;

/// <summary>
/// Compiles one source file into a library: optimised, deterministic, with portable symbols. It sees the framework's reference assemblies and what the
/// host offers, never the host itself. Compiling runs no code of the file: no analyzers, no generators.
/// </summary>
internal static class PluginCompiler
{
    /// <summary>What the SDK adds for a library, and what the contracts' package adds for an author, so that a file means the same in an editor.</summary>
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Text.Json.Nodes;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Omua.Abstractions;
        global using TaskStatus = Omua.Abstractions.TaskStatus;
        """;

    public static CompilerOutput Compile(
        string path, ReadOnlyMemory<byte> content, string assemblyName, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var directives = SourceDirectives.Of(path, content.Span);
        if (directives.Faults.Count > 0)
        {
            return new CompilerOutput(null, null, directives.Faults);
        }

        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14)
            .WithFeatures([new KeyValuePair<string, string>("FileBasedProgram", "true")]);
        var text = SourceText.From(new MemoryStream(content.ToArray()), Encoding.UTF8);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true,
            nullableContextOptions: directives.NullableOff ? NullableContextOptions.Disable : NullableContextOptions.Enable,
            allowUnsafe: directives.Unsafe, concurrentBuild: true, generalDiagnosticOption: ReportDiagnostic.Default);
        var compilation = CSharpCompilation.Create(
            assemblyName,
            [
                CSharpSyntaxTree.ParseText(text, parsing, Path.GetFileName(path), cancellationToken),
                CSharpSyntaxTree.ParseText(SourceText.From(GlobalUsings, Encoding.UTF8), parsing, "GlobalUsings.g.cs", cancellationToken),
            ],
            [.. Basic.Reference.Assemblies.Net100.References.All, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            options);

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "plugin.pdb"), cancellationToken: cancellationToken);
        return emitted.Success
            ? new CompilerOutput(assembly.ToArray(), symbols.ToArray(), [])
            : new CompilerOutput(null, null, [.. emitted.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => Fault(path, found))]);
    }

    private static Fault Fault(string path, Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        var message = $"{Path.GetFileName(path)} does not compile: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        return new Fault(FaultCodes.PluginDoesNotCompile, message, "Correct the line; the file is compiled again on the next start")
        {
            File = path,
            Line = diagnostic.Location.IsInSource ? start.Line + 1 : null,
            Column = diagnostic.Location.IsInSource ? start.Character + 1 : null,
        };
    }
}
