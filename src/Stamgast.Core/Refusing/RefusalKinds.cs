using System.Collections.Frozen;

namespace Stamgast.Refusing;

/// <summary>
/// The register of refusals: every code with its kind. The texts are with their features; a test compares both with each other and with the code, so
/// that no new refusal is forgotten here.
/// </summary>
public static class RefusalKinds
{
    /// <summary>All codes of each kind.</summary>
    public static readonly IReadOnlyDictionary<RefusalKind, IReadOnlyList<string>> All = new Dictionary<RefusalKind, IReadOnlyList<string>>
    {
        [RefusalKind.NotFound] =
        [
            "backup.missing", "bulk.unknown", "change_set.unknown", "customer.not_yet", "customer.unknown", "extra.choice_unknown", "extra.unknown",
                "guide.unknown",
            "import.unknown", "job.unknown", "kept.unknown", "names.unknown", "page.missing", "segment.unknown", "setting.unknown", "table.not_found",
            "exchange.unknown", "mail.unknown", "record.unknown", "task.import.unknown", "delivery.unknown",
            "task.unknown", "ticket.unknown", "user.unknown", "work.unknown",
        ],
        [RefusalKind.Invalid] =
        [
            "agreement.no_address", "agreement.no_document", "agreement.no_pdf", "invoice.no_address", "shop.logo", "shop.name.unknown",
            "attachment.empty", "attachment.infected", "backup.damaged", "backup.folder", "database.connection", "export.column", "export.letters",
            "export.file", "export.sheet", "extra.caption", "extra.choice",
            "duplicates.decision", "duplicates.decisions", "duplicates.few", "duplicates.same", "duplicates.time", "duplicates.undated", "merge.twice",
            "invoice.empty", "return.empty", "series.next",
            "extra.key", "extra.language", "extra.option", "field.no_list", "field.no_sought", "field.no_text", "field.no_value", "field.unknown",
            "filter.column", "filter.country",
            "filter.choice", "filter.date", "filter.empty", "filter.flag", "filter.gender", "filter.id", "filter.language", "filter.name",
            "filter.number",
            "filter.operator", "filter.value",
            "mail.address", "mail.files", "mail.large", "mail.long", "mail.many", "mail.subject", "mail.text", "mail.to",
            "import.nofile", "mapping.column_misplaced", "mapping.column_missing", "mapping.default", "mapping.default_field", "mapping.name",
            "mapping.no_headers", "merge.few", "split.apart", "split.none", "merge.keep", "merge.leave", "merge.many", "merge.shown", "merge.take_list",
            "merge.taken", "mapping.other_columns",
            "mapping.unknown_profile", "mapping.unknown_target",
            "matching.cannot_write",
            "matching.no_column", "matching.nothing_to_compare", "names.none", "names.to", "output.input", "output.own", "output.special", "page.address",
            "page.bad",
            "page.foreign-form", "page.stale-form", "password.current", "password.different", "password.long", "password.missing", "password.plain",
            "password.short", "port.unusable", "selection.act", "selection.empty", "setting.value", "signin.wrong", "table.binary", "table.damaged",
            "table.doctype", "table.empty", "table.empty_sheet", "table.encrypted", "table.foreign", "table.no_such_line", "table.no_such_sheet",
            "table.not_readable", "table.nothing_readable", "table.packed", "table.picture", "table.unknown_encoding", "table.unusable_delimiter",
            "exchange.columns", "exchange.json", "exchange.xml",
            "mail.unreadable", "ticket.itself",
            "task.import.columns", "user.email", "user.missing", "user.name", "value.of_customer", "value.refused",
        ],
        [RefusalKind.Conflict] =
        [
            "backup.newer", "change_set.not_applied", "change_set.no_merge", "customer.linked", "customer.merged", "customer.not_merged",
                "customer.not_mergeable", "customer.trashed", "database.inuse", "duplicates.changed", "duplicates.gone",
                "database.newer", "database.notours", "extra.choices",
            "extra.choices_none", "extra.exists", "extra.many", "extra.more_lost", "extra.no_choices", "extra.retired", "folder.taken",
            "import.place_taken",
            "import.strict", "job.done", "job.interrupted", "job.kind", "job.lost", "mapping.name_taken", "merge.already", "merge.changed",
            "merge.room", "split.changed",
            "agreement.not_draft", "shop.meanwhile", "contract.active", "invoice.booked", "offer.accepted", "delivery.many",
            "offer.converted", "offer.not_accepted", "order.all_invoiced", "order.held", "order.not_active",
            "return.credited", "return.no_refund", "return.not_invoiced", "return.not_received", "order.delivered", "order.invoiced", "order.not_draft",
            "agreement.fixed", "agreement.over",
            "credit.amount", "credit.more_than_left", "credit.more_than_open", "credit.not_open", "credit.nothing", "credit.other", "credit.twice",
            "invoice.credited", "invoice.is_credit", "invoice.not_booked", "invoice.overcredited", "invoice.send_draft",
            "mail.held", "mail.state", "record.inactive", "record.linked", "record.step", "record.issued", "record.trashed", "series.taken",
            "split.record", "number.leads", "number.taken",
            "number.twice",
            "port.taken",
            "proposal.applied", "proposal.failed", "proposal.interrupted", "proposal.revision", "proposal.staging", "proposal.stopped", "record.kind",
            "conversation.filed", "ticket.closed", "ticket.merged",
            "task.trashed", "undo.edited", "undo.issued", "undo.nothing", "user.exists", "user.last", "user.notfirst",
        ],
        [RefusalKind.Gone] = ["attachment.gone", "import.row_gone", "link.used", "mapping.gone", "proposal.lost", "proposal.older", "selection.lost",
            "upload.gone"],
        [RefusalKind.Forbidden] = ["command.permission", "folder.readonly", "job.user", "page.forbidden", "plainhttp", "user.inactive"],
        [RefusalKind.TooLarge] =
        [
            "attachment.large", "page.toolarge", "table.cell_too_long", "table.line_too_long", "table.too_many_columns", "table.too_many_members",
            "table.too_many_rows",
            "table.too_many_tables", "table.unpacks_too_large", "table.xls_too_large",
        ],
        [RefusalKind.Busy] = ["busy", "duplicates.scanning", "signin.wait"],
        [RefusalKind.Unavailable] =
        [
            "attachment.locked", "attachment.no_key", "attachment.scan",
            "mail.password", "mail.server.auth", "mail.server.connect", "database.away", "database.damaged", "database.disk", "database.entry",
            "database.gone", "database.readonly", "server.gone",
        ],
        [RefusalKind.NoRoom] = ["backup.space", "disk.full", "disk.full_server"],
        [RefusalKind.Cancelled] = ["cancelled", "work.cancelled"],
        [RefusalKind.Broken] = ["import.broken", "job.broken", "page.broken", "unexpected"],
    };

    private static readonly FrozenDictionary<string, RefusalKind> ByCode =
        All.SelectMany(kind => kind.Value.Select(code => (code, kind.Key))).ToFrozenDictionary(k => k.code, k => k.Key, StringComparer.Ordinal);

    /// <summary>The kind of a code. An unknown one was stored by another version: its request conflicts with the current state.</summary>
    public static RefusalKind Of(string code) => ByCode.GetValueOrDefault(code, RefusalKind.Conflict);

    /// <summary>True for a code in the register.</summary>
    public static bool Knows(string code) => ByCode.ContainsKey(code);
}
