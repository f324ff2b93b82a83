using Stamgast.App.CommandLine;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Outbox;

public sealed class MailCommandsTests
{
    [Theory, EachEngine]
    public async Task The_outbox_is_listed_saved_sent_and_tried_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var sink = new MailSink();
        using (var customers = Base.Open(place.Location))
            foreach (var to in new[] { "a@example.be", "b@example.be" })
                new QueueMail(customers, TimeProvider.System).Do(new MailDraft { To = [to], Subject = "Hi", Text = "Hi" }, Actor.CommandLine);
        var (exit, said) = await RunAsync("mail", "run", "--json");
        Assert.Equal((0, "{\"accepted\":0,\"refused\":0,\"retry\":0,\"uncertain\":0}"), (exit, said.Out.ToString().Trim()));
        (exit, said) = await RunAsync("mail", "outbox", "--state", "held", "--json");
        Assert.Equal((0, 2, 2), (exit, said.Json.GetProperty("mails").GetArrayLength(), said.Json.GetProperty("counts").GetProperty("held").GetInt32()));
        Assert.Equal("held", said.Json.GetProperty("mails")[0].GetProperty("state").GetString());
        (exit, said) = await RunAsync("mail", "check", "--json");
        Assert.Equal((1, "mail.held"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        (exit, _) = await RunAsync("mail", "eml", "1", "--out", "mail.eml");
        Assert.Equal(0, exit);
        Assert.Contains("To: a@example.be", await File.ReadAllTextAsync(Path.Combine(place.Folder, "mail.eml")), StringComparison.Ordinal);

        foreach (var (key, value) in new[] { ("mail.server", "127.0.0.1"), ("mail.port", $"{sink.Port}"), ("mail.security", "none"),
            ("mail.from", "info@branderij.example"), ("mail.password", "geheim") })
            Assert.Equal(0, (await RunAsync("setting", "set", key, value)).Exit);
        (_, said) = await RunAsync("setting", "get", "mail.password", "--json");
        Assert.Equal("***", said.Json.GetProperty("value").GetString());
        sink.Answers = line => line.Contains("b@example", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null;
        (exit, said) = await RunAsync("mail", "run", "--json");
        Assert.Equal((0, "{\"accepted\":1,\"refused\":1,\"retry\":0,\"uncertain\":0}"), (exit, said.Out.ToString().Trim()));
        sink.Answers = _ => null;
        Assert.Equal(1, (await RunAsync("mail", "retry", "1")).Exit);
        Assert.Equal(0, (await RunAsync("mail", "retry", "2")).Exit);
        (_, said) = await RunAsync("mail", "run", "--json");
        Assert.Equal(1, said.Json.GetProperty("accepted").GetInt32());
        Assert.Equal(2, sink.Taken.Count);
        Assert.Equal(0, (await RunAsync("mail", "check")).Exit);
        Assert.Equal(0, (await RunAsync("check")).Exit);

        Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) =>
            TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);
    }

    [Theory, EachEngine]
    public async Task Files_of_sent_mails_are_encrypted_without_a_server_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var sink = new MailSink();
        foreach (var (key, value) in new[] { ("mail.server", "127.0.0.1"), ("mail.port", $"{sink.Port}"), ("mail.security", "none"),
            ("mail.from", "info@branderij.example"), ("attachments.encrypt", "yes") })
            Assert.Equal(0, (await RunAsync("setting", "set", key, value)).Exit);
        var bytes = "%PDF-1.7 for Jozefien only"u8.ToArray();
        using (var customers = Base.Open(place.Location))
        {
            new ChangeSets(customers, TimeProvider.System).Create([CustomerValues.Blank()], Actor.CommandLine);
            new QueueMail(customers, TimeProvider.System).Do(new MailDraft
            {
                Customer = 1, To = ["a@example.be"], Subject = "Hi", Text = "Hi", Files = [new MailFile("plan.pdf", "application/pdf", bytes)],
            }, Actor.CommandLine);
        }
        Assert.Equal(0, (await RunAsync("mail", "run")).Exit);
        Assert.Single(sink.Taken);
        using (var customers = Base.Open(place.Location))
        {
            var key = DocumentStore.KeyOf(bytes);
            using var reader = customers.OpenReader();
            if (engine == Engine.Postgres) Assert.Equal([key], reader.Texts("select key from stored_document where encrypted"));
            else Assert.Equal([key + DocumentStore.EncryptedEnding], Directory.EnumerateFiles(place.Location.DocumentFolder, "*",
                SearchOption.AllDirectories).Select(Path.GetFileName));
            // With the key of the server, which has the same.
            Assert.Equal(bytes, DocumentStore.Of(customers).Read(key));
        }

        Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) =>
            TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);
    }
}
