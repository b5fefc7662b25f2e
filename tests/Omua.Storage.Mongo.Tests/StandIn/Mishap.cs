namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>What may happen to a command.</summary>
internal enum Mishap
{
    /// <summary>The connection ends before the command is done.</summary>
    CutBefore,

    /// <summary>The connection ends after it was done, without an answer.</summary>
    CutAfter,

    /// <summary>It is done, and no answer comes.</summary>
    Silence,
}
