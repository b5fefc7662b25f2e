using System.Text.Json;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Runs.Playbooks;

/// <summary>
/// A file with a list of tasks, in the shape in which a run's document shows its plan. YAML where the name ends so, JSON otherwise; both are read into nodes that
/// know their place.
/// </summary>
internal static class PlaybookFile
{
    public const string Fix = "give a list of tasks, each with id, agent_type and what it needs; 'omua run --json' shows plans in this shape";

    /// <exception cref="FaultException">The file cannot be used; every fault in it is named with line and column.</exception>
    public static IReadOnlyList<TaskSpec> Read(string file)
    {
        try
        {
            var root = Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" ? YamlReader.ReadNode(file) : JsonNodes.Read(file);
            return new PlaybookReader(file).Read(root);
        }
        catch (FaultException exception) when (exception.Faults.All(fault => fault.Code.StartsWith("OMUA2", StringComparison.Ordinal)))
        {
            // The reader of configuration files reads this one too; here it is no configuration that is wrong.
            throw new FaultException([.. exception.Faults.Select(fault => fault with { Code = FaultCodes.PlaybookUnreadable, Message = $"the playbook cannot be used: {fault.Message}" })]);
        }
        catch (JsonException exception)
        {
            throw new FaultException(new Fault(FaultCodes.PlaybookUnreadable, $"the playbook cannot be used: this is not valid JSON: {Cause(exception)}", Fix)
            {
                File = file, Line = (int?)exception.LineNumber + 1, Column = (int?)exception.BytePositionInLine + 1,
            }, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(new Fault(FaultCodes.PlaybookUnreadable, $"the playbook cannot be used: {exception.Message.TrimEnd('.')}", "name a file that can be read") { File = file }, exception);
        }
    }

    /// <summary>The place stands in the fault; the parser's message would say it again.</summary>
    private static string Cause(JsonException exception) => exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
