CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "app_user" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_app_user" PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "email_folded" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NULL,
    "culture" TEXT NULL,
    "theme" TEXT NULL,
    "active" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_sign_in_at" INTEGER NULL
);

CREATE TABLE "change_item" (
    "seq" INTEGER NOT NULL CONSTRAINT "PK_change_item" PRIMARY KEY,
    "set_id" INTEGER NOT NULL,
    "record_kind" INTEGER NOT NULL,
    "record_id" INTEGER NOT NULL,
    "version_before" INTEGER NOT NULL,
    "version_after" INTEGER NOT NULL,
    "dead" INTEGER NOT NULL,
    "payload" TEXT NOT NULL
);

CREATE TABLE "change_set" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_change_set" PRIMARY KEY,
    "kind" INTEGER NOT NULL,
    "door" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "user_id" INTEGER NULL,
    "proposed_at" INTEGER NOT NULL,
    "applied_at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    "undo_of" INTEGER NULL,
    "base_set" INTEGER NULL,
    "revives" INTEGER NOT NULL,
    "first_seq" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "conflicts" INTEGER NOT NULL,
    "possible_duplicates" INTEGER NOT NULL,
    "fields" INTEGER NOT NULL,
    "undone" INTEGER NOT NULL,
    "file_name" TEXT NULL,
    "file_hash" TEXT NULL,
    "reading" TEXT NULL,
    "failure" TEXT NULL,
    "seconds" REAL NOT NULL
);

CREATE TABLE "counter" (
    "name" TEXT NOT NULL CONSTRAINT "PK_counter" PRIMARY KEY,
    "value" INTEGER NOT NULL
);

CREATE TABLE "customer" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_customer" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "trashed" INTEGER NOT NULL,
    "merged_into" INTEGER NULL,
    "sort_core" TEXT COLLATE BINARY NOT NULL,
    "sort_full" TEXT COLLATE BINARY NOT NULL,
    "created_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "number" TEXT COLLATE BINARY NULL,
    "salutation" TEXT NULL,
    "first_name" TEXT NULL,
    "particle" TEXT NULL,
    "last_name" TEXT NULL,
    "gender" INTEGER NOT NULL,
    "birth_date" TEXT NULL,
    "company_name" TEXT NULL,
    "enterprise_number" TEXT NULL,
    "vat_number" TEXT NULL,
    "email" TEXT NULL,
    "other_emails" TEXT NULL,
    "phone" TEXT NULL,
    "mobile" TEXT NULL,
    "other_phones" TEXT NULL,
    "street" TEXT NULL,
    "house_number" TEXT NULL,
    "box" TEXT NULL,
    "postal_code" TEXT NULL,
    "city" TEXT NULL,
    "country" TEXT NULL,
    "delivery_street" TEXT NULL,
    "delivery_house_number" TEXT NULL,
    "delivery_box" TEXT NULL,
    "delivery_postal_code" TEXT NULL,
    "delivery_city" TEXT NULL,
    "delivery_country" TEXT NULL,
    "language" TEXT NULL,
    "groups" TEXT NULL,
    "label" TEXT COLLATE BINARY NULL,
    "shops" TEXT NULL,
    "iban" TEXT NULL,
    "website" TEXT NULL,
    "newsletter" INTEGER NOT NULL,
    "obfuscate_enabled" INTEGER NOT NULL,
    "allow_merge" INTEGER NOT NULL,
    "active" INTEGER NOT NULL,
    "customer_since" TEXT NULL,
    "notes" TEXT NULL
);

CREATE TABLE "customer_group" (
    "name" TEXT NOT NULL CONSTRAINT "PK_customer_group" PRIMARY KEY
);

CREATE TABLE "customer_label" (
    "name" TEXT NOT NULL CONSTRAINT "PK_customer_label" PRIMARY KEY,
    "user_id" INTEGER NULL
);

CREATE TABLE "protection_key" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_protection_key" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "xml" TEXT NOT NULL
);

CREATE TABLE "setting" (
    "key" TEXT NOT NULL CONSTRAINT "PK_setting" PRIMARY KEY,
    "value" TEXT NOT NULL
);

CREATE TABLE "sign_in_link" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_sign_in_link" PRIMARY KEY AUTOINCREMENT,
    "secret_hash" BLOB NOT NULL,
    "purpose" INTEGER NOT NULL,
    "user_id" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NULL,
    CONSTRAINT "FK_sign_in_link_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_session" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_user_session" PRIMARY KEY AUTOINCREMENT,
    "secret_hash" BLOB NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_seen_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    CONSTRAINT "FK_user_session_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_app_user_email_folded" ON "app_user" ("email_folded");

CREATE INDEX "IX_change_item_record_kind_record_id_seq" ON "change_item" ("record_kind", "record_id", "seq");

CREATE INDEX "IX_change_set_applied_at" ON "change_set" ("applied_at");

CREATE INDEX "IX_change_set_file_hash" ON "change_set" ("file_hash");

CREATE INDEX "IX_change_set_undo_of" ON "change_set" ("undo_of");

CREATE INDEX "IX_customer_label_sort_full_id" ON "customer" ("label", "sort_full", "id") WHERE trashed = 0 and merged_into is null and label is not null;

CREATE UNIQUE INDEX "IX_customer_number" ON "customer" ("number") WHERE trashed = 0 and merged_into is null and number is not null;

CREATE INDEX "IX_customer_sort_core_id" ON "customer" ("sort_core", "id") WHERE trashed = 0 and merged_into is null;

CREATE INDEX "IX_customer_sort_full_id" ON "customer" ("sort_full", "id") WHERE trashed = 0 and merged_into is null;

CREATE UNIQUE INDEX "IX_sign_in_link_secret_hash" ON "sign_in_link" ("secret_hash");

CREATE INDEX "IX_sign_in_link_user_id" ON "sign_in_link" ("user_id");

CREATE UNIQUE INDEX "IX_user_session_secret_hash" ON "user_session" ("secret_hash");

CREATE INDEX "IX_user_session_user_id" ON "user_session" ("user_id");

create table customer_key (
    kind integer not null, key text not null, customer_id integer not null,
    primary key (kind, key, customer_id)) without rowid;
create virtual table customer_search using fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
    tokenize="ascii tokenchars '@._+-&/'");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122144542_Start', '10.0.15');

drop index "IX_customer_sort_full_id";
drop index "IX_customer_sort_core_id";
create index "IX_customer_sort_full_id" on customer(sort_full, id, active, type, language, label) where trashed = 0 and merged_into is null;
create index "IX_customer_sort_core_id" on customer(sort_core, id, active, type, language, label) where trashed = 0 and merged_into is null;
create index ix_customer_language on customer(language, sort_full, id, active, type, label) where trashed = 0 and merged_into is null;
create index ix_customer_city on customer(lower(city), sort_full, id) where trashed = 0 and merged_into is null;
create index ix_customer_email on customer(lower(email), sort_full, id) where trashed = 0 and merged_into is null;
create index ix_customer_trash on customer(sort_full, id) where trashed = 1;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122160000_ListIndexes', '10.0.15');

CREATE TABLE "saved_mapping" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_saved_mapping" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "saved_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    "uses" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_saved_mapping_fingerprint" ON "saved_mapping" ("fingerprint");

CREATE UNIQUE INDEX "IX_saved_mapping_name_folded" ON "saved_mapping" ("name_folded");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122173500_SavedMappings', '10.0.15');

drop table customer_search;
create virtual table customer_search using fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
    tokenize="ascii tokenchars '@._+-&/'");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122180000_SearchBeginnings', '10.0.15');

ALTER TABLE "change_set" ADD "staged" INTEGER NOT NULL DEFAULT 0;

update change_set set staged = 1 where state = 2;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122210000_Stages', '10.0.15');

drop index ix_customer_city;
create index ix_customer_city on customer(case when city glob '*[^ -~]*' then replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(city), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'ö', 'o'), 'ü', 'u'), 'à', 'a'), 'â', 'a'), 'ç', 'c'), 'ô', 'o'), 'ï', 'i'), 'î', 'i'), 'û', 'u'), 'ä', 'a'), 'å', 'a'), 'ø', 'o'), 'É', 'e'), 'È', 'e'), 'Ö', 'o'), 'Ü', 'u'), 'Ä', 'a'), 'Å', 'a'), 'Ø', 'o'), 'Ç', 'c'), 'Î', 'i') else lower(city) end, sort_full, id) where trashed = 0 and merged_into is null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122214000_CityOrder', '10.0.15');

create index ix_customer_vat on customer(vat_number) where vat_number is not null and trashed = 0 and merged_into is null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122220000_VatIndex', '10.0.15');

ALTER TABLE "customer_label" ADD "colour" TEXT NULL;

ALTER TABLE "customer_group" ADD "colour" TEXT NULL;

ALTER TABLE "app_user" ADD "list_columns" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130160000_NamesAndColumns', '10.0.15');

insert into customer_search(customer_search) values('delete-all');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130171500_SearchPlaces', '10.0.15');

update change_set set failure = null where state = 3;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130210000_KeptReadings', '10.0.15');

ALTER TABLE "change_set" ADD "record_kind" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "change_set" ADD "has_origins" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "change_item" ADD "origin" INTEGER NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130220000_Records', '10.0.15');

CREATE TABLE "job" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_job" PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NULL,
    "state" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NULL,
    "fraction" REAL NULL,
    "user_id" INTEGER NULL,
    "back" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "started_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "next_at" INTEGER NOT NULL,
    "owner" TEXT NULL,
    "beat_at" INTEGER NULL,
    "cancel_asked" INTEGER NOT NULL,
    "error" TEXT NULL,
    "result" TEXT NULL,
    "set_id" INTEGER NULL,
    "told" INTEGER NOT NULL
);

CREATE INDEX "ix_job_ended" ON "job" ("ended_at");

CREATE INDEX "ix_job_key" ON "job" ("key", "id");

CREATE UNIQUE INDEX "ix_job_open" ON "job" ("key") WHERE state < 2;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130223000_Jobs', '10.0.15');

insert into customer_search(customer_search) select 'delete-all' where exists (
    select 1 from (select coalesce(phone, '') || ' ' || coalesce(mobile, '') || ' ' || coalesce(other_phones, '') as numbers from customer) c
    where numbers like '%+57%' or numbers like '%+241%' or numbers like '%+247%'
        or numbers like '%+377%' or numbers like '%+423%' or numbers like '%+686%' or numbers like '%+692%');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130224000_PhonesOfAllCountries', '10.0.15');

ALTER TABLE "customer" ADD "extra" TEXT NULL;

CREATE TABLE "extra_field" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_extra_field" PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "scope" INTEGER NOT NULL,
    "shown" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "required_in" TEXT NULL,
    "captions" TEXT NOT NULL,
    "choices" TEXT NULL,
    "retired_at" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_extra_field_key" ON "extra_field" ("key");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130233000_ExtraFields', '10.0.15');

CREATE TABLE "task" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_task" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "trashed" INTEGER NOT NULL,
    "sort_full" TEXT COLLATE BINARY NOT NULL,
    "created_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "title" TEXT NULL,
    "text" TEXT NULL,
    "customer" INTEGER NULL,
    "due_date" TEXT NULL,
    "due_time" TEXT NULL,
    "assignee" INTEGER NULL,
    "priority" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "done_at" TEXT COLLATE BINARY NULL
);

CREATE INDEX "IX_task_assignee_sort_full_id" ON "task" ("assignee", "sort_full", "id") WHERE trashed = 0 and done = 0;

CREATE INDEX "IX_task_customer_sort_full_id" ON "task" ("customer", "sort_full", "id") WHERE customer is not null;

CREATE INDEX "IX_task_done_at_id" ON "task" ("done_at", "id") WHERE trashed = 0 and done = 1;

CREATE INDEX "IX_task_sort_full_id" ON "task" ("sort_full", "id") WHERE trashed = 0 and done = 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130235000_TaskTable', '10.0.15');

ALTER TABLE "extra_field" ADD "help" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130235600_ExtraFieldHelp', '10.0.15');

create index ix_customer_merged_into on customer(merged_into) where merged_into is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201004000_MergedInto', '10.0.15');

alter table change_set rename column base_set to root_set;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201010000_RootSet', '10.0.15');

create index ix_customer_absorbed_number on customer(number) where merged_into is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201043500_AbsorbedNumbers', '10.0.15');

CREATE TABLE "duplicate_pair" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "bits" REAL NOT NULL,
    "why" TEXT NOT NULL,
    "is_certain" INTEGER NOT NULL,
    "lane" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "group_bits" REAL NOT NULL,
    CONSTRAINT "PK_duplicate_pair" PRIMARY KEY ("a", "b")
);

CREATE INDEX "ix_duplicate_pair_b" ON "duplicate_pair" ("b");

CREATE INDEX "ix_duplicate_pair_group" ON "duplicate_pair" ("lane", "group_id");

CREATE INDEX "ix_duplicate_pair_order" ON "duplicate_pair" ("lane", "group_bits", "group_id", "bits");

CREATE TABLE "duplicate_decision" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "verdict" INTEGER NOT NULL,
    "user_id" INTEGER NULL,
    "decided_at" INTEGER NOT NULL,
    "back_at" INTEGER NULL,
    "version_a" INTEGER NOT NULL,
    "version_b" INTEGER NOT NULL,
    "seen" TEXT NOT NULL,
    "reopened" TEXT NULL,
    "set_id" INTEGER NULL,
    "choices" TEXT NULL,
    CONSTRAINT "PK_duplicate_decision" PRIMARY KEY ("a", "b")
);

CREATE INDEX "ix_duplicate_decision_at" ON "duplicate_decision" ("decided_at", "a", "b");

CREATE INDEX "ix_duplicate_decision_b" ON "duplicate_decision" ("b");

CREATE INDEX "ix_duplicate_decision_back" ON "duplicate_decision" ("back_at") WHERE back_at is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201044000_Duplicates', '10.0.15');

create table duplicate_scan (
    id integer not null primary key, last_item integer not null, followed integer not null, customers integer not null, pairs integer not null,
    groups integer not null, seconds real not null, scanned_at integer not null);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201050000_DuplicateScan', '10.0.15');

create table shop (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, name text, code text, active integer, sender_name text,
    sender_email text, reply_to text, languages text, currency text, vat_rate integer, legal_name text, vat_number text,
    enterprise_number text, iban text, bic text, website text, payment_days integer, logo integer, address text, series text,
    footer text);
create index ix_shop_sort on shop(sort_full, id) where trashed = 0;
create index ix_shop_logo on shop(logo, id) where logo is not null;
create table sale_order (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, external_number text, shop integer, customer integer,
    date text, reference text, source text, state text, hold_reason text, cancel_reason text, offer integer, currency text,
    delivery_state text, net integer, vat integer, total integer, number_key text, paid integer not null default 0,
    invoice_count integer not null default 0, return_count integer not null default 0, cancel_comment text, bill_to text,
    ship_to text, issued_to text, lines text, deliveries text, notes text);
create index ix_sale_order_sort on sale_order(sort_full, id) where trashed = 0;
create index ix_sale_order_state on sale_order(state, sort_full, id) where trashed = 0;
create index ix_sale_order_customer on sale_order(customer, sort_full, id) where trashed = 0;
create index ix_sale_order_customer_state on sale_order(customer, state) where trashed = 0;
create index ix_sale_order_shop on sale_order(shop, sort_full, id) where shop is not null;
create index ix_sale_order_offer on sale_order(offer, id) where offer is not null;
create index ix_sale_order_number on sale_order(number) where number is not null;
create unique index ix_sale_order_number_key on sale_order(number_key) where number_key is not null and trashed = 0;
create index ix_sale_order_external_number on sale_order(external_number) where external_number is not null;
create table offer (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, revision text, shop integer, customer integer,
    date text, valid_until text, reference text, state text, sent_on text, answered_on text, answered_by text, decline_reason text,
    language text, currency text, net integer, vat integer, total integer, number_key text, converted_to integer, bill_to text,
    issued_to text, lines text, notes text);
create index ix_offer_sort on offer(sort_full, id) where trashed = 0;
create index ix_offer_state on offer(state, converted_to, sort_full, id) where trashed = 0;
create index ix_offer_customer on offer(customer, sort_full, id) where trashed = 0;
create index ix_offer_customer_state on offer(customer, state, converted_to) where trashed = 0;
create index ix_offer_shop on offer(shop, sort_full, id) where shop is not null;
create index ix_offer_number on offer(number) where number is not null;
create unique index ix_offer_number_key on offer(number_key) where number_key is not null and trashed = 0;
create table invoice (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, shop integer, customer integer, order_id integer,
    credits integer, date text, due_date text, title text, remittance text, state text, currency text, amount integer, net integer,
    vat integer, total integer, paid_elsewhere integer, paid_on text, recipient_email text, delivery_method text, language text,
    number_key text, settled integer not null default 0, credited integer not null default 0,
    open_amount integer not null default 0, lines text, bill_to text, issued_to text, notes text);
create index ix_invoice_sort on invoice(sort_full, id) where trashed = 0;
create index ix_invoice_state on invoice(state, open_amount, due_date, sort_full, id) where trashed = 0;
create index ix_invoice_customer on invoice(customer, sort_full, id) where trashed = 0;
create index ix_invoice_customer_state on invoice(customer, state, open_amount, due_date) where trashed = 0;
create index ix_invoice_shop on invoice(shop, sort_full, id) where shop is not null;
create index ix_invoice_order_id on invoice(order_id, id) where order_id is not null;
create index ix_invoice_credits on invoice(credits, id) where credits is not null;
create index ix_invoice_number on invoice(number) where number is not null;
create unique index ix_invoice_number_key on invoice(number_key) where number_key is not null and trashed = 0;
create table sale_return (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, shop integer, customer integer, order_id integer,
    date text, state text, warehouse text, ticket integer, follow_up_date text, received_on text, refusal_reason text,
    number_key text, lines text, customer_comment text, notes text);
create index ix_sale_return_sort on sale_return(sort_full, id) where trashed = 0;
create index ix_sale_return_state on sale_return(state, sort_full, id) where trashed = 0;
create index ix_sale_return_customer on sale_return(customer, sort_full, id) where trashed = 0;
create index ix_sale_return_customer_state on sale_return(customer, state) where trashed = 0;
create index ix_sale_return_shop on sale_return(shop, sort_full, id) where shop is not null;
create index ix_sale_return_order_id on sale_return(order_id, id) where order_id is not null;
create index ix_sale_return_ticket on sale_return(ticket, id) where ticket is not null;
create index ix_sale_return_number on sale_return(number) where number is not null;
create unique index ix_sale_return_number_key on sale_return(number_key) where number_key is not null and trashed = 0;
create table contract (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, title text, contract_type text, shop integer,
    customer integer, start_date text, end_date text, notice_days integer, notice_date text, renewal text, renewal_period integer,
    amount integer, currency text, interval text, state text, end_reason text, ended_on text, agreement integer, number_key text,
    notes text);
create index ix_contract_sort on contract(sort_full, id) where trashed = 0;
create index ix_contract_state on contract(state, sort_full, id) where trashed = 0;
create index ix_contract_customer on contract(customer, sort_full, id) where trashed = 0;
create index ix_contract_customer_state on contract(customer, state) where trashed = 0;
create index ix_contract_shop on contract(shop, sort_full, id) where shop is not null;
create index ix_contract_agreement on contract(agreement, id) where agreement is not null;
create index ix_contract_number on contract(number) where number is not null;
create unique index ix_contract_number_key on contract(number_key) where number_key is not null and trashed = 0;
create index ix_contract_notice on contract(notice_date) where notice_date is not null and trashed = 0;
create table agreement (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, title text, template text, language text, shop integer,
    customer integer, date text, state text, sent_on text, signed_on text, signer_name text, expires_on text, document integer,
    document_hash text, link_key text, number_key text, signers text, issued_to text, cancel_comment text, notes text,
    customer_note text);
create index ix_agreement_sort on agreement(sort_full, id) where trashed = 0;
create index ix_agreement_state on agreement(state, sort_full, id) where trashed = 0;
create index ix_agreement_customer on agreement(customer, sort_full, id) where trashed = 0;
create index ix_agreement_customer_state on agreement(customer, state) where trashed = 0;
create index ix_agreement_shop on agreement(shop, sort_full, id) where shop is not null;
create index ix_agreement_document on agreement(document, id) where document is not null;
create index ix_agreement_number on agreement(number) where number is not null;
create unique index ix_agreement_number_key on agreement(number_key) where number_key is not null and trashed = 0;
create table payment_link (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, customer integer, shop integer, invoice integer,
    date text, expires_on text, title text, amount integer, currency text, url text, state text);
create index ix_payment_link_sort on payment_link(sort_full, id) where trashed = 0;
create index ix_payment_link_state on payment_link(state, sort_full, id) where trashed = 0;
create index ix_payment_link_customer on payment_link(customer, sort_full, id) where trashed = 0;
create index ix_payment_link_customer_state on payment_link(customer, state) where trashed = 0;
create index ix_payment_link_shop on payment_link(shop, sort_full, id) where shop is not null;
create index ix_payment_link_invoice on payment_link(invoice, id) where invoice is not null;
create index ix_payment_link_number on payment_link(number) where number is not null;
create table payment (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, reference text, external_number text, customer integer, shop integer,
    date text, direction text, amount integer, currency text, method text, invoice integer, order_id integer, notes text);
create index ix_payment_sort on payment(sort_full, id) where trashed = 0;
create index ix_payment_customer on payment(customer, sort_full, id) where trashed = 0;
create index ix_payment_shop on payment(shop, sort_full, id) where shop is not null;
create index ix_payment_invoice on payment(invoice, id) where invoice is not null;
create index ix_payment_order_id on payment(order_id, id) where order_id is not null;
create index ix_payment_external_number on payment(external_number) where external_number is not null;
create table conversation (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, customer integer, medium text, way text, at text, from_address text,
    to_address text, cc text, subject text, message_id text, in_reply_to text, ticket integer, order_id integer, duration integer,
    author integer, source text, body text, html text);
create index ix_conversation_sort on conversation(sort_full, id) where trashed = 0;
create index ix_conversation_customer on conversation(customer, sort_full, id) where trashed = 0;
create index ix_conversation_ticket on conversation(ticket, id) where ticket is not null;
create index ix_conversation_order_id on conversation(order_id, id) where order_id is not null;
create index ix_conversation_message_id on conversation(message_id) where message_id is not null;
create table ticket (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, number text, subject text, shop integer, customer integer,
    contact integer, order_id integer, channel text, category text, priority text, assignee integer, date text, state text,
    waiting_until text, resolved_at text, waits_since text, kept_in integer, follows integer, number_key text,
    message_count integer not null default 0, notes text);
create index ix_ticket_sort on ticket(sort_full, id) where trashed = 0;
create index ix_ticket_state on ticket(state, sort_full, id) where trashed = 0;
create index ix_ticket_customer on ticket(customer, sort_full, id) where trashed = 0;
create index ix_ticket_customer_state on ticket(customer, state) where trashed = 0;
create index ix_ticket_shop on ticket(shop, sort_full, id) where shop is not null;
create index ix_ticket_contact on ticket(contact, id) where contact is not null;
create index ix_ticket_order_id on ticket(order_id, id) where order_id is not null;
create index ix_ticket_kept_in on ticket(kept_in, id) where kept_in is not null;
create index ix_ticket_follows on ticket(follows, id) where follows is not null;
create index ix_ticket_number on ticket(number) where number is not null;
create unique index ix_ticket_number_key on ticket(number_key) where number_key is not null and trashed = 0;
create index ix_ticket_assignee on ticket(assignee, state) where trashed = 0;
create table contact (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, customer integer, first_name text, last_name text, function text,
    email text, phone text, language text, person integer, main integer, notes text);
create index ix_contact_sort on contact(sort_full, id) where trashed = 0;
create index ix_contact_customer on contact(customer, sort_full, id) where trashed = 0;
create index ix_contact_person on contact(person, id) where person is not null;
create table family (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, name text, payer integer, salutation text, one_letter integer,
    member_count integer not null default 0, notes text);
create index ix_family_sort on family(sort_full, id) where trashed = 0;
create index ix_family_payer on family(payer, id) where payer is not null;
create table family_member (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, family integer, customer integer, role text, shares_address integer);
create index ix_family_member_sort on family_member(sort_full, id) where trashed = 0;
create index ix_family_member_customer on family_member(customer, sort_full, id) where trashed = 0;
create index ix_family_member_family on family_member(family, id) where family is not null;
create table customer_link (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, customer integer, link_type text, other integer, from_date text,
    to_date text, notes text);
create index ix_customer_link_sort on customer_link(sort_full, id) where trashed = 0;
create index ix_customer_link_customer on customer_link(customer, sort_full, id) where trashed = 0;
create index ix_customer_link_other on customer_link(other, id) where other is not null;
create table attachment (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, name text, media_type text, size integer, hash text, store_key text,
    customer integer, of_kind integer, of_id integer, part text, date text);
create index ix_attachment_sort on attachment(sort_full, id) where trashed = 0;
create index ix_attachment_customer on attachment(customer, sort_full, id) where trashed = 0;
create index ix_attachment_record on attachment(of_kind, of_id, id) where trashed = 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201120000_HangingRecords', '10.0.15');

create table stored_document (
    key text not null primary key, bytes blob not null, encrypted integer not null, stored_at integer not null);
create index ix_attachment_store on attachment(store_key) where store_key is not null;
create index ix_agreement_link on agreement(link_key) where link_key is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201123000_Documents', '10.0.15');

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

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201124500_Outbox', '10.0.15');

alter table invoice add column return_id integer;
create index ix_invoice_return_id on invoice(return_id, id) where return_id is not null;
create index ix_sale_order_figures on sale_order(customer, state, currency, date, net) where trashed = 0;
drop index ix_sale_order_customer_state;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201130000_CreditsOfReturns', '10.0.15');

alter table task add column about_kind text;
alter table task add column about_id integer;
create index "IX_task_about_kind_about_id_sort_full" on task(about_kind, about_id, sort_full) where about_id is not null;
create index ix_contact_email on contact(email) where email is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201130000_TasksAboutRecords', '10.0.15');

alter table sale_order add column returned integer not null default 0;
update sale_order set returned = coalesce((select cast(sum(round(cast(json_extract(l.value, '$.quantity') as real) * 10000)) as integer)
        from sale_return r, json_each(r.lines) l
        where r.order_id = sale_order.id and r.trashed = 0 and r.state in ('received', 'handled')), 0)
    where return_count > 0;
create index ix_outbox_mail_about on outbox_mail(about_kind, about_id, id) where about_id is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201150000_ReturnedGoods', '10.0.15');

create table outbox_unlisted (mail integer not null primary key);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201151000_OutboxUnlisted', '10.0.15');

drop index ix_invoice_customer_state;
create index ix_invoice_customer_state on invoice(customer, state, open_amount, due_date, currency, total) where trashed = 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201151500_InvoiceSums', '10.0.15');

drop index ix_contract_customer_state;
create index ix_contract_customer_state on contract(customer, state, notice_date) where trashed = 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201183000_ContractNotice', '10.0.15');

create table set_off (
    id integer not null primary key, version integer not null, trashed integer not null, sort_full text not null,
    created_at integer not null, changed_at integer not null, customer integer, credit_note integer, invoice integer, date text,
    amount integer, currency text, notes text);
create index ix_set_off_sort on set_off(sort_full, id) where trashed = 0;
create index ix_set_off_customer on set_off(customer, sort_full, id) where trashed = 0;
create index ix_set_off_credit_note on set_off(credit_note, id) where credit_note is not null;
create index ix_set_off_invoice on set_off(invoice, id) where invoice is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201190000_SetOffs', '10.0.15');

create table duplicate_second_look (user_id integer not null, a integer not null, b integer not null, first integer not null, second integer not null,
    at integer not null, primary key (user_id, a, b));
create index ix_duplicate_second_look_a on duplicate_second_look (a);
create index ix_duplicate_second_look_b on duplicate_second_look (b);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201200000_SecondLook', '10.0.15');

alter table duplicate_pair add column certain_since integer;
update duplicate_pair set lane = 1, group_id = a, group_bits = bits where lane = 0;
update duplicate_pair set is_certain = 0 where is_certain = 1;
update duplicate_scan set last_item = last_item - 1, followed = followed + 1000000000000;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201203000_CertainSince', '10.0.15');

alter table sale_order add column refunded integer not null default 0;
update sale_order set refunded = (select sum(p.amount) from payment p
        where p.order_id = sale_order.id and p.direction = 'refund' and p.trashed = 0)
    where id in (select p.order_id from payment p where p.direction = 'refund' and p.trashed = 0);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201210000_Refunds', '10.0.15');
