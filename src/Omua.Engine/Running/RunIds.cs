using System.Globalization;
using System.Security.Cryptography;

namespace Omua.Engine.Running;

/// <summary>Run ids sort by time and can be read aloud: <c>20261124-021530-k3f9</c>.</summary>
internal static class RunIds
{
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

    public static string New(TimeProvider time) =>
        $"{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";
}
