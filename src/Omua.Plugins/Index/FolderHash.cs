using System.Security.Cryptography;
using System.Text;
using Omua.Plugins.Discovery;

namespace Omua.Plugins.Index;

/// <summary>SHA-256 over names and content of all files in a folder, in order of name.</summary>
internal static class FolderHash
{
    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in FolderFiles.Of(folder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file.FullName)));
            hash.AppendData([0]);
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file.FullName)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
