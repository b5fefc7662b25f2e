namespace Omua.Llm.Settings;

/// <summary>The section <c>llm:</c>.</summary>
internal sealed record LlmSettings : IValidated
{
    /// <summary>Backends in the order in which they are asked. Empty: every LLM plugin that has a section under <c>plugins:</c>, in the order written.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Limit of an answer where the caller sets none, in tokens; 1 to 1,000,000. Default 4,096.</summary>
    public int MaxOutputTokens { get; init; } = 4096;

    /// <summary>Currency of prices and budgets, three letters. Default USD.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Prices by model; a name that ends in <c>*</c> stands for all that begin so.</summary>
    public IReadOnlyDictionary<string, PriceSettings> Prices { get; init; } = new Dictionary<string, PriceSettings>();

    /// <summary>What may be spent.</summary>
    public BudgetSettings Budget { get; init; } = new();

    /// <summary>What one backend is asked at most.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>How long to wait.</summary>
    public TimeoutSettings Timeouts { get; init; } = new();

    /// <summary>How a failed attempt is tried again.</summary>
    public RetrySettings Retry { get; init; } = new();

    /// <summary>When a failing backend is left alone.</summary>
    public BreakerSettings Breaker { get; init; } = new();

    /// <summary>Whether answers are kept.</summary>
    public CacheSettings Cache { get; init; } = new();

    /// <summary>How often a model may call tools before it must answer; 1 to 50. Default 8.</summary>
    public int ToolRounds { get; init; } = 8;

    /// <summary>How often an answer that does not follow its schema is sent back; 0 to 2. Default 2.</summary>
    public int Repairs { get; init; } = 2;

    /// <summary>Whether a run is planned by the model where there is one. Default true.</summary>
    public bool Planning { get; init; } = true;

    /// <summary>Whether a run gets a summary in prose where there is a model. Default true.</summary>
    public bool Narrative { get; init; } = true;

    /// <summary>Whether traces carry prompts and answers. Default false.</summary>
    public bool TraceContent { get; init; }

    /// <summary>The parts check themselves.</summary>
    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(MaxOutputTokens, 1, 1_000_000)
        .Between(ToolRounds, 1, 50)
        .Between(Repairs, 0, 2)
        .That(Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper), "currency", "is not three capital letters; write USD, EUR, ...")
        .That(Order.Distinct(StringComparer.Ordinal).Count() == Order.Count, "order", "names a backend twice");
}
