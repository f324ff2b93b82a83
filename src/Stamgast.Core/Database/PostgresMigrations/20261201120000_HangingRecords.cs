using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Stamgast.Database.PostgresMigrations;

/// <summary>
/// What hangs on a customer: shops, sales, service, people and attachments. A table has the fields of its kind, and columns that sum up others; what
/// may be long comes last, since SQLite reads a row from its start.
/// </summary>
[DbContext(typeof(PostgresStamgastContext))]
[Migration("20261201120000_HangingRecords")]
public sealed class HangingRecords : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table shop (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, name text, code text collate "C", active boolean, sender_name text,
            sender_email text, reply_to text, languages text, currency text, vat_rate bigint, legal_name text, vat_number text,
            enterprise_number text, iban text, bic text, website text, payment_days bigint, logo bigint, address text, series text,
            footer text);
        create index ix_shop_sort on shop(sort_full, id) where not trashed;
        create index ix_shop_logo on shop(logo, id) where logo is not null;
        create table sale_order (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", external_number text collate "C", shop bigint,
            customer bigint, date date, reference text, source text, state text collate "C", hold_reason text, cancel_reason text,
            offer bigint, currency text, delivery_state text, net bigint, vat bigint, total bigint, number_key text collate "C",
            paid bigint not null default 0, invoice_count bigint not null default 0, return_count bigint not null default 0,
            cancel_comment text, bill_to text, ship_to text, issued_to text, lines text, deliveries text, notes text);
        create index ix_sale_order_sort on sale_order(sort_full, id) where not trashed;
        create index ix_sale_order_state on sale_order(state, sort_full, id) where not trashed;
        create index ix_sale_order_customer on sale_order(customer, sort_full, id) where not trashed;
        create index ix_sale_order_customer_state on sale_order(customer, state) where not trashed;
        create index ix_sale_order_shop on sale_order(shop, sort_full, id) where shop is not null;
        create index ix_sale_order_offer on sale_order(offer, id) where offer is not null;
        create index ix_sale_order_number on sale_order(number) where number is not null;
        create unique index ix_sale_order_number_key on sale_order(number_key) where number_key is not null and not trashed;
        create index ix_sale_order_external_number on sale_order(external_number) where external_number is not null;
        create table offer (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", revision text, shop bigint, customer bigint,
            date date, valid_until date, reference text, state text collate "C", sent_on date, answered_on date, answered_by text,
            decline_reason text, language text, currency text, net bigint, vat bigint, total bigint, number_key text collate "C",
            converted_to bigint, bill_to text, issued_to text, lines text, notes text);
        create index ix_offer_sort on offer(sort_full, id) where not trashed;
        create index ix_offer_state on offer(state, converted_to, sort_full, id) where not trashed;
        create index ix_offer_customer on offer(customer, sort_full, id) where not trashed;
        create index ix_offer_customer_state on offer(customer, state, converted_to) where not trashed;
        create index ix_offer_shop on offer(shop, sort_full, id) where shop is not null;
        create index ix_offer_number on offer(number) where number is not null;
        create unique index ix_offer_number_key on offer(number_key) where number_key is not null and not trashed;
        create table invoice (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", shop bigint, customer bigint, order_id bigint,
            credits bigint, date date, due_date date, title text, remittance text, state text collate "C", currency text, amount bigint,
            net bigint, vat bigint, total bigint, paid_elsewhere bigint, paid_on date, recipient_email text, delivery_method text,
            language text, number_key text collate "C", settled bigint not null default 0, credited bigint not null default 0,
            open_amount bigint not null default 0, lines text, bill_to text, issued_to text, notes text);
        create index ix_invoice_sort on invoice(sort_full, id) where not trashed;
        create index ix_invoice_state on invoice(state, open_amount, due_date, sort_full, id) where not trashed;
        create index ix_invoice_customer on invoice(customer, sort_full, id) where not trashed;
        create index ix_invoice_customer_state on invoice(customer, state, open_amount, due_date) where not trashed;
        create index ix_invoice_shop on invoice(shop, sort_full, id) where shop is not null;
        create index ix_invoice_order_id on invoice(order_id, id) where order_id is not null;
        create index ix_invoice_credits on invoice(credits, id) where credits is not null;
        create index ix_invoice_number on invoice(number) where number is not null;
        create unique index ix_invoice_number_key on invoice(number_key) where number_key is not null and not trashed;
        create table sale_return (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", shop bigint, customer bigint, order_id bigint,
            date date, state text collate "C", warehouse text, ticket bigint, follow_up_date date, received_on date, refusal_reason text,
            number_key text collate "C", lines text, customer_comment text, notes text);
        create index ix_sale_return_sort on sale_return(sort_full, id) where not trashed;
        create index ix_sale_return_state on sale_return(state, sort_full, id) where not trashed;
        create index ix_sale_return_customer on sale_return(customer, sort_full, id) where not trashed;
        create index ix_sale_return_customer_state on sale_return(customer, state) where not trashed;
        create index ix_sale_return_shop on sale_return(shop, sort_full, id) where shop is not null;
        create index ix_sale_return_order_id on sale_return(order_id, id) where order_id is not null;
        create index ix_sale_return_ticket on sale_return(ticket, id) where ticket is not null;
        create index ix_sale_return_number on sale_return(number) where number is not null;
        create unique index ix_sale_return_number_key on sale_return(number_key) where number_key is not null and not trashed;
        create table contract (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", title text, contract_type text, shop bigint,
            customer bigint, start_date date, end_date date, notice_days bigint, notice_date date, renewal text, renewal_period bigint,
            amount bigint, currency text, interval text, state text collate "C", end_reason text, ended_on date, agreement bigint,
            number_key text collate "C", notes text);
        create index ix_contract_sort on contract(sort_full, id) where not trashed;
        create index ix_contract_state on contract(state, sort_full, id) where not trashed;
        create index ix_contract_customer on contract(customer, sort_full, id) where not trashed;
        create index ix_contract_customer_state on contract(customer, state) where not trashed;
        create index ix_contract_shop on contract(shop, sort_full, id) where shop is not null;
        create index ix_contract_agreement on contract(agreement, id) where agreement is not null;
        create index ix_contract_number on contract(number) where number is not null;
        create unique index ix_contract_number_key on contract(number_key) where number_key is not null and not trashed;
        create index ix_contract_notice on contract(notice_date) where notice_date is not null and not trashed;
        create table agreement (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", title text, template text, language text,
            shop bigint, customer bigint, date date, state text collate "C", sent_on date, signed_on date, signer_name text,
            expires_on date, document bigint, document_hash text, link_key text, number_key text collate "C", signers text, issued_to text,
            cancel_comment text, notes text, customer_note text);
        create index ix_agreement_sort on agreement(sort_full, id) where not trashed;
        create index ix_agreement_state on agreement(state, sort_full, id) where not trashed;
        create index ix_agreement_customer on agreement(customer, sort_full, id) where not trashed;
        create index ix_agreement_customer_state on agreement(customer, state) where not trashed;
        create index ix_agreement_shop on agreement(shop, sort_full, id) where shop is not null;
        create index ix_agreement_document on agreement(document, id) where document is not null;
        create index ix_agreement_number on agreement(number) where number is not null;
        create unique index ix_agreement_number_key on agreement(number_key) where number_key is not null and not trashed;
        create table payment_link (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", customer bigint, shop bigint, invoice bigint,
            date date, expires_on date, title text, amount bigint, currency text, url text, state text collate "C");
        create index ix_payment_link_sort on payment_link(sort_full, id) where not trashed;
        create index ix_payment_link_state on payment_link(state, sort_full, id) where not trashed;
        create index ix_payment_link_customer on payment_link(customer, sort_full, id) where not trashed;
        create index ix_payment_link_customer_state on payment_link(customer, state) where not trashed;
        create index ix_payment_link_shop on payment_link(shop, sort_full, id) where shop is not null;
        create index ix_payment_link_invoice on payment_link(invoice, id) where invoice is not null;
        create index ix_payment_link_number on payment_link(number) where number is not null;
        create table payment (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, reference text, external_number text collate "C", customer bigint,
            shop bigint, date date, direction text, amount bigint, currency text, method text, invoice bigint, order_id bigint, notes text);
        create index ix_payment_sort on payment(sort_full, id) where not trashed;
        create index ix_payment_customer on payment(customer, sort_full, id) where not trashed;
        create index ix_payment_shop on payment(shop, sort_full, id) where shop is not null;
        create index ix_payment_invoice on payment(invoice, id) where invoice is not null;
        create index ix_payment_order_id on payment(order_id, id) where order_id is not null;
        create index ix_payment_external_number on payment(external_number) where external_number is not null;
        create table conversation (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, customer bigint, medium text, way text, at text collate "C",
            from_address text, to_address text, cc text, subject text, message_id text collate "C", in_reply_to text, ticket bigint,
            order_id bigint, duration bigint, author bigint, source text, body text, html text);
        create index ix_conversation_sort on conversation(sort_full, id) where not trashed;
        create index ix_conversation_customer on conversation(customer, sort_full, id) where not trashed;
        create index ix_conversation_ticket on conversation(ticket, id) where ticket is not null;
        create index ix_conversation_order_id on conversation(order_id, id) where order_id is not null;
        create index ix_conversation_message_id on conversation(message_id) where message_id is not null;
        create table ticket (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, number text collate "C", subject text, shop bigint, customer bigint,
            contact bigint, order_id bigint, channel text, category text, priority text, assignee bigint, date date,
            state text collate "C", waiting_until date, resolved_at text, waits_since text, kept_in bigint, follows bigint,
            number_key text collate "C", message_count bigint not null default 0, notes text);
        create index ix_ticket_sort on ticket(sort_full, id) where not trashed;
        create index ix_ticket_state on ticket(state, sort_full, id) where not trashed;
        create index ix_ticket_customer on ticket(customer, sort_full, id) where not trashed;
        create index ix_ticket_customer_state on ticket(customer, state) where not trashed;
        create index ix_ticket_shop on ticket(shop, sort_full, id) where shop is not null;
        create index ix_ticket_contact on ticket(contact, id) where contact is not null;
        create index ix_ticket_order_id on ticket(order_id, id) where order_id is not null;
        create index ix_ticket_kept_in on ticket(kept_in, id) where kept_in is not null;
        create index ix_ticket_follows on ticket(follows, id) where follows is not null;
        create index ix_ticket_number on ticket(number) where number is not null;
        create unique index ix_ticket_number_key on ticket(number_key) where number_key is not null and not trashed;
        create index ix_ticket_assignee on ticket(assignee, state) where not trashed;
        create table contact (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, customer bigint, first_name text, last_name text, function text,
            email text, phone text, language text, person bigint, main boolean, notes text);
        create index ix_contact_sort on contact(sort_full, id) where not trashed;
        create index ix_contact_customer on contact(customer, sort_full, id) where not trashed;
        create index ix_contact_person on contact(person, id) where person is not null;
        create table family (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, name text, payer bigint, salutation text, one_letter boolean,
            member_count bigint not null default 0, notes text);
        create index ix_family_sort on family(sort_full, id) where not trashed;
        create index ix_family_payer on family(payer, id) where payer is not null;
        create table family_member (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, family bigint, customer bigint, role text, shares_address boolean);
        create index ix_family_member_sort on family_member(sort_full, id) where not trashed;
        create index ix_family_member_customer on family_member(customer, sort_full, id) where not trashed;
        create index ix_family_member_family on family_member(family, id) where family is not null;
        create table customer_link (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, customer bigint, link_type text, other bigint, from_date date,
            to_date date, notes text);
        create index ix_customer_link_sort on customer_link(sort_full, id) where not trashed;
        create index ix_customer_link_customer on customer_link(customer, sort_full, id) where not trashed;
        create index ix_customer_link_other on customer_link(other, id) where other is not null;
        create table attachment (
            id bigint not null primary key, version integer not null, trashed boolean not null, sort_full text collate "C" not null,
            created_at bigint not null, changed_at bigint not null, name text, media_type text, size bigint, hash text, store_key text,
            customer bigint, of_kind bigint, of_id bigint, part text, date date);
        create index ix_attachment_sort on attachment(sort_full, id) where not trashed;
        create index ix_attachment_customer on attachment(customer, sort_full, id) where not trashed;
        create index ix_attachment_record on attachment(of_kind, of_id, id) where not trashed;
        """);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "drop table shop; drop table sale_order; drop table offer; drop table invoice; drop table sale_return; drop table contract; "
        + "drop table agreement; drop table payment_link; drop table payment; drop table conversation; drop table ticket; drop table contact; "
        + "drop table family; drop table family_member; drop table customer_link; drop table attachment;");
}
