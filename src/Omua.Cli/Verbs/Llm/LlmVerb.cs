using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Llm;

/// <summary><c>omua llm</c>: the language models behind runs.</summary>
internal static class LlmVerb
{
    public static Command Create() => new Verb("llm", "List, check and ask language models, and decide what their tools may do")
    {
        LlmListVerb.Create(), LlmTestVerb.Create(), LlmAskVerb.Create(), LlmApprovalsVerb.Create(),
    };
}
