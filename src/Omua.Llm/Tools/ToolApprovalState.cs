namespace Omua.Llm.Tools;

/// <summary>How a call that needs approval stands.</summary>
internal enum ToolApprovalState
{
    /// <summary>Nobody has decided.</summary>
    Pending,

    /// <summary>It may run once.</summary>
    Approved,

    /// <summary>It may not run.</summary>
    Refused,

    /// <summary>It was approved and has been run.</summary>
    Used,
}
