using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Omua.Plugins.Compiler;

/// <summary>
/// Compiles the sources of one plugin into a library: optimised, deterministic, with portable symbols. It sees the framework's reference assemblies and
/// what it is given, never the host itself. Compiling runs no code of the sources or their packages: no generators.
/// </summary>
internal static class PluginCompiler
{
    /// <summary>The symbols that the SDK defines for a library of this framework, as far as sources ask for them.</summary>
    private static readonly string[] FrameworkSymbols =
        ["RELEASE", "NET", "NETCOREAPP", "NET10_0", .. Enumerable.Range(5, 6).Select(major => string.Create(CultureInfo.InvariantCulture, $"NET{major}_0_OR_GREATER"))];

    public static async Task<CompilerOutput> CompileAsync(CompilerInput input, CancellationToken cancellationToken)
    {
        var compilation = Compilation(input, cancellationToken);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        using var documentation = new MemoryStream();
        var emitted = compilation.Emit(
            assembly, symbols, documentation, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "plugin.pdb"), cancellationToken: cancellationToken);
        return emitted.Success
            ? new CompilerOutput(assembly.ToArray(), symbols.ToArray(), [])
            {
                Documentation = documentation.ToArray(), Warnings = [.. (await PluginAdvice.OfAsync(compilation, cancellationToken).ConfigureAwait(false)).Select(found => Warning(input, found))],
            }
            : new CompilerOutput(null, null, [.. emitted.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => Fault(input, found))]);
    }

    private static CSharpCompilation Compilation(CompilerInput input, CancellationToken cancellationToken)
    {
        var version = LanguageVersion.CSharp14;
        if (input.LangVersion is not null && LanguageVersionFacts.TryParse(input.LangVersion, out var named))
        {
            version = named;
        }

        var parsing = CSharpParseOptions.Default.WithLanguageVersion(version).WithDocumentationMode(DocumentationMode.Parse)
            .WithPreprocessorSymbols(FrameworkSymbols.Concat(input.DefineConstants))
            .WithFeatures([new KeyValuePair<string, string>("FileBasedProgram", "true")]);
        var trees = input.Files.Select(file =>
            CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), parsing, file.Name, cancellationToken)).ToList();
        if (input.ImplicitUsings)
        {
            trees.Add(GlobalUsings.Tree(parsing));
        }

        return CSharpCompilation.Create(
            input.AssemblyName, trees, CompilerReferences.Of(input.References),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true,
                checkOverflow: input.CheckForOverflowUnderflow, allowUnsafe: input.AllowUnsafeBlocks,
                nullableContextOptions: Enum.TryParse<NullableContextOptions>(input.Nullable, ignoreCase: true, out var nullable) ? nullable : NullableContextOptions.Enable));
    }

    private static Fault Fault(CompilerInput input, Diagnostic diagnostic)
    {
        var file = FileOf(input, diagnostic);
        var message = $"{file.Name} does not compile: {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
        return At(file, diagnostic, new Fault(FaultCodes.PluginDoesNotCompile, message, "Correct the line; the file is compiled again on the next start"));
    }

    /// <summary>A rule's message says what is wrong and, after the last semicolon, what to do.</summary>
    private static Fault Warning(CompilerInput input, Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var end = message.LastIndexOf("; ", StringComparison.Ordinal);
        return At(FileOf(input, diagnostic), diagnostic, end < 0 ? new Fault(diagnostic.Id, message, "") : new Fault(diagnostic.Id, message[..end], message[(end + 2)..]));
    }

    private static CompilerFile FileOf(CompilerInput input, Diagnostic diagnostic) =>
        input.Files.FirstOrDefault(each => each.Name == diagnostic.Location.SourceTree?.FilePath) ?? input.Files[0];

    private static Fault At(CompilerFile file, Diagnostic diagnostic, Fault fault)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return fault with
        {
            File = file.Path,
            Line = diagnostic.Location.IsInSource ? start.Line + 1 : null,
            Column = diagnostic.Location.IsInSource ? start.Character + 1 : null,
        };
    }
}
