using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

/// <summary>Takes commands over the socket in the data folder while the pages are served, and runs them on the base that is open.</summary>
internal sealed class HandOverServer : IAsyncDisposable
{
    // Each holds a thread; the others wait without one.
    private const int AtOnce = 16;

    private readonly Base customers;
    private readonly MatchMemory? memory;
    private readonly Socket listener;
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    public HandOverServer(Base customers, MatchMemory? memory = null)
    {
        (this.customers, this.memory) = (customers, memory);
        var path = HandOver.Prepare(customers.Location);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        // Nobody can connect before Listen, so there is no moment in which others could.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        HandOver.Remove(customers.Location);
        await accepting;
        stopping.Dispose();
        places.Dispose();
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
            var answers = new AnswerStream(stream);
            var lines = new RequestLines(stream);
            if (await lines.NextAsync(stopping.Token) is not { } line || JsonSerializer.Deserialize<HandOver.Request>(line) is not { } request) return;
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            var watching = WatchAsync(lines, cancel);
            var tree = new CommandTree(Cultures.Find(request.Culture) ?? Cultures.English);
            var arguments = tree.Parse(request.Arguments);
            var caller = new Caller(request.WorkingDirectory, tree.Culture, arguments.GetValue(tree.Global.Json), request.Terminal);
            var output = answers.Writer(text => new HandOver.Answer(Out: text));
            var errors = answers.Writer(text => new HandOver.Answer(Err: text));
            var exit = await RunAsync(arguments, new CommandContext(customers, caller, output, errors, cancel.Token) { Memory = memory });
            answers.Send(new HandOver.Answer(Exit: exit));
            socket.Shutdown(SocketShutdown.Both);
            await watching;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or JsonException)
        {
            // The caller is gone; its command was cancelled or finished.
        }
    }

    // Only commands that work on an open base: a caller that sends anything else is not ours.
    private async Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        if (arguments.Errors.Count > 0 || arguments.CommandResult.Command is not StamgastCommand { Place: CommandPlace.Base }) return CommandRunner.Usage;
        await places.WaitAsync(context.Cancel);
        try
        {
            return await Task.Factory.StartNew(() => CommandRunner.RunAsync(arguments, context).GetAwaiter().GetResult(), CancellationToken.None,
                TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally { places.Release(); }
    }

    // A line, or the end of the stream: the caller does not want it any more.
    private static async Task WatchAsync(RequestLines lines, CancellationTokenSource cancel)
    {
        try { await lines.NextAsync(CancellationToken.None); }
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
