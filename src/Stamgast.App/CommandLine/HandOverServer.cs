using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Stamgast.Database;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

/// <summary>Takes commands over the socket in the data folder while the pages are served, and runs them on the base that is open.</summary>
internal sealed class HandOverServer : IAsyncDisposable
{
    private readonly Base customers;
    private readonly Socket listener;
    private readonly string path;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    public HandOverServer(Base customers)
    {
        this.customers = customers;
        path = HandOver.PathOf(customers.Location);
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, ownerOnly | UnixFileMode.UserExecute);
        // Left behind by a process that was killed: whoever holds the lock of the folder may take it away.
        File.Delete(path);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        // Nobody can connect before Listen, so there is no moment in which others may.
        File.SetUnixFileMode(path, ownerOnly);
        listener.Listen();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        File.Delete(path);
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stopping.Token);
                running.RemoveAll(t => t.IsCompleted);
                running.Add(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream);
            var answers = new AnswerStream(stream);
            if (await reader.ReadLineAsync(stopping.Token) is not { } line || JsonSerializer.Deserialize<HandOver.Request>(line) is not { } request) return;
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            var watching = WatchAsync(reader, cancel);
            var tree = new CommandTree(Cultures.Find(request.Culture) ?? Cultures.English);
            var arguments = tree.Parse(request.Arguments);
            var caller = new Caller(request.WorkingDirectory, tree.Culture, arguments.GetValue(tree.Global.Json), request.Terminal);
            var output = answers.Writer(text => new HandOver.Answer(Out: text));
            var errors = answers.Writer(text => new HandOver.Answer(Err: text));
            var exit = await CommandRunner.RunAsync(arguments, new CommandContext(customers, caller, output, errors, cancel.Token));
            answers.Send(new HandOver.Answer(Exit: exit));
            socket.Shutdown(SocketShutdown.Both);
            await watching;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or JsonException)
        {
            // The caller is gone; what it asked was cancelled or done.
        }
    }

    // A line, or the end of the stream: the caller does not want it any more.
    private static async Task WatchAsync(StreamReader reader, CancellationTokenSource cancel)
    {
        try { await reader.ReadLineAsync(CancellationToken.None); }
        catch (Exception e) when (e is IOException or ObjectDisposedException) { }
        try { await cancel.CancelAsync(); }
        catch (ObjectDisposedException) { }
    }

    private sealed class AnswerStream(Stream stream)
    {
        private readonly Lock sending = new();

        public void Send(HandOver.Answer answer)
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(answer);
            lock (sending)
            {
                stream.Write(line);
                stream.WriteByte((byte)'\n');
            }
        }

        public AnswerWriter Writer(Func<string, HandOver.Answer> wrap) => new AnswerWriter(text => Send(wrap(text)));
    }

    private sealed class AnswerWriter(Action<string> send) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => send(value.ToString());

        public override void Write(string? value)
        {
            if (value is { Length: > 0 }) send(value);
        }

        public override void Write(char[] buffer, int index, int count) => send(new string(buffer, index, count));

        public override void WriteLine(string? value) => send(value + "\n");
    }
}
