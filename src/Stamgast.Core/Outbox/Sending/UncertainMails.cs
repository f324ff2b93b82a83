using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>Some uncertain mails, or all up to one.</summary>
/// <param name="Ids">Null for all.</param>
/// <param name="UpTo">The last one of all: those that became uncertain after somebody looked are not meant.</param>
public sealed record UncertainMails(IReadOnlyList<long>? Ids, long UpTo = 0)
{
    /// <summary>As SQL, on <c>outbox_mail m</c>.</summary>
    internal string Condition => "m.state = 'uncertain' and "
        + (Ids is { } ids ? "m.id in " + Sql.InList(ids) : string.Create(CultureInfo.InvariantCulture, $"m.id <= {UpTo}"));

    /// <summary>What a decision about them means.</summary>
    /// <param name="most">How many are shown.</param>
    public UncertainPreview Preview(Base customers, Viewer viewer, int most)
    {
        var (shown, count, listed, people) = (new List<OutboxMail>(), 0L, 0L, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        using var reader = customers.OpenReader();
        for (var after = 0L; ;)
        {
            using var select = reader.Query($"select {OutboxRows.Columns} from outbox_mail m where {Condition} and m.id > @after order by m.id limit 500",
                ("after", after));
            var mails = OutboxRows.Read(select);
            if (mails.Count == 0) return new UncertainPreview(shown, count, people.Count, listed, after);
            foreach (var mail in OutboxRows.Seen(reader, customers.Engine, viewer, mails))
            {
                count++;
                if (mail.SentAt is null && SentMail.IsListed(mail)) listed++;
                if (shown.Count < most) shown.Add(mail);
                people.UnionWith(MailAddresses.Of(mail.To).Select(a => a.Address));
            }
            after = mails[^1].Id;
        }
    }
}

/// <summary>What a decision about uncertain mails means.</summary>
/// <param name="Mails">The first of them.</param>
/// <param name="Count">All of them.</param>
/// <param name="Recipients">To how many different addresses they go.</param>
/// <param name="Listed">How many would be listed in the conversations.</param>
/// <param name="Last">The ID of the last one.</param>
public sealed record UncertainPreview(IReadOnlyList<OutboxMail> Mails, long Count, int Recipients, long Listed, long Last);
