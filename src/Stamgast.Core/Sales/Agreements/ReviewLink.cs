using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Stamgast.Database;

namespace Stamgast.Sales.Agreements;

/// <summary>The personal link of an agreement: a random key in its address, of which only the hash is stored.</summary>
public static class ReviewLink
{
    private const int KeyBytes = 32;
    private const int LongestKey = 60;

    /// <summary>A new key.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What is stored of a key.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The path of its page.</summary>
    public static string PathOf(string key) => "/review/" + key;

    /// <summary>The agreement to which a key leads, outside the trash; null without one.</summary>
    public static RecordState? Find(Base customers, string key)
    {
        if (key.Length > LongestKey) return null;
        var shape = AgreementKind.Instance.Shape;
        using var reader = customers.OpenReader();
        using var command = reader.Query(RecordStates.Select(shape, customers.Engine, $"c.link_key = @hash and {shape.Alive(customers.Engine, "c")}"),
            ("hash", HashOf(key)));
        using var rows = command.ExecuteReader();
        return rows.Read() ? RecordStates.At(shape, rows) : null;
    }
}
