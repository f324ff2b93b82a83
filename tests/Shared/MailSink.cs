using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stamgast.Testing;

/// <summary>
/// The other side of a real SMTP conversation, which misbehaves as a test wants: it refuses at any command, hangs up at any moment, or stays silent.
/// It speaks plain SMTP by itself, since a well-behaved server library cannot do the half of it.
/// </summary>
public sealed class MailSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();

    public MailSink()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every mail that it said it took: its Message-ID and its recipients.</summary>
    public ConcurrentQueue<(string Id, string[] Recipients, string Text)> Taken { get; } = new();

    /// <summary>The answer to a command line ("MAIL ...", "RCPT ...", "DATA", "." for the end of a text), null for the usual one, "" to hang up.</summary>
    public Func<string, string?> Answers { get; set; } = _ => null;

    /// <summary>True keeps a mail whose end was answered by hanging up: it was taken, and nobody was told.</summary>
    public bool TakesSilently { get; set; }

    public string[] Extensions { get; set; } = ["PIPELINING", "8BITMIME"];

    /// <summary>How many connections were opened.</summary>
    public int Connections => connections;

    private int connections;

    public void Dispose()
    {
        ended.Cancel();
        listener.Stop();
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                Interlocked.Increment(ref connections);
                _ = TalkAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { return; }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var recipients = new List<string>();
            if (!await SayAsync(stream, Answers("CONNECT") ?? "220 sink ESMTP")) return;
            while (await reader.ReadLineAsync(ended.Token) is { } line)
            {
                var command = line.ToUpperInvariant();
                if (command.StartsWith("MAIL", StringComparison.Ordinal)) recipients.Clear();
                var answer = Answers(line);
                if (answer is "wait") await Task.Delay(Timeout.Infinite, ended.Token);
                answer ??= command.StartsWith("EHLO", StringComparison.Ordinal) ? Greeting()
                    : command == "DATA" ? "354 go on" : command == "QUIT" ? "221 bye" : "250 ok";
                if (command.StartsWith("RCPT", StringComparison.Ordinal) && answer.StartsWith("250", StringComparison.Ordinal))
                    recipients.Add(line[8..].Trim('<', '>'));
                if (!await SayAsync(stream, answer) || command == "QUIT") return;
                if (command == "DATA" && answer.StartsWith('3') && !await TakeAsync(reader, stream, [.. recipients])) return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream, string[] recipients)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(ended.Token) is { } line)
        {
            if (line != ".")
            {
                text.AppendLine(line);
                continue;
            }
            var answer = Answers(".") ?? "250 taken";
            if (answer is "wait") await Task.Delay(Timeout.Infinite, ended.Token);
            if (answer.StartsWith('2') || (answer.Length == 0 && TakesSilently)) Taken.Enqueue((IdOf(text.ToString()), recipients, text.ToString()));
            return await SayAsync(stream, answer);
        }
        return false;
    }

    private string Greeting() => string.Concat(Extensions.Prepend("sink").Select((e, i) => $"250{(i < Extensions.Length ? '-' : ' ')}{e}\r\n")).TrimEnd();

    private static string IdOf(string text)
    {
        var line = text.Split('\n').First(l => l.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase));
        return line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
    }

    private static async Task<bool> SayAsync(NetworkStream stream, string answer)
    {
        if (answer.Length == 0) return false;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"));
        return true;
    }
}
