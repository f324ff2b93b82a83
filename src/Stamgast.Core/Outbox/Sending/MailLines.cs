using System.Text.Json.Nodes;
using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>Lines of the ledger for many mails, written with one statement.</summary>
internal sealed class MailLines
{
    private readonly JsonArray rows = [];

    public void Add(OutboxMail mail, DateTime at, string what, int? code = null, string? answer = null, string? recipient = null) =>
        rows.Add((JsonNode)new JsonObject
        {
            ["mail"] = mail.Id, ["attempt"] = mail.Attempts, ["at"] = OutboxRows.Milliseconds(at), ["what"] = what, ["recipient"] = recipient, ["code"] = code,
            ["answer"] = OutboxRows.Short(answer),
        });

    /// <summary>A statement that writes <see cref="Rows"/> in the parameter <c>@lines</c>.</summary>
    public static string Statement(Engine engine) => $"""
        insert into outbox_attempt(mail, attempt, at, what, recipient, code, answer)
        select {Number(engine, "mail")}, {Number(engine, "attempt")}, {Number(engine, "at")}, {Text(engine, "what")}, {Text(engine, "recipient")},
            {Number(engine, "code")}, {Text(engine, "answer")} {From(engine, "@lines")} order by o.key
        """;

    /// <summary>The lines as a JSON array.</summary>
    public string Rows() => rows.ToJsonString();

    /// <summary>The elements of the JSON array in a parameter.</summary>
    public static string From(Engine engine, string parameter) => $"from (select 1 as one) l{engine.EachElement(engine.Json(parameter), "o")}";

    /// <summary>A number of such an element.</summary>
    public static string Number(Engine engine, string name) => engine.TypedAs(engine.TextIn("o.value", name), "bigint");

    /// <summary>A text of such an element.</summary>
    public static string Text(Engine engine, string name) => engine.TextIn("o.value", name);
}
