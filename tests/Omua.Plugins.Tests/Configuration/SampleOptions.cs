namespace Omua.Plugins.Tests.Configuration;

/// <summary>One property of each supported kind.</summary>
public sealed record SampleOptions : IValidated
{
    public required string Account { get; init; }

    public string? ApiKey { get; init; }

    [Secret]
    public int Pin { get; init; }

    public bool IsOn { get; set; } = true;

    public long Big { get; init; }

    public double Share { get; init; } = 0.5;

    public decimal? Limit { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    public DateOnly? Since { get; init; }

    public DayOfWeek Day { get; init; }

    public Uri? Address { get; init; }

    public IReadOnlyList<string> Names { get; init; } = [];

    public int[] Numbers { get; init; } = [];

    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();

    public SampleTest? PastTest { get; init; }

    public SampleRetry Retry { get; init; } = new();

    public List<SampleRetry> Steps { get; init; } = [];

    public bool Careless { get; init; }

    public IEnumerable<OptionFault> Validate()
    {
        if (Careless && Account.Length == 0)
        {
            yield return new("account", "is empty");
        }

        if (Share is < 0 or > 1)
        {
            yield return new("share", $"is {Share}; use 0 to 1");
        }
    }
}
