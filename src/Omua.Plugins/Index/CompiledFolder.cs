using System.Globalization;
using Omua.Plugins.Trust;

namespace Omua.Plugins.Index;

/// <summary>What the cache keeps of compiled sources: the assembly, its symbols, its documentation and what the author is advised.</summary>
internal static class CompiledFolder
{
    private const string WarningsFile = "plugin.warnings";

    public static void Write(string folder, CompiledSource compiled, IReadOnlyList<SourceProgramFile> files) => AtomicFile.CreateFolder(folder, target =>
    {
        File.WriteAllBytes(Path.Combine(target, "plugin.pdb"), compiled.Symbols ?? []);
        File.WriteAllBytes(Path.Combine(target, "plugin.xml"), compiled.Documentation ?? []);
        File.WriteAllLines(Path.Combine(target, WarningsFile), compiled.Warnings.Select(warning => Line(warning, files)));
        File.WriteAllBytes(Path.Combine(target, "plugin.dll"), compiled.Assembly!);
        FolderSeal.Write(target);
    });

    /// <summary>The same content may lie at another path by now, so the warnings are kept by the number of the file.</summary>
    public static IReadOnlyList<Fault> Warnings(string folder, IReadOnlyList<SourceProgramFile> files)
    {
        var path = Path.Combine(folder, WarningsFile);
        return File.Exists(path) ? [.. File.ReadLines(path).Select(line => Warning(line.Split('\t'), files))] : [];
    }

    private static string Line(Fault warning, IReadOnlyList<SourceProgramFile> files)
    {
        var file = files.Index().FirstOrDefault(each => each.Item.Path == warning.File).Index;
        return string.Join('\t', warning.Code, file, warning.Line, warning.Column, Plain(warning.Message), Plain(warning.Fix));
    }

    private static Fault Warning(string[] fields, IReadOnlyList<SourceProgramFile> files) => new(fields[0], fields[4], fields[5])
    {
        File = files[Number(fields[1]) ?? 0].Path, Line = Number(fields[2]), Column = Number(fields[3]),
    };

    private static int? Number(string field) => field.Length == 0 ? null : int.Parse(field, CultureInfo.InvariantCulture);

    private static string Plain(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
