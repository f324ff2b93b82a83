using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.Database;

namespace Stamgast.App.CommandLine;

/// <summary>
/// How a command reaches the serving process: lines of JSON over a Unix socket that only its owner can open. The caller sends a
/// <see cref="Request"/> and later perhaps a line "cancel"; the server answers <see cref="Answer"/>s, the last with the exit code.
/// </summary>
internal static class HandOver
{
    // sun_path of Linux has 108 bytes with the closing zero.
    private const int LongestPath = 107;

    public sealed record Request(string[] Arguments, string WorkingDirectory, string Culture, bool Terminal);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    public sealed record Answer(string? Out = null, string? Err = null, int? Exit = null);

    /// <summary>The socket of a data folder; a folder with a very long name has it in the temporary folder.</summary>
    public static string PathOf(BaseLocation location)
    {
        var beside = Path.Combine(location.DataFolder, "stamgast.sock");
        if (Encoding.UTF8.GetByteCount(beside) <= LongestPath) return beside;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location.DataFolder)))[..16];
        return Path.Combine(Path.GetTempPath(), $"stamgast-{Environment.UserName}", hash + ".sock");
    }

    /// <summary>
    /// Lets the serving process run a command; null when nobody serves this folder.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static async Task<int?> TryAsync(BaseLocation location, Request request, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        // Where nobody ever served there is nobody to ask; asking in vain takes as long as a small command.
        if (location.Engine == Engine.Postgres || !File.Exists(PathOf(location))) return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(location)), CancellationToken.None);
        }
        catch (SocketException)
        {
            return null;
        }
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
}
