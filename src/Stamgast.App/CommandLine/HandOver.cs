using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.Database;
using Stamgast.Files;

namespace Stamgast.App.CommandLine;

/// <summary>
/// How a command reaches the server: lines of JSON over a Unix socket that only its owner can open. The caller sends a <see cref="Request"/> and
/// later perhaps a line "cancel"; the server answers with <see cref="Answer"/>s, the last of which has the exit code.
/// </summary>
internal static class HandOver
{
    // sun_path of Linux has 108 bytes with the closing zero.
    private const int LongestPath = 107;

    public sealed record Request(string[] Arguments, string WorkingDirectory, string Culture, bool Terminal);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    public sealed record Answer(string? Out = null, string? Err = null, int? Exit = null);

    /// <summary>
    /// The location of the socket of a data folder; null when it was never served. If the name of the folder is very long, the socket is in a random
    /// temporary folder recorded in the data folder.
    /// </summary>
    public static string? Find(BaseLocation location)
    {
        var beside = Beside(location);
        if (Fits(beside)) return File.Exists(beside) ? beside : null;
        var pointer = PointerOf(location);
        return File.Exists(pointer) && File.ReadAllText(pointer) is { Length: > 0 } path && File.Exists(path) ? path : null;
    }

    /// <summary>Prepares the location of the socket and removes any leftover.</summary>
    public static string Prepare(BaseLocation location)
    {
        // Left behind by a killed process: the holder of the folder lock may remove it.
        Remove(location);
        var beside = Beside(location);
        if (Fits(beside)) return beside;
        var path = Path.Combine(Directory.CreateTempSubdirectory("stamgast-").FullName, "sock");
        using var pointer = new OutputFile(PointerOf(location));
        pointer.Stream.Write(Encoding.UTF8.GetBytes(path));
        pointer.Complete();
        return path;
    }

    /// <summary>Takes the socket away.</summary>
    public static void Remove(BaseLocation location)
    {
        var beside = Beside(location);
        if (Fits(beside)) File.Delete(beside);
        else if (Find(location) is { } path && Directory.GetParent(path) is { } folder && folder.Name.StartsWith("stamgast-", StringComparison.Ordinal))
        {
            try { folder.Delete(recursive: true); }
            // Belongs to somebody else by now: do not use it.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
        }
        File.Delete(PointerOf(location));
    }

    /// <summary>Lets the server run a command; null when no server uses this folder.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int?> TryAsync(BaseLocation location, Request request, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        // If the folder was never served, there is nobody to ask; trying would take as long as a small command.
        if (location.IsOnServer || Find(location) is not { } path) return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), CancellationToken.None);
        }
        catch (SocketException)
        {
            return null;
        }
        // The data folder belongs to its owner; in the shared temporary folder anybody could answer in our place.
        if (path != Beside(location) && !IsOurs(socket)) return null;
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        await writer.WriteLineAsync(JsonSerializer.Serialize(request));
        // The server decides how a cancelled command ends, so its answer is still awaited.
        await using var stop = cancel.Register(() => writer.WriteLine("cancel"));
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var answer = JsonSerializer.Deserialize<Answer>(line)!;
            await output.WriteAsync(answer.Out);
            await errors.WriteAsync(answer.Err);
            if (answer.Exit is { } exit) return exit;
        }
        throw new RefusedException("server.gone", location.DataFolder);
    }

    private static bool IsOurs(Socket socket)
    {
        if (!OperatingSystem.IsLinux()) return true;
        // SOL_SOCKET and SO_PEERCRED of Linux: the process, the user and the group at the other end.
        Span<int> credentials = stackalloc int[3];
        return socket.GetRawSocketOption(1, 17, MemoryMarshal.AsBytes(credentials)) == 12 && (uint)credentials[1] == OwnerOnly.User;
    }

    private static string Beside(BaseLocation location) => Path.Combine(location.DataFolder, "stamgast.sock");

    private static string PointerOf(BaseLocation location) => Path.Combine(location.DataFolder, "stamgast.sock.at");

    private static bool Fits(string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath;
}
