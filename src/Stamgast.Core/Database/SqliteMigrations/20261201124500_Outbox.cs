using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.SqliteMigrations;

/// <summary>The mails to send, what happened to each, and the files that go along.</summary>
[DbContext(typeof(SqliteStamgastContext))]
[Migration("20261201124500_Outbox")]
public sealed class OutboxMigration : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table outbox_mail (
            id integer not null primary key autoincrement, created_at integer not null, state text not null, kind text not null,
            priority integer not null, shop integer, customer integer, about_kind text, about_id integer, language text, language_reason text,
            user_id integer, sender text, reply_to text, to_addresses text not null, cc text, subject text not null, body text not null, html text,
            message_id text not null, left_to text, attempts integer not null, connect_failures integer not null, next_at integer, claimed_by text,
            claimed_until integer, began_at integer, last_code integer, last_answer text, sent_at integer);
        create unique index ix_outbox_mail_message_id on outbox_mail(message_id);
        create index ix_outbox_mail_due on outbox_mail(priority, next_at, id) where next_at is not null;
        create index ix_outbox_mail_state on outbox_mail(state, id);
        create index ix_outbox_mail_claimed on outbox_mail(claimed_until) where claimed_until is not null;
        create index ix_outbox_mail_customer on outbox_mail(customer, id) where customer is not null;
        create table outbox_attempt (
            id integer not null primary key autoincrement, mail integer not null, attempt integer not null, at integer not null, what text not null,
            recipient text, code integer, answer text, user_id integer);
        create index ix_outbox_attempt_mail on outbox_attempt(mail, id);
        create index ix_outbox_attempt_began on outbox_attempt(at) where what = 'began';
        create table outbox_file (hash text not null primary key, media_type text not null, size integer not null, content blob not null);
        create table outbox_attachment (
            mail integer not null, position integer not null, name text not null, hash text not null, primary key(mail, position));
        create index ix_outbox_attachment_hash on outbox_attachment(hash);
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "drop table outbox_attachment; drop table outbox_file; drop table outbox_attempt; drop table outbox_mail;");
}
