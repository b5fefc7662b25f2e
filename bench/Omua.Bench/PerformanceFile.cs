using System.Globalization;

namespace Omua.Bench;

/// <summary>Writes a canonical performance file: seeded, so that every run reads the same bytes.</summary>
internal static class PerformanceFile
{
    public static string Write(string path, int rows)
    {
        var random = new Random(20250401);
        string[] channels = ["paid_search", "paid_social", "display", "video", "affiliate"];
        using var writer = new StreamWriter(path);
        writer.Write("date,campaign,channel,impressions,clicks,cost,conversions,revenue\n");
        for (var row = 0; row < rows; row++)
        {
            var day = new DateOnly(2024, 1, 1).AddDays((int)((long)row * 365 / rows));
            var campaign = random.Next(200);
            var impressions = random.Next(50, 60000);
            var clicks = impressions * random.Next(1, 80) / 1000;
            var conversions = clicks * random.Next(0, 90) / 1000;
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},campaign {campaign:000},{channels[campaign % channels.Length]},{impressions},{clicks},{clicks * 0.37 + random.NextDouble():0.0000},{conversions},{conversions * 21.5:0.00}\n"));
        }

        return path;
    }
}
