using System.Globalization;

namespace Omua.Cluster.Tests;

/// <summary>What an attempt wrote down.</summary>
internal sealed record LedgerLine(DateTimeOffset At, int Silo, string RunId, string TaskId, string Attempt, string What)
{
    public static LedgerLine Parse(string line)
    {
        var parts = line.Split(' ');
        return new LedgerLine(
            new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts[3], parts[4], parts[5]);
    }
}
