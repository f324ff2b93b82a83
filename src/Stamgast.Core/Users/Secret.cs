using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Stamgast.Users;

/// <summary>A random word that only its holder knows: in a cookie or in a one-time link. The base keeps its hash.</summary>
public static class Secret
{
    /// <summary>256 random bits as 43 URL-safe characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256. No salt or rounds are needed: nobody can try 2^256 values.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
