using System.Security.Cryptography;
using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>Makes documents unreadable where they are stored, and readable again.</summary>
public interface IDocumentCipher
{
    byte[] Protect(byte[] bytes);

    /// <exception cref="CryptographicException">They were made unreadable with another key, or altered.</exception>
    byte[] Unprotect(byte[] bytes);
}

/// <summary>
/// The bytes of documents, each once, under the hash of what they hold (SHA-256, in hexadecimal): files in the data folder, or rows on a server, which
/// several programs share. They are never altered.
/// </summary>
public abstract class DocumentStore
{
    /// <summary>The end of the name of an encrypted file.</summary>
    public const string EncryptedEnding = ".enc";

    /// <summary>Encrypts what is added when the organisation wants it; null for a program that has no keys.</summary>
    public IDocumentCipher? Cipher { get; init; }

    /// <summary>
    /// The cipher with the keys of a base, the same for the server and for commands. The program gives it, since its keys are not known here.
    /// </summary>
    public static Func<Base, IDocumentCipher?> CipherOfProgram { get; set; } = _ => null;

    /// <summary>The store of a base.</summary>
    /// <param name="cipher">Null takes that of the program.</param>
    public static DocumentStore Of(Base customers, IDocumentCipher? cipher = null)
    {
        cipher ??= CipherOfProgram(customers);
        return customers.Engine == Engine.Sqlite ? new SqliteDocuments(customers) { Cipher = cipher } : new PostgresDocuments(customers) { Cipher = cipher };
    }

    /// <summary>The hash of bytes, which is their key.</summary>
    public static string KeyOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>True for a text that can be a key: it never leads out of the store.</summary>
    public static bool IsKey(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Keeps a document; one that is there already stays.</summary>
    /// <param name="encrypted">True to encrypt it.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="RefusedException">attachment.no_key: it is to be encrypted, and there is no key; disk.full</exception>
    public string Keep(byte[] bytes, bool encrypted, DateTime now)
    {
        var key = KeyOf(bytes);
        if (TouchIfThere(key, now)) return key;
        Write(key, encrypted ? Locked(bytes) : bytes, encrypted, now);
        return key;
    }

    /// <summary>Makes sure that a document which is to be encrypted can be: before work that cannot be taken back, such as sending mails.</summary>
    /// <exception cref="RefusedException">attachment.no_key</exception>
    public void MustHaveKey() => Locked([]);

    /// <summary>The bytes of a document, as they were given.</summary>
    /// <exception cref="RefusedException">attachment.gone: it is not there, or not what it was; attachment.locked: its key is not here.</exception>
    public byte[] Read(string key)
    {
        if (!IsKey(key) || Find(key) is not var (bytes, isEncrypted)) throw new RefusedException("attachment.gone");
        if (isEncrypted) bytes = Unlock(bytes);
        return KeyOf(bytes) == key ? bytes : throw new RefusedException("attachment.gone");
    }

    /// <summary>True when the document is there.</summary>
    public bool Has(string key) => IsKey(key) && Find(key) is not null;

    /// <summary>Deletes a document for good.</summary>
    public abstract void Delete(string key);

    /// <summary>Deletes a document unless it was kept again since a moment.</summary>
    public abstract void DeleteIfBefore(string key, DateTime before);

    /// <summary>The keys of documents that were last kept before a moment, some at a time.</summary>
    public abstract IEnumerable<IReadOnlyList<string>> KeptBefore(DateTime before);

    /// <summary>Marks a document as kept now.</summary>
    /// <returns>False when it is not there.</returns>
    private protected abstract bool TouchIfThere(string key, DateTime now);

    private protected abstract void Write(string key, byte[] bytes, bool isEncrypted, DateTime now);

    private protected abstract (byte[] Bytes, bool IsEncrypted)? Find(string key);

    private byte[] Locked(byte[] bytes)
    {
        try { return (Cipher ?? throw new RefusedException("attachment.no_key")).Protect(bytes); }
        catch (CryptographicException e) { throw new RefusedException(new Refusal("attachment.no_key"), e); }
    }

    private byte[] Unlock(byte[] bytes)
    {
        if (Cipher is null) throw new RefusedException("attachment.locked");
        try { return Cipher.Unprotect(bytes); }
        catch (CryptographicException e) { throw new RefusedException(new Refusal("attachment.locked"), e); }
    }
}
