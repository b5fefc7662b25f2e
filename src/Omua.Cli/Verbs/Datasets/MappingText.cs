using System.Globalization;
using System.Text;
using Omua.Analytics;

namespace Omua.Cli.Verbs.Datasets;

/// <summary>Drafts of mappings as YAML, for a person to check and to keep as <c>omua.mapping.yaml</c>.</summary>
internal static class MappingText
{
    public static string Of(IReadOnlyList<MappingProposal> proposals)
    {
        var text = new StringBuilder($"# A draft: check each line, then keep it as {MappingReader.FileName} beside the data.\nmappings:\n");
        foreach (var proposal in proposals)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - files: {Quoted(Path.GetFileName(proposal.File))}\n    kind: {proposal.Kind}\n");
            if (proposal.DecimalComma)
            {
                text.Append("    decimal_comma: true\n");
            }

            text.Append("    columns:\n");
            foreach (var column in proposal.Columns)
            {
                text.Append(CultureInfo.InvariantCulture, $"      {column.Role}: {Quoted(column.Column)}  # {column.Reason}; first cell {Printed(column.Sample)}\n");
            }

            if (proposal.Unused.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    # not used: {string.Join(", ", proposal.Unused.Select(Printed))}\n");
            }
        }

        return text.ToString();
    }

    // Double-quoted YAML takes JSON's escapes, so that no name of the data can end the line or the quotes.
    private static string Quoted(string value) => $"\"{System.Text.Json.JsonEncodedText.Encode(value)}\"";

    private static string Printed(string value) => string.Concat(value.Length > 40 ? value[..40] : value).ReplaceLineEndings(" ").Replace('#', ' ');
}
