namespace Omua.Llm.Calling;

/// <summary>What a call has taken, added up over repairs, tool rounds, failed attempts and backends.</summary>
internal sealed class CallSpend
{
    private decimal _cost;
    private bool _isPriced = true;

    /// <summary>The tokens.</summary>
    public LlmUsage Usage { get; private set; } = LlmUsage.None;

    /// <summary>The cost; null where a part of it has no price.</summary>
    public decimal? Cost => _isPriced ? _cost : null;

    public void Add(LlmUsage usage, decimal? cost)
    {
        Usage = Usage.Plus(usage);
        _isPriced &= cost is not null;
        _cost += cost ?? 0;
    }

    public void Add(CallSpend part) => Add(part.Usage, part.Cost);
}
