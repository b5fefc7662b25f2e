namespace Omua.Cluster.Grains;

/// <summary>An attempt to be made, as JSON: types of plugins never cross the wire.</summary>
[GenerateSerializer, Alias("omua.order"), Immutable]
internal sealed record OrderMessage([property: Id(0)] string Json);

/// <summary>What became of an attempt, as JSON.</summary>
[GenerateSerializer, Alias("omua.report"), Immutable]
internal sealed record ReportMessage([property: Id(0)] string Json);

/// <summary>What a silo says to an order.</summary>
/// <param name="Answer">Whether it takes it.</param>
/// <param name="Silo">Which silo it is.</param>
[GenerateSerializer, Alias("omua.order-answer"), Immutable]
internal sealed record OrderReply([property: Id(0)] OrderAnswer Answer, [property: Id(1)] string Silo);
