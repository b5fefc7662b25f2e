using System.Numerics;

namespace Omua.Analytics;

/// <summary>Sums over columns.</summary>
internal static class VectorMath
{
    public static double Dot(double[] left, double[] right)
    {
        var (sum, width) = (Vector<double>.Zero, Vector<double>.Count);
        var index = 0;
        for (; index <= left.Length - width; index += width)
        {
            sum += new Vector<double>(left, index) * new Vector<double>(right, index);
        }

        var total = Vector.Sum(sum);
        for (; index < left.Length; index++)
        {
            total += left[index] * right[index];
        }

        return total;
    }
}
